package org.frankenterm.extension.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {
    private static final List<String> KEYS =
            List.of("name", "version", "description", "authors", "license", "homepage", "on", "x");

    @ParameterizedTest
    @CsvSource({
        "nmae, name",
        "nam, name",
        "names, name",
        "NAME, name",
        "name, name",
        "verison, version",
        "versions, version",
        "desciption, description",
        "descrption, description",
        "author, authors",
        "licence, license",
        "home_page, homepage",
        "no, on",
        "X, x"
    })
    void to_slip_findsTheName(String written, String meant) {
        assertThat(Nearest.to(written, KEYS)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zzz", "q", "keybindings", "vrsnxyz", "descr", "nm\u0000\u001Bx"})
    void to_farFromEverything_isEmpty(String written) {
        assertThat(Nearest.to(written, KEYS)).isEmpty();
    }

    @Test
    void to_equallyNear_firstWins() {
        assertThat(Nearest.to("bat", List.of("cat", "hat"))).contains("cat");
        assertThat(Nearest.to("bat", List.of("hat", "cat"))).contains("hat");
    }

    @Test
    void to_exactName_winsOverNearerInOrder() {
        assertThat(Nearest.to("hat", List.of("cat", "hat"))).contains("hat");
    }

    @Test
    void to_hostileLength_isNotCompared() {
        String huge = "a".repeat(1 << 20);
        assertThat(Nearest.to(huge, List.of("a", huge))).isEmpty();
        assertThat(Nearest.to("a".repeat(64), List.of(huge, "a".repeat(63))))
                .contains("a".repeat(63));
    }

    @Test
    void to_nothingKnown_isEmpty() {
        assertThat(Nearest.to("name", List.of())).isEmpty();
    }

    @Test
    void to_oneRandomEdit_findsTheName() {
        long seed = 0xED17L;
        System.out.println("seed " + seed);
        var random = new Random(seed);
        List<String> known =
                List.of("ft_get_env", "ft_storage_keys", "ft_register_hook", "ft_http_request");
        for (int round = 0; round < 2_000; round++) {
            String name = known.get(random.nextInt(known.size()));
            assertThat(Nearest.to(edited(name, random), known)).contains(name);
        }
    }

    private static String edited(String name, Random random) {
        var edited = new StringBuilder(name);
        int at = random.nextInt(name.length() - 1);
        char letter = (char) ('a' + random.nextInt(26));
        switch (random.nextInt(4)) {
            case 0 -> edited.insert(at, letter);
            case 1 -> edited.deleteCharAt(at);
            case 2 -> edited.setCharAt(at, letter);
            default -> edited.replace(at, at + 2, "" + name.charAt(at + 1) + name.charAt(at));
        }
        return edited.toString();
    }
}
