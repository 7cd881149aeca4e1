package org.frankenterm.extension.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://example.com, https://example.com:443, /",
        "HTTPS://Example.COM, https://example.com:443, /",
        "http://example.com, http://example.com:80, /",
        "http://example.com:8080/a/b, http://example.com:8080, /a/b",
        "https://example.com./x, https://example.com:443, /x",
        "https://example.com?q=1, https://example.com:443, /?q=1",
        "https://example.com#part, https://example.com:443, /",
        "https://example.com/a?b=c#d, https://example.com:443, /a?b=c",
        "https://example.com/a?b[]=%C3%BC&c=/?, https://example.com:443, /a?b[]=%C3%BC&c=/?",
        "https://example.com/@x:y, https://example.com:443, /@x:y",
        "http://127.0.0.1/, http://127.0.0.1:80, /",
        "http://[::1]:3000/, http://[::1]:3000, /",
        "https://bücher.example/, https://xn--bcher-kva.example:443, /",
        "https://BÜCHER。example/, https://xn--bcher-kva.example:443, /",
        "http://１２７.0.0.1/, http://127.0.0.1:80, /",
    })
    void parse_written_canonical(String written, String origin, String target) {
        Url url = Url.parse(written);

        assertThat(url.origin()).isEqualTo(origin);
        assertThat(url.target()).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "//example.com",
                "ftp://example.com",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "https:/example.com",
                "https://",
                "https:///path",
                "https://user@example.com",
                "https://user:pass@example.com",
                "https://allowed.example@evil.example/",
                "https://allowed.example\\@evil.example/",
                "https://evil.example\\.allowed.example/",
                "https://allowed.example:443@evil.example/",
                "http://127.1/",
                "http://2130706433/",
                "http://0x7f.0.0.1/",
                "http://0x7f000001/",
                "http://0177.0.0.1/",
                "http://127.0.0.1.5/",
                "http://256.0.0.1/",
                "http://[::ffff:127.0.0.1]/",
                "http://[0:0:0:0:0:0:0:1]/",
                "http://[::1%25lo]/",
                "http://[fe80::1%lo]/",
                "http://::1/",
                "http://[::1/",
                "http://%31%32%37.0.0.1/",
                "http://exa mple.com/",
                "http://exa\tmple.com/",
                "http://example.com\r\nHost:x/",
                "http://example.com:0/",
                "http://example.com:/",
                "http://example.com:65536/",
                "http://example.com:080/",
                "http://example.com:+80/",
                "http://example.com:80:80/",
                "http://example.com/a b",
                "http://example.com/ü",
                "http://example.com/a\\b",
                "http://example.com/\r\nX: y",
                "http://example.com/\u0000",
                "http://-example.com/",
                "http://ex..com/",
                "http://\u2028.com/",
                "http://\ud800.com/",
            })
    void parse_notCanonicalOrNoUrl_refused(String written) {
        assertThatThrownBy(() -> Url.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank()
                .matches("\\P{Cc}*");
    }

    @Test
    void parse_tooLong_refused() {
        String longest = "https://example.com/" + "a".repeat(7_980);

        assertThat(Url.parse(longest).target()).hasSize(7_981);
        assertThatThrownBy(() -> Url.parse(longest + "a"))
                .hasMessage("the URL is longer than 8,000 characters");
    }

    /// RFC 3986, sections 5.4.1 and 5.4.2, but for references that HTTP has no use for.
    @ParameterizedTest
    @CsvSource({
        "g, /b/c/g",
        "./g, /b/c/g",
        "g/, /b/c/g/",
        "/g, /g",
        "?y, /b/c/d;p?y",
        "g?y, /b/c/g?y",
        "#s, /b/c/d;p?q",
        "g#s, /b/c/g",
        "g?y#s, /b/c/g?y",
        ";x, /b/c/;x",
        "g;x, /b/c/g;x",
        "g;x?y#s, /b/c/g;x?y",
        "'', /b/c/d;p?q",
        "., /b/c/",
        "./, /b/c/",
        ".., /b/",
        "../, /b/",
        "../g, /b/g",
        "../.., /",
        "../../, /",
        "../../g, /g",
        "../../../g, /g",
        "../../../../g, /g",
        "/./g, /g",
        "/../g, /g",
        "g., /b/c/g.",
        ".g, /b/c/.g",
        "g.., /b/c/g..",
        "..g, /b/c/..g",
        "./../g, /b/g",
        "./g/., /b/c/g/",
        "g/./h, /b/c/g/h",
        "g/../h, /b/c/h",
        "g;x=1/./y, /b/c/g;x=1/y",
        "g;x=1/../y, /b/c/y",
        "g?y/./x, /b/c/g?y/./x",
        "g?y/../x, /b/c/g?y/../x",
        "g#s/../x, /b/c/g",
    })
    void resolve_examplesOfTheStandard(String reference, String target) {
        Url resolved = Url.parse("http://a/b/c/d;p?q").resolve(reference);

        assertThat(resolved.target()).isEqualTo(target);
        assertThat(resolved.origin()).isEqualTo("http://a:80");
    }

    @ParameterizedTest
    @CsvSource({
        "//b/x, https://b:443",
        "http://b/x, http://b:80",
        "//b:8443, https://b:8443",
    })
    void resolve_anotherHost_thatHost(String reference, String origin) {
        assertThat(Url.parse("https://a/b").resolve(reference).origin()).isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "data:,x", "//user@b/", "//127.1/", "//\\b/"})
    void resolve_noUrl_refused(String reference) {
        assertThatThrownBy(() -> Url.parse("https://a/b").resolve(reference))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sameOrigin_schemeHostAndPort() {
        Url url = Url.parse("https://a/x");

        assertThat(url.sameOrigin(Url.parse("https://A:443/y"))).isTrue();
        assertThat(url.sameOrigin(Url.parse("http://a:443/x"))).isFalse();
        assertThat(url.sameOrigin(Url.parse("https://b/x"))).isFalse();
        assertThat(url.sameOrigin(Url.parse("https://a:8443/x"))).isFalse();
    }

    @Test
    void bareHost_ipv6_withoutBrackets() {
        assertThat(Url.parse("http://[fd00::1]/").bareHost()).isEqualTo("fd00::1");
        assertThat(Url.parse("http://a/").bareHost()).isEqualTo("a");
    }
}
