package org.frankenterm.extension.http;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.frankenterm.extension.json.JsonWriter;
import org.frankenterm.extension.text.Sanitizer;

/// What a server answered. Immutable.
///
/// @param status from 200 to 999
/// @param headers in their order
/// @param body its bytes, decompressed, not to be changed
@SuppressWarnings("ArrayRecordComponent") // 8 MiB are not copied, and never compared
public record HttpResponse(int status, List<Header> headers, byte[] body) {
    /// What text may take as JSON; more than that goes in base64, where 8 MiB always fit the return
    /// buffer.
    private static final int MAX_TEXT = 12 << 20;

    /// Copies the headers.
    public HttpResponse {
        headers = List.copyOf(headers);
    }

    /// The first value of a header.
    Optional<String> header(String name) {
        return headers.stream().filter(mine -> mine.is(name)).map(Header::value).findFirst();
    }

    /// The answer for a guest, in printable ASCII: `status`, `headers`, and either `body`, if that
    /// is UTF-8, or `body_base64`. Names of headers are in lower case; several of one name are one,
    /// joined by a comma as RFC 9110, section 5.3, has it, `set-cookie` by a line feed.
    public String toJson() {
        JsonWriter json = new JsonWriter().object().name("status").value(status);
        json.name("headers").object();
        joined().forEach((name, value) -> json.name(name).value(value));
        json.end();
        Optional<String> text = Sanitizer.strictUtf8(body).filter(HttpResponse::isShort);
        if (text.isPresent()) {
            json.name("body").value(text.get());
        } else {
            json.name("body_base64").value(Base64.getEncoder().encodeToString(body));
        }
        return json.end().toString();
    }

    private Map<String, String> joined() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Header header : headers) {
            String name = header.name().toLowerCase(Locale.ROOT);
            values.computeIfAbsent(name, _ -> new ArrayList<>()).add(header.value());
        }
        Map<String, String> joined = new LinkedHashMap<>();
        values.forEach((name, all) ->
                joined.put(name, String.join(name.equals("set-cookie") ? "\n" : ", ", all)));
        return joined;
    }

    /// Whether its escapes leave it within [#MAX_TEXT].
    private static boolean isShort(String text) {
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= 0x20 && c < 0x7f;
            length += plain ? (c == '"' || c == '\\' ? 2 : 1) : 6;
        }
        return length <= MAX_TEXT;
    }
}
