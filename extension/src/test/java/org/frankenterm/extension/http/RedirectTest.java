package org.frankenterm.extension.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
    private static final Header AUTHORIZATION = new Header("AUTHORIZATION", "Bearer x");
    private static final Header COOKIE = new Header("cookie", "a=b");
    private static final Header TYPE = new Header("Content-Type", "text/plain");
    private static final Header ACCEPT = new Header("Accept", "*/*");

    private static HttpRequest request(String method) {
        return new HttpRequest(
                method,
                Url.parse("https://a/x/y"),
                List.of(AUTHORIZATION, COOKIE, TYPE, ACCEPT),
                "body".getBytes(UTF_8),
                Duration.ofSeconds(1));
    }

    private static HttpResponse response(int status, String location) {
        return new HttpResponse(status, List.of(new Header("LOCATION", location)), new byte[0]);
    }

    private static HttpRequest followed(String method, int status, String location)
            throws HttpProblem {
        return Objects.requireNonNull(Redirect.of(request(method), response(status, location)));
    }

    /// RFC 9110, sections 15.4.2 to 15.4.9.
    @ParameterizedTest
    @CsvSource({
        "GET, 301, GET, true", "GET, 302, GET, true", "GET, 303, GET, false",
        "GET, 307, GET, true", "GET, 308, GET, true", "HEAD, 303, HEAD, true",
        "POST, 301, GET, false", "POST, 302, GET, false", "POST, 303, GET, false",
        "POST, 307, POST, true", "POST, 308, POST, true", "PUT, 301, PUT, true",
        "PUT, 302, PUT, true", "PUT, 303, GET, false", "DELETE, 303, GET, false",
    })
    void of_eachStatus_methodAndBodyAsTheStandardHasThem(
            String method, int status, String next, boolean body) throws HttpProblem {
        HttpRequest followed = followed(method, status, "/z");

        assertThat(followed.method()).isEqualTo(next);
        assertThat(followed.body() != null).isEqualTo(body);
        assertThat(followed.headers().contains(TYPE)).isEqualTo(body);
        assertThat(followed.timeout()).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 300, 304, 305, 306, 399, 404})
    void of_noRedirect_isTheAnswer(int status) throws HttpProblem {
        assertThat(Redirect.of(request("GET"), response(status, "/z"))).isNull();
    }

    @Test
    void of_noLocation_isTheAnswer() throws HttpProblem {
        HttpResponse response = new HttpResponse(302, List.of(), new byte[0]);

        assertThat(Redirect.of(request("GET"), response)).isNull();
    }

    @Test
    void of_sameOrigin_keepsCredentials() throws HttpProblem {
        assertThat(followed("GET", 302, "https://A:443/z").headers())
                .containsExactly(AUTHORIZATION, COOKIE, TYPE, ACCEPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://b/", "https://a:8443/", "//sub.a/"})
    void of_anotherOrigin_dropsCredentials(String location) throws HttpProblem {
        assertThat(followed("GET", 302, location).headers()).containsExactly(TYPE, ACCEPT);
    }

    @Test
    void of_outOfTls_refused() {
        assertThatThrownBy(() -> followed("GET", 302, "http://a/z"))
                .hasMessage(
                        "https://a:443 redirects to http://a:80, which is not encrypted: that is not followed");
    }

    @Test
    void of_bytesInTheLocation_encoded() throws HttpProblem {
        assertThat(followed("GET", 302, "/a b\u00fc\"").url().target()).isEqualTo("/a%20b%FC%22");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "https://user@b/",
                "https://127.1/",
                "https://b\\@c/",
                "https://b c/",
                "//",
            })
    void of_noUrl_failed(String location) {
        assertThatThrownBy(() -> followed("GET", 302, location))
                .isInstanceOf(HttpProblem.class)
                .hasMessageStartingWith("https://a:443 redirects to what is no URL here: ")
                .message()
                .matches("\\P{Cc}*");
    }
}
