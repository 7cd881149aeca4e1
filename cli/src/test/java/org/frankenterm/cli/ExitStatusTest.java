package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.frankenterm.extension.api.ErrorCode.Category;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitStatusTest {
    @ParameterizedTest
    @CsvSource({"USAGE, 2", "REFUSED, 3", "NOT_FOUND, 4", "LIMIT, 5", "INTERNAL, 70"})
    void of_category_tellsWhoHasToAct(Category category, int number) {
        assertThat(ExitStatus.of(category).number()).isEqualTo(number);
    }

    @Test
    void help_namesEveryStatus() {
        String[] named =
                RootCommand.class.getAnnotation(picocli.CommandLine.Command.class).exitCodeList();

        assertThat(Arrays.stream(named).map(line -> line.replaceFirst(":.*", "")))
                .containsExactlyElementsOf(
                        Stream.of(ExitStatus.values()).map(s -> "" + s.number()).toList());
    }
}
