package org.frankenterm.extension.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensitivePlacesTest {
    private static final SensitivePlaces PLACES =
            new SensitivePlaces(
                    "/home/u",
                    List.of("/home/u/.config/frankenterm", "/opt/frankenterm"),
                    List.of("/home/u/.local/share/frankenterm", "/home/u/.cache/frankenterm"),
                    List.of("/usr/bin", "/srv/tools/bin"));

    @ParameterizedTest
    @CsvSource({
        // nothing that is no file, and not everything
        "/, refused",
        "/dev, refused",
        "/dev/shm/x, refused",
        "/proc, refused",
        "/proc/self/environ, refused",
        "/sys/kernel, refused",
        "/run, refused",
        "/run/user/1000, refused",
        "/devices, ordinary",
        // keys
        "~/.ssh, keys",
        "~/.ssh/id_ed25519, keys",
        "~//.ssh/./, keys",
        "~/.gnupg, keys",
        "~/.mozilla/firefox, keys",
        "~/.config/chromium, keys",
        "~/.aws/credentials, keys",
        "~/.kube, keys",
        "~/.netrc, keys",
        "~/.config, keys",
        "~/.sshd, ordinary",
        "~/projects/.ssh, ordinary",
        // folders that hold such places
        "~, keys+ours",
        "/home/u, keys+ours",
        "/home, keys+ours",
        "~/.local/share, keys+ours",
        // ours
        "~/.local/share/frankenterm, ours",
        "~/.cache, ours",
        "~/.config/frankenterm, ordinary",
        // ordinary
        "~/notes, ordinary",
        "/etc, ordinary",
        "/usr/share/dict, ordinary",
        "~/.bashrc, ordinary",
        "/home/other/x, ordinary",
    })
    void risk_reading(String path, String expected) {
        assertThat(word(PLACES.risk(new Permission.FilesystemRead(new PathPattern(path)))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // never
        "/, refused",
        "/dev/null, refused",
        "/proc/self, refused",
        "/sys, refused",
        "/run/x, refused",
        "/etc, refused",
        "/etc/cron.d/x, refused",
        "/usr/local/bin, refused",
        "/boot, refused",
        "/bin, refused",
        "/lib64/x, refused",
        "~/.config/frankenterm, refused",
        "~/.config/frankenterm/keys.toml, refused",
        "/opt/frankenterm/lib, refused",
        "~/.local/share/frankenterm/extensions, refused",
        "~/.cache/frankenterm, refused",
        // programs
        "~/.bashrc, runs",
        "~/.profile, runs",
        "~/.zshenv, runs",
        "~/.config/fish/config.fish, runs",
        "~/.config/autostart, runs",
        "~/.config/systemd/user/x.service, runs",
        "~/.local/bin, runs",
        "~/bin/x, runs",
        "/srv/tools/bin, runs",
        "/srv/tools, runs",
        "/srv, runs",
        "~/.gitconfig, runs",
        "~/p/.git, runs",
        "~/p/.git/hooks, runs",
        "~/p/.github, ordinary",
        "/opt, runs",
        // keys, and both
        "~/.gnupg, runs+keys",
        "~/.ssh/authorized_keys, runs+keys",
        "~/.mozilla, keys",
        "~, runs+keys+ours",
        "~/, runs+keys+ours",
        "/home/u/, runs+keys+ours",
        "/home, runs+keys+ours",
        "~/.config, runs+keys",
        "~/.local/share, runs+keys+ours",
        "~/.cache, ours",
        // ordinary
        "~/notes, ordinary",
        "~/.config/my-extension, ordinary",
        "~/.config/frankenterm-themes, ordinary",
        "/tmp/x, ordinary",
        "/var/tmp, ordinary",
        "/etcetera, ordinary",
    })
    void risk_writing(String path, String expected) {
        assertThat(word(PLACES.risk(new Permission.FilesystemWrite(new PathPattern(path)))))
                .isEqualTo(expected);
    }

    @Test
    void risk_noPath_ordinary() {
        for (String text :
                List.of(
                        "environment=A*",
                        "network",
                        "network=a.com",
                        "pane_access",
                        "pane_keys",
                        "pane_input=control",
                        "config=*",
                        "notifications")) {
            assertThat(PLACES.risk(Permission.parse(text))).isEqualTo(new PathRisk.Ordinary());
        }
    }

    @Test
    void places_relative_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new SensitivePlaces("/home/u", List.of(), List.of("state"), List.of()));
    }

    private static String word(PathRisk risk) {
        return switch (risk) {
            case PathRisk.Ordinary _ -> "ordinary";
            case PathRisk.Refused _ -> "refused";
            case PathRisk.AskApart(String words) ->
                    words.replace("can run programs as you", "runs")
                            .replace("can read your keys", "keys")
                            .replace("can read what FrankenTerm keeps for every extension", "ours")
                            .replace(" and ", "+");
        };
    }
}
