package org.frankenterm.extension.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.frankenterm.extension.api.ErrorCode.Category;
import org.junit.jupiter.api.Test;

/// Programs match on the names and on the categories' exit status: none may change.
class ErrorCodeTest {
    @Test
    void values_names_asPublished() {
        assertThat(Arrays.stream(ErrorCode.values()).map(code -> code + " " + code.category()))
                .containsExactlyInAnyOrder(
                        "NOT_FOUND NOT_FOUND",
                        "IO REFUSED",
                        "INVALID_MANIFEST REFUSED",
                        "INVALID_PACKAGE REFUSED",
                        "INVALID_RECORDING REFUSED",
                        "INVALID_MODULE REFUSED",
                        "UNKNOWN_IMPORT REFUSED",
                        "INVALID_HANDLER REFUSED",
                        "ALREADY_INSTALLED REFUSED",
                        "NOTHING_TO_DO NONE",
                        "CHANGED_FILES REFUSED",
                        "INVALID_GRANT REFUSED",
                        "INVALID_EVENT USAGE",
                        "PACKAGE_LIMIT LIMIT",
                        "MODULE_LIMIT LIMIT",
                        "ENGINE_UNAVAILABLE INTERNAL",
                        "INTERNAL INTERNAL");
    }

    @Test
    void exception_parts_asGiven() {
        ExtensionException exception =
                new ExtensionException(ErrorCode.IO, "can't read it", List.of("one", "two"));
        assertThat(exception.code().category()).isEqualTo(Category.REFUSED);
        assertThat(exception.message()).isEqualTo("can't read it");
        assertThat(exception.problems()).containsExactly("one", "two");
        assertThat(
                        new ExtensionException(ErrorCode.IO, "why", new IllegalStateException())
                                .problems())
                .isEmpty();
    }
}
