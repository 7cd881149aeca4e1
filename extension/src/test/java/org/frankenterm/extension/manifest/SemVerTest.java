package org.frankenterm.extension.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SemVerTest {
    @Test
    void compareTo_orderOfSection11() {
        List<SemVer> ascending =
                List.of(
                                "0.0.0",
                                "0.9.0",
                                "0.10.0-0",
                                "0.10.0-9",
                                "0.10.0-10",
                                "0.10.0-A",
                                "0.10.0",
                                "1.0.0-alpha",
                                "1.0.0-alpha.1",
                                "1.0.0-alpha.beta",
                                "1.0.0-beta",
                                "1.0.0-beta.2",
                                "1.0.0-beta.11",
                                "1.0.0-rc.1",
                                "1.0.0",
                                "2.1.0",
                                "2.1.1",
                                "99999999999999999999.0.0")
                        .stream()
                        .map(SemVer::new)
                        .toList();
        for (int i = 0; i < ascending.size(); i++) {
            for (int j = 0; j < ascending.size(); j++) {
                assertThat(Integer.signum(ascending.get(i).compareTo(ascending.get(j))))
                        .as("%s against %s", ascending.get(i), ascending.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @Test
    void compareTo_build_doesNotCount() {
        assertThat(new SemVer("1.0.0+a")).isEqualByComparingTo(new SemVer("1.0.0+b.2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2",
                "v1.2.3",
                "1.2.3.4",
                "01.2.3",
                "1.2.3-",
                "1.2.3-01",
                "1.2.3+",
                "1.2.3-a..b",
                " 1.2.3",
                "1.2.3\n",
                "1.2.x",
                "-1.2.3",
                "1.2.3-ä"
            })
    void version_notSemVer_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SemVer(text))
                .withMessageContaining("is no version");
    }

    @Test
    void version_tooLong_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SemVer("1.2.3-" + "a".repeat(123)));
        assertThat(new SemVer("1.2.3-" + "a".repeat(122)).text()).hasSize(128);
    }
}
