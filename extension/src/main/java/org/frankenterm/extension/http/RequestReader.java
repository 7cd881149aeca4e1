package org.frankenterm.extension.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.frankenterm.extension.json.Json;
import org.frankenterm.extension.json.Json.JsonArray;
import org.frankenterm.extension.json.Json.JsonNumber;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.Json.JsonString;
import org.frankenterm.extension.json.JsonProblem;
import org.frankenterm.extension.json.JsonReader;
import org.frankenterm.extension.text.Nearest;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Quoted;
import org.jspecify.annotations.Nullable;

/// A guest's JSON read as a request: `method`, `url`, `headers`, `body` or `body_base64`,
/// `timeout_ms`. Nothing else, so that a misspelt name is no silent loss.
public final class RequestReader {
    /// The longest JSON: a body of [#MAX_BODY_BYTES] in base64, and room for the rest.
    public static final int MAX_JSON_BYTES = 12 << 20;

    /// The longest body, as it is sent.
    public static final int MAX_BODY_BYTES = 8 << 20;

    private static final int MAX_HEADERS = 64;
    private static final int MAX_HEADER_BYTES = 32 << 10;

    /// Headers, one value each, and the members of the request.
    private static final int MAX_VALUES = 4 * MAX_HEADERS;

    /// A day; longer ones are the same, because no call takes as long.
    private static final long MAX_TIMEOUT_MILLIS = Duration.ofDays(1).toMillis();

    private static final List<String> MEMBERS =
            List.of("method", "url", "headers", "body", "body_base64", "timeout_ms");

    /// What makes a tunnel of a connection, or sends the request's own headers back.
    private static final Set<String> REFUSED_METHODS = Set.of("CONNECT", "TRACE", "TRACK");

    private final JsonObject json;

    private RequestReader(JsonObject json) {
        this.json = json;
    }

    /// Reads a request.
    ///
    /// @param json in UTF-8, at most [#MAX_JSON_BYTES]
    /// @throws HttpProblem of kind `INVALID` if it is no request, of kind `LIMIT` if its body is
    ///   too large
    public static HttpRequest read(byte[] json) throws HttpProblem {
        try {
            Json value = JsonReader.parse(json, MAX_JSON_BYTES, MAX_VALUES);
            if (value instanceof JsonObject object) {
                return new RequestReader(object).request();
            }
            throw HttpProblem.invalid("the request is no JSON object");
        } catch (JsonProblem problem) {
            throw HttpProblem.invalid("the request is no JSON: " + problem.getMessage());
        } catch (IllegalArgumentException wrong) {
            throw HttpProblem.invalid(String.valueOf(wrong.getMessage()));
        }
    }

    private HttpRequest request() throws HttpProblem {
        for (String name : json.fields().keySet()) {
            if (!MEMBERS.contains(name)) {
                throw HttpProblem.invalid(
                        "a request has no member "
                                + Quoted.of(name)
                                + Nearest.to(name, MEMBERS)
                                        .map(near -> "; did you mean \"" + near + "\"?")
                                        .orElse(""));
            }
        }
        String url = string("url");
        if (url == null) {
            throw HttpProblem.invalid("the request has no url");
        }
        return new HttpRequest(method(), Url.parse(url), headers(), body(), timeout());
    }

    private String method() throws HttpProblem {
        String written = string("method");
        String method = written == null ? "GET" : written.toUpperCase(Locale.ROOT);
        if (!Header.isToken(method) || REFUSED_METHODS.contains(method)) {
            throw HttpProblem.invalid(Quoted.of(method) + " is no method that can be used");
        }
        return method;
    }

    private List<Header> headers() throws HttpProblem {
        Json value = json.fields().get("headers");
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof JsonObject(Map<String, Json> fields))) {
            throw HttpProblem.invalid("headers is no object");
        }
        List<Header> headers = new ArrayList<>();
        for (Map.Entry<String, Json> field : fields.entrySet()) {
            for (String each : values(field.getKey(), field.getValue())) {
                headers.add(Header.ofGuest(field.getKey(), each));
            }
        }
        int bytes = headers.stream().mapToInt(h -> h.name().length() + h.value().length()).sum();
        if (headers.size() > MAX_HEADERS || bytes > MAX_HEADER_BYTES) {
            throw HttpProblem.invalid(
                    "there are more than %s headers, or more than %s in them"
                            .formatted(MAX_HEADERS, Quantity.bytes(MAX_HEADER_BYTES)));
        }
        return headers;
    }

    /// One header's values: a text, or several in an array.
    private static List<String> values(String name, Json value) throws HttpProblem {
        List<Json> written =
                value instanceof JsonArray(List<Json> elements) ? elements : List.of(value);
        List<String> values = new ArrayList<>();
        for (Json each : written) {
            if (!(each instanceof JsonString(String text))) {
                throw HttpProblem.invalid(
                        "the value of the header " + Quoted.of(name) + " is no text");
            }
            values.add(text);
        }
        return values;
    }

    private byte @Nullable [] body() throws HttpProblem {
        String text = string("body");
        String base64 = string("body_base64");
        if (text != null && base64 != null) {
            throw HttpProblem.invalid("the request has both body and body_base64");
        }
        byte[] body =
                base64 != null
                        ? decoded(base64)
                        : text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        if (body != null && body.length > MAX_BODY_BYTES) {
            throw HttpProblem.limit(
                    "a body of %s is too large, at most %s are sent"
                            .formatted(
                                    Quantity.bytes(body.length), Quantity.bytes(MAX_BODY_BYTES)));
        }
        return body;
    }

    private static byte[] decoded(String base64) throws HttpProblem {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw HttpProblem.invalid("body_base64 is no base64");
        }
    }

    private @Nullable Duration timeout() throws HttpProblem {
        Json value = json.fields().get("timeout_ms");
        if (value == null) {
            return null;
        }
        long millis = value instanceof JsonNumber number ? number.integer().orElse(0) : 0;
        if (millis < 1) {
            throw HttpProblem.invalid("timeout_ms is no whole number above 0");
        }
        return Duration.ofMillis(Math.min(millis, MAX_TIMEOUT_MILLIS));
    }

    private @Nullable String string(String name) throws HttpProblem {
        Json value = json.fields().get(name);
        if (value == null || value instanceof JsonString) {
            return value instanceof JsonString(String text) ? text : null;
        }
        throw HttpProblem.invalid(name + " is no text");
    }
}
