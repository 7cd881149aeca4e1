package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.json.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest {
    @ParameterizedTest
    @EnumSource
    void of_everyCode_keepsItsNameAndMessage(ErrorCode code) throws Exception {
        Failure failure = Failure.of(new ExtensionException(code, "can't do it"));

        assertThat(failure.code()).isEqualTo(code.name());
        assertThat(failure.message()).startsWith("can't do it");
        assertThat(failure.status()).isEqualTo(ExitStatus.of(code.category()));
        assertThat(JsonReader.parseObject(failure.document()).fields()).containsOnlyKeys("error");
    }

    @Test
    void of_engineUnavailable_namesTheDoctor() {
        assertThat(Failure.of(new ExtensionException(ErrorCode.ENGINE_UNAVAILABLE, "x")).message())
                .endsWith("frankenterm doctor tells more");
    }

    @Test
    void of_anythingElse_isOurs() {
        Failure failure = Failure.of(new StackOverflowError());

        assertThat(failure.status()).isEqualTo(ExitStatus.BUG);
        assertThat(failure.message()).contains("please report it").doesNotContain("StackOverflow");
    }
}
