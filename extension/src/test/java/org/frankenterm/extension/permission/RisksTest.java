package org.frankenterm.extension.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RisksTest {
    private static final SensitivePlaces PLACES =
            new SensitivePlaces("/home/u", List.of(), List.of(), List.of());

    private static final PathLookup LINKS =
            new PathLookup() {
                private final Map<String, String> links =
                        Map.of(
                                "~/x", "/home/u/.ssh",
                                "~/.ssh", "/srv/keys",
                                "~/.bashrc", "/home/u/.aws",
                                "~/etc", "/etc");

                @Override
                public Permission real(Permission item) {
                    return item.filesystemPath()
                            .map(path -> links.get(path.text()))
                            .map(to -> item.at(new PathPattern(to)))
                            .orElse(item);
                }

                @Override
                public Optional<String> refusal(Permission item) {
                    return item.value().filter("~/fifo"::equals).map(_ -> "it is a fifo");
                }
            };

    @ParameterizedTest
    @CsvSource({
        "filesystem_read=~/notes, ''",
        "filesystem_read=~/x, can read your keys",
        "filesystem_read=~/.ssh, can read your keys",
        "filesystem_write=~/.bashrc, can run programs as you and can read your keys",
        "filesystem_read=~/etc, ''",
        "environment=HOME, ''"
    })
    void of_link_asDangerousAsItsNameAndItsTarget(String item, String danger) {
        PathRisk risk = new Risks(PLACES, LINKS).of(Permission.parse(item));
        assertThat(risk)
                .isEqualTo(
                        danger.isEmpty() ? new PathRisk.Ordinary() : new PathRisk.AskApart(danger));
    }

    @Test
    void of_whatCannotBeGranted_refused() {
        Risks risks = new Risks(PLACES, LINKS);
        assertThat(risks.of(Permission.parse("filesystem_read=~/fifo")))
                .isEqualTo(new PathRisk.Refused("it is a fifo"));
        assertThat(risks.of(Permission.parse("filesystem_write=~/etc")))
                .isInstanceOf(PathRisk.Refused.class);
    }

    @Test
    void hidden_dangerThatTheNameTells_nothing() {
        Risks risks = new Risks(PLACES, LINKS);
        assertThat(risks.hidden(Permission.parse("filesystem_read=~/.ssh"))).isEmpty();
        assertThat(risks.hidden(Permission.parse("filesystem_read=~/x")))
                .contains("can read your keys");
    }
}
