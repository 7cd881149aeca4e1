package org.frankenterm.extension.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.zip.ZipException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.frankenterm.extension.http.HttpProblem.Kind;
import org.junit.jupiter.api.Test;

class FailureTest {
    private static final Url URL = Url.parse("https://a.example/s3cret");

    private static final Map<IOException, String> FAILURES =
            Map.ofEntries(
                    Map.entry(new UnknownHostException("x"), "there is no host a.example"),
                    Map.entry(
                            new ConnectException("x"), "https://a.example:443 refuses connections"),
                    Map.entry(
                            new NoRouteToHostException("x"),
                            "there is no way to https://a.example:443"),
                    Map.entry(
                            new SocketTimeoutException("x"),
                            "https://a.example:443 took too long to answer: the request's time is over, see timeout_ms"),
                    Map.entry(
                            new NoHttpResponseException("x"),
                            "https://a.example:443 gave no answer"),
                    Map.entry(
                            new EOFException("x"),
                            "the answer of https://a.example:443 ends before its end"),
                    Map.entry(
                            new ZipException("x"),
                            "the answer of https://a.example:443 is not the gzip it says"),
                    Map.entry(
                            new MalformedChunkCodingException("x"),
                            "what https://a.example:443 sends is no HTTP"),
                    Map.entry(
                            new ClientProtocolException(new ProtocolException("x")),
                            "what https://a.example:443 sends is no HTTP"),
                    Map.entry(
                            new SocketException("Connection reset"),
                            "the connection to https://a.example:443 failed: Connection reset"));

    @Test
    void of_eachFailure_aSentenceWithThePlaceAlone() {
        FAILURES.forEach((thrown, sentence) -> {
            assertThat(Failure.of(thrown, URL)).hasMessage(sentence);
            assertThat(Failure.of(thrown, URL).kind()).isEqualTo(Kind.FAILED);
        });
    }

    @Test
    void of_tooMuch_limit() {
        assertThat(Failure.of(new BodyStream.TooLarge(), URL).kind()).isEqualTo(Kind.LIMIT);
        assertThat(Failure.of(new MessageConstraintException("x"), URL).kind())
                .isEqualTo(Kind.LIMIT);
    }

    /// A certificate's names are its maker's words.
    @Test
    void of_tlsWithHostileWords_sanitised() {
        IOException thrown = new SSLHandshakeException("outer");
        thrown.initCause(new SSLHandshakeException("CN=\u001b[2J\u202e" + "x".repeat(1000)));

        assertThat(Failure.of(thrown, URL))
                .message()
                .startsWith("TLS with https://a.example:443 failed: CN=")
                .hasSizeLessThan(300)
                .matches("\\P{Cc}*")
                .doesNotContain("\u202e");
    }
}
