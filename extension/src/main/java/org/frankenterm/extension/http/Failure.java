package org.frankenterm.extension.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.StreamClosedException;
import org.frankenterm.extension.text.Sanitizer;
import org.jspecify.annotations.Nullable;

/// Why an exchange failed, in a sentence.
final class Failure {
    /// What is shown of a reason in somebody else's words.
    private static final int SHOWN = 200;

    private Failure() {}

    static HttpProblem of(IOException thrown, Url url) {
        String at = url.origin();
        return switch (thrown) {
            case BodyStream.TooLarge e -> HttpProblem.limit(String.valueOf(e.getMessage()));
            case UnknownHostException _ -> HttpProblem.failed("there is no host " + url.host());
            case SSLException e ->
                    HttpProblem.failed("TLS with %s failed: %s".formatted(at, tls(e)));
            case ConnectException _ -> HttpProblem.failed("%s refuses connections".formatted(at));
            case NoRouteToHostException _ -> HttpProblem.failed("there is no way to " + at);
            case SocketTimeoutException _ -> late(url);
            case NoHttpResponseException _ -> HttpProblem.failed(at + " gave no answer");
            case ConnectionClosedException _, StreamClosedException _, EOFException _ ->
                    HttpProblem.failed("the answer of %s ends before its end".formatted(at));
            case ZipException _ ->
                    HttpProblem.failed("the answer of %s is not the gzip it says".formatted(at));
            case MessageConstraintException _ ->
                    HttpProblem.limit("the head of the answer of %s is too large".formatted(at));
            default ->
                    HttpProblem.failed(
                            protocol(thrown)
                                    ? "what %s sends is no HTTP".formatted(at)
                                    : "the connection to %s failed: %s"
                                            .formatted(at, words(thrown)));
        };
    }

    /// The request's time was over first; which of several clocks said so makes no difference.
    static HttpProblem late(Url url) {
        return HttpProblem.failed(
                "%s took too long to answer: the request's time is over, see timeout_ms"
                        .formatted(url.origin()));
    }

    private static boolean protocol(@Nullable Throwable thrown) {
        return thrown != null
                && (thrown instanceof HttpException
                        || thrown instanceof MalformedChunkCodingException
                        || protocol(thrown.getCause()));
    }

    /// The innermost reason, which is the one that says what is wrong with a certificate.
    private static String tls(Throwable thrown) {
        Throwable innermost = thrown;
        for (Throwable next = thrown; next != null; next = next.getCause()) {
            innermost = next;
        }
        return switch (innermost) {
            case CertificateExpiredException e -> "its certificate has expired, " + words(e);
            case CertificateNotYetValidException e ->
                    "its certificate is not valid yet, " + words(e);
            default -> words(innermost);
        };
    }

    private static String words(Throwable thrown) {
        return Sanitizer.line(String.valueOf(thrown.getMessage()), SHOWN);
    }
}
