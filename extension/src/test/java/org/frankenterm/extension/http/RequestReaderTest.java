package org.frankenterm.extension.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Base64;
import org.frankenterm.extension.http.HttpProblem.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {
    private static HttpRequest read(String json) throws HttpProblem {
        return RequestReader.read(json.replace('\'', '"').getBytes(UTF_8));
    }

    private static HttpProblem problem(String json) {
        return catchThrowableOfType(HttpProblem.class, () -> read(json));
    }

    private static String with(String member) {
        return "{'url':'https://example.com'," + member + "}";
    }

    @Test
    void read_urlAlone_isGet() throws HttpProblem {
        HttpRequest request = read("{'url':'https://example.com/x'}");

        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.url().origin()).isEqualTo("https://example.com:443");
        assertThat(request.headers()).isEmpty();
        assertThat(request.body()).isNull();
        assertThat(request.timeout()).isNull();
    }

    @Test
    void read_everything_isThere() throws HttpProblem {
        HttpRequest request =
                read(
                        with(
                                "'method':'post','headers':{'Accept':['a','b'],'X-Y':'z'},'body':'grüß','timeout_ms':1500"));

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.headers())
                .containsExactly(
                        new Header("Accept", "a"),
                        new Header("Accept", "b"),
                        new Header("X-Y", "z"));
        assertThat(request.body()).isEqualTo("grüß".getBytes(UTF_8));
        assertThat(request.timeout()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void read_base64_isDecoded() throws HttpProblem {
        assertThat(read(with("'body_base64':'/wA='")).body()).containsExactly(0xff, 0);
    }

    @Test
    void read_timeoutOfAges_isADay() throws HttpProblem {
        assertThat(read(with("'timeout_ms':9223372036854775807")).timeout())
                .isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|the request is no JSON object",
                "{}|the request has no url",
                "{'url':7}|url is no text",
                "{'url':'x'}|\"x\" begins neither with https:// nor with http://",
                "{'url':'https://a','url':'https://b'}|the request is no JSON: line 1, column 20: the name \"url\" is there twice",
                "{'url':'https://a','header':{}}|a request has no member \"header\"; did you mean \"headers\"?",
                "{'url':'https://a','proxy':'x'}|a request has no member \"proxy\"",
                "{'url':'https://a','method':'CONNECT'}|\"CONNECT\" is no method that can be used",
                "{'url':'https://a','method':'trace'}|\"TRACE\" is no method that can be used",
                "{'url':'https://a','method':'GET /'}|\"GET /\" is no method that can be used",
                "{'url':'https://a','method':''}|\"\" is no method that can be used",
                "{'url':'https://a','headers':[]}|headers is no object",
                "{'url':'https://a','headers':{'X':1}}|the value of the header \"X\" is no text",
                "{'url':'https://a','headers':{'X':[null]}}|the value of the header \"X\" is no text",
                "{'url':'https://a','headers':{'Host':'b'}}|the header \"Host\" is set by the host: leave it out",
                "{'url':'https://a','body':null}|body is no text",
                "{'url':'https://a','body':'a','body_base64':'YQ=='}|the request has both body and body_base64",
                "{'url':'https://a','body_base64':'*'}|body_base64 is no base64",
                "{'url':'https://a','timeout_ms':0}|timeout_ms is no whole number above 0",
                "{'url':'https://a','timeout_ms':-1}|timeout_ms is no whole number above 0",
                "{'url':'https://a','timeout_ms':1.5}|timeout_ms is no whole number above 0",
                "{'url':'https://a','timeout_ms':'1'}|timeout_ms is no whole number above 0",
            })
    void read_wrong_invalidWithASentence(String json, String sentence) {
        HttpProblem problem = problem(json);

        assertThat(problem.kind()).isEqualTo(Kind.INVALID);
        assertThat(problem).hasMessage(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "nonsense", "{'url':'\\ud800'}", "{'url':'https://a'}x"})
    void read_noJson_invalid(String json) {
        assertThat(problem(json))
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Kind.INVALID))
                .hasMessageStartingWith("the request is no JSON: line 1");
    }

    @Test
    void read_bodyTooLarge_limit() throws HttpProblem {
        byte[] most = new byte[RequestReader.MAX_BODY_BYTES];
        String base64 = Base64.getEncoder().encodeToString(most);
        assertThat(read(with("'body_base64':'" + base64 + "'")).bodyBytes()).isEqualTo(most.length);

        HttpProblem problem = problem(with("'body':'" + "a".repeat(most.length + 1) + "'"));

        assertThat(problem.kind()).isEqualTo(Kind.LIMIT);
        assertThat(problem)
                .hasMessage("a body of 8,388,609 bytes is too large, at most 8 MiB are sent");
    }

    @Test
    void read_millionsOfValues_refusedBeforeTheyFillTheHeap() {
        String members = "'a':0,".repeat(3).replace("a", "a%d");
        StringBuilder flood = new StringBuilder("{'headers':{");
        for (int i = 0; i < 300_000; i++) {
            flood.append(members.formatted(i, i + 1_000_000, i + 2_000_000));
        }
        flood.append("'z':0}}");

        assertThat(problem(flood.toString()))
                .hasMessageEndingWith("there are more than 256 values");
    }

    @Test
    void read_headersTooManyOrTooLong_invalid() {
        StringBuilder many = new StringBuilder("'headers':{");
        for (int i = 0; i < 65; i++) {
            many.append("'X%d':'',".formatted(i));
        }
        many.setCharAt(many.length() - 1, '}');

        assertThat(problem(with(many.toString())))
                .hasMessage("there are more than 64 headers, or more than 32 KiB in them");
        assertThat(problem(with("'headers':{'X':'" + "x".repeat(32 << 10) + "'}")))
                .hasMessage("there are more than 64 headers, or more than 32 KiB in them");
    }
}
