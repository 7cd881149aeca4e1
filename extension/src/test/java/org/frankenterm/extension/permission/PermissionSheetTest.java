package org.frankenterm.extension.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionSheetTest {
    private static final SensitivePlaces PLACES =
            new SensitivePlaces("/home/u", List.of(), List.of(), List.of());

    @Test
    void lines_riskiestFirst() {
        PermissionSheet sheet =
                sheet(
                        "notifications",
                        "config=a",
                        "environment=A",
                        "filesystem_read=~/a",
                        "network=a.com",
                        "network",
                        "pane_access",
                        "filesystem_write=~/a",
                        "pane_keys",
                        "filesystem_read=~/.ssh",
                        "filesystem_write=~/.bashrc",
                        "pane_input=control");
        assertThat(sheet.lines())
                .extracting(line -> line.item().text())
                .containsExactly(
                        "pane_input=control",
                        "filesystem_write=~/.bashrc",
                        "filesystem_read=~/.ssh",
                        "pane_keys",
                        "filesystem_write=~/a",
                        "pane_access",
                        "network",
                        "network=a.com",
                        "filesystem_read=~/a",
                        "environment=A",
                        "config=a",
                        "notifications");
        assertThat(sheet.lines().get(1).risk())
                .isEqualTo(new PathRisk.AskApart("can run programs as you"));
    }

    @ParameterizedTest
    @CsvSource({
        "filesystem_read=~/a, read files in ~/a",
        "'filesystem_write=~/a', 'read, change and delete files in ~/a'",
        "environment=A, read the environment variable A",
        "environment=A_*, read the environment variables that begin with A_",
        "network, connect to any host on the Internet",
        "network=a.com:99, connect to a.com:99",
        "network=*.a.com:99, connect to every host beneath a.com:99",
        "pane_access, 'read your screen: text, titles and lists of panes'",
        "pane_keys, see the keys that you press",
        "pane_input=text, 'type text into your panes; no Enter, but editors and questions such as [y/N] obey it'",
        "pane_input=control, 'type into your panes, Enter included: it can run any command as you'",
        "config=a.b, change the setting a.b",
        "config=a.*, change the settings beneath a",
        "config=*, change every setting that extensions may set",
        "notifications, show you notices",
    })
    void words_plain(String item, String expected) {
        assertThat(PermissionSheet.words(Permission.parse(item))).isEqualTo(expected);
    }

    @Test
    void combinations_screenAndNetwork_saysWhereItMayGo() {
        assertThat(sheet("pane_access", "network=a.com", "network=b.com").combinations())
                .containsExactly("reads your screen and may send it to a.com, b.com");
        assertThat(
                        sheet("pane_keys", "filesystem_read=/a", "environment=A", "network")
                                .combinations())
                .containsExactly(
                        "sees the keys that you press and may send them to any host on the Internet",
                        "reads files of yours and may send them to any host on the Internet",
                        "reads environment variables and may send them to any host on the Internet");
        assertThat(
                        sheet(
                                        "pane_access",
                                        "network=a.a",
                                        "network=b.b",
                                        "network=c.c",
                                        "network=d.d")
                                .combinations())
                .containsExactly("reads your screen and may send it to 4 hosts");
    }

    @Test
    void combinations_noNetwork_none() {
        assertThat(sheet("pane_access", "pane_keys", "filesystem_write=/a").combinations())
                .isEmpty();
    }

    @Test
    void words_hostilePath_sanitised() {
        assertThat(PermissionSheet.words(Permission.parse("filesystem_read=/a\u202egpj")))
                .doesNotContain("\u202e");
    }

    private static PermissionSheet sheet(String... texts) {
        return PermissionSheet.of(
                PermissionSet.of(Arrays.stream(texts).map(Permission::parse).toList()),
                new Risks(PLACES, PathLookup.TEXT));
    }
}
