package org.frankenterm.extension.http;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a guest asks for. Immutable.
///
/// @param method a token in upper case
/// @param url the place
/// @param headers those of the guest's, checked
/// @param body its bytes, not to be changed; null if it has none
/// @param timeout how long it may take; null for what the call's deadline leaves
@SuppressWarnings("ArrayRecordComponent") // 8 MiB are not copied, and never compared
public record HttpRequest(
        String method,
        Url url,
        List<Header> headers,
        byte @Nullable [] body,
        @Nullable Duration timeout) {
    /// Copies the headers.
    public HttpRequest {
        headers = List.copyOf(headers);
    }

    /// How many bytes its body has.
    public int bodyBytes() {
        return body == null ? 0 : body.length;
    }

    boolean has(String header) {
        return headers.stream().anyMatch(mine -> mine.is(header));
    }
}
