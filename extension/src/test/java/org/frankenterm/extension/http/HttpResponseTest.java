package org.frankenterm.extension.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.JsonReader;
import org.junit.jupiter.api.Test;

class HttpResponseTest {
    private static final int RETURN_BUFFER_BYTES = 16 << 20;

    private static HttpResponse response(byte[] body, Header... headers) {
        return new HttpResponse(200, List.of(headers), body);
    }

    @Test
    void toJson_text_asBody() {
        assertThat(response("grüß \"\n".getBytes(UTF_8), new Header("Content-Type", "a")).toJson())
                .isEqualTo(
                        "{\"status\":200,\"headers\":{\"content-type\":\"a\"},\"body\":\"gr\\u00fc\\u00df \\\"\\n\"}");
    }

    @Test
    void toJson_noUtf8_asBase64() {
        assertThat(response(new byte[] {(byte) 0xff, 0}).toJson())
                .isEqualTo("{\"status\":200,\"headers\":{},\"body_base64\":\"/wA=\"}");
    }

    @Test
    void toJson_severalOfAName_joined() {
        assertThat(
                        response(
                                        new byte[0],
                                        new Header("Vary", "a"),
                                        new Header("Set-Cookie", "b"),
                                        new Header("VARY", "c"),
                                        new Header("set-cookie", "d, e"))
                                .toJson())
                .isEqualTo(
                        "{\"status\":200,\"headers\":{\"vary\":\"a, c\",\"set-cookie\":\"b\\nd, e\"},\"body\":\"\"}");
    }

    @Test
    void toJson_largestBodies_fitTheReturnBuffer() throws Exception {
        byte[] control = new byte[BodyStream.MAX_BYTES];
        String json = response(control).toJson();
        assertThat(json).contains("\"body_base64\"").hasSizeLessThan(RETURN_BUFFER_BYTES);

        byte[] text = "a".repeat(BodyStream.MAX_BYTES).getBytes(UTF_8);
        json = response(text).toJson();
        assertThat(json).contains("\"body\"").hasSizeLessThan(RETURN_BUFFER_BYTES);

        JsonObject read =
                (JsonObject)
                        JsonReader.parse(
                                response(control).toJson().getBytes(UTF_8), RETURN_BUFFER_BYTES);
        assertThat(Base64.getDecoder().decode(read.string("body_base64").orElseThrow()))
                .isEqualTo(control);
    }
}
