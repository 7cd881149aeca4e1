package org.frankenterm.extension.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantParserTest {
    private static final SensitivePlaces PLACES =
            new SensitivePlaces(
                    "/home/u", List.of("/home/u/.config/frankenterm"), List.of(), List.of());
    private static final PermissionSet REQUESTED =
            set(
                    "filesystem_read=~/notes",
                    "filesystem_read=~/.ssh",
                    "filesystem_write=/etc",
                    "filesystem_write=~/.bashrc",
                    "environment=HOME",
                    "environment=LC_*",
                    "network=*.a.com",
                    "pane_access",
                    "pane_input=control");

    @Test
    void all_leavesOutDangerousPaths() {
        Grants grants = parse("all");
        assertThat(grants.problems()).isEmpty();
        assertThat(texts(grants.items()))
                .containsExactly(
                        "filesystem_read=~/notes",
                        "environment=HOME",
                        "environment=LC_*",
                        "network=*.a.com",
                        "pane_access",
                        "pane_input=control");
        assertThat(texts(grants.heldBack()))
                .containsExactly(
                        "filesystem_read=~/.ssh",
                        "filesystem_write=/etc",
                        "filesystem_write=~/.bashrc");
    }

    @Test
    void all_withDangerousPathNamed_grantsItToo() {
        Grants grants = parse("all", "filesystem_read=~/.ssh");
        assertThat(texts(grants.items())).contains("filesystem_read=~/.ssh", "pane_access");
        assertThat(texts(grants.heldBack()))
                .containsExactly("filesystem_write=/etc", "filesystem_write=~/.bashrc");
    }

    @Test
    void none_grantsNothing() {
        assertThat(parse("none"))
                .isEqualTo(new Grants(PermissionSet.NONE, PermissionSet.NONE, List.of()));
        assertThat(parse()).isEqualTo(parse("none"));
    }

    @Test
    void none_withOthers_refused() {
        assertThat(parse("pane_access", "none").problems())
                .containsExactly("\"none\" can't be combined with other permissions");
    }

    @Test
    void key_everythingRequestedUnderIt() {
        assertThat(texts(parse("environment").items()))
                .containsExactly("environment=HOME", "environment=LC_*");
        assertThat(texts(parse("pane_input").items())).containsExactly("pane_input=control");
    }

    @Test
    void key_dangerousPaths_heldBack() {
        Grants grants = parse("filesystem_read");
        assertThat(texts(grants.items())).containsExactly("filesystem_read=~/notes");
        assertThat(texts(grants.heldBack())).containsExactly("filesystem_read=~/.ssh");
    }

    @Test
    void keyAndValue_oneItemVerbatim() {
        Grants grants = parse("environment=LC_*", "network=*.a.com");
        assertThat(grants.problems()).isEmpty();
        assertThat(texts(grants.items())).containsExactly("environment=LC_*", "network=*.a.com");
    }

    @ParameterizedTest
    @CsvSource({"~/.bashrc", "~/.bashrc/", "/home/u/.bashrc"})
    void keyAndValue_pathAsTheShellLeavesIt_found(String path) {
        assertThat(texts(parse("filesystem_write=" + path).items()))
                .containsExactly("filesystem_write=~/.bashrc");
    }

    @ParameterizedTest
    @CsvSource({
        "enviroment, did you mean environment?",
        "ALL, is no permission",
        "environment=LC_ALL, is not requested by the extension",
        "environment=HOM, did you mean \"HOME\"?",
        "environment=*, secrets included",
        "'environment=', is no variable",
        "network=a.com, is not requested by the extension",
        "network=x.a.com, is not requested by the extension",
        "config=a, 'nothing is, under config'",
        "notifications, notifications is not requested by the extension",
        "pane_access=true, takes no value",
        "pane_input=text, is not requested by the extension",
        "filesystem_write=/etc, part of the operating system",
        "filesystem_write=~/notes, is not requested by the extension",
    })
    void word_notGrantable_refused(String word, String why) {
        Grants grants = parse(word);
        assertThat(grants.problems()).singleElement().asString().contains(why);
        assertThat(grants.items().isEmpty()).isTrue();
    }

    @Test
    void problems_allAtOnce() {
        assertThat(parse("x", "y", "environment=Z").problems()).hasSize(3);
    }

    @Test
    void problem_hostileWord_sanitised() {
        assertThat(parse("environment=\u001b[2J\n").problems().getFirst())
                .doesNotContain("\u001b", "\n");
    }

    @Test
    void revoke_nothingIsHeldBack() {
        GrantParser parser = GrantParser.forRevoke(REQUESTED, "/home/u");
        assertThat(parser.parse(List.of("all")).items()).isEqualTo(REQUESTED);
        assertThat(texts(parser.parse(List.of("filesystem_write")).items()))
                .containsExactly("filesystem_write=/etc", "filesystem_write=~/.bashrc");
        assertThat(parser.parse(List.of("config")).problems())
                .containsExactly("config is not granted");
    }

    private static Grants parse(String... words) {
        return GrantParser.forGrant(REQUESTED, PLACES, PathLookup.TEXT).parse(List.of(words));
    }

    private static PermissionSet set(String... texts) {
        return PermissionSet.of(Arrays.stream(texts).map(Permission::parse).toList());
    }

    private static List<String> texts(PermissionSet set) {
        return set.items().stream().map(Permission::text).toList();
    }
}
