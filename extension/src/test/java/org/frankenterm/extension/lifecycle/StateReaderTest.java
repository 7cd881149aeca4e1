package org.frankenterm.extension.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.frankenterm.extension.api.ExtensionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// States with a valid seal that nobody has written.
class StateReaderTest {
    private static final ExtensionId GIT = new ExtensionId("git");
    private static final String HASH = "a".repeat(64);

    private static final String STATE =
            """
            format = 1
            name = "Git"
            installation = "0123456789abcdef0123456789abcdef"
            enabled = true

            [active]
            sha256 = "HASH"
            version = "1.2.3"
            source = "/home/me/git.ftx"
            installed = "2026-11-22T10:11:12Z"
            requested = ["filesystem_read=~/a", "environment=HOME"]
            granted = [
              { item = "filesystem_read=~/a", path = "/home/me/a", canonical = "/data/a", kind = "folder", device = 5, inode = 7 },
              { item = "environment=HOME" },
            ]

            [active.files]
            "extension.toml" = "HASH"
            "main.wasm" = "HASH"

            [failures]
            recent = ["2026-11-22T10:11:12.5Z"]
            reason = ""
            """
                    .replace("HASH", HASH);

    private static InstalledState read(String body) throws StateProblem {
        return StateReader.read(StateSeal.seal(body), GIT);
    }

    private static void refused(String body, String why) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(StateProblem.class)
                .hasMessageStartingWith("its state.toml ")
                .hasMessageContaining(why);
    }

    private static String changed(String from, String to) {
        assertThat(STATE).contains(from);
        return STATE.replace(from, to);
    }

    @Test
    void read_itself_theState() throws Exception {
        InstalledState state = read(STATE);
        assertThat(state.enabled()).isTrue();
        assertThat(state.active().grants()).hasSize(2);
        assertThat(state.active().grants().getFirst().pinned()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "format",
                "name",
                "installation",
                "enabled",
                "sha256",
                "version",
                "source",
                "installed",
                "requested",
                "recent",
                "reason",
            })
    void read_memberMissingOrOfAnotherType_refused(String key) {
        Pattern line = Pattern.compile("(?m)^" + key + " = .*\n");
        refused(line.matcher(STATE).replaceFirst(""), "no proper ");
        refused(line.matcher(STATE).replaceFirst(key + " = 1.5\n"), "no proper ");
        refused(line.matcher(STATE).replaceFirst(key + " = [[]]\n"), "no proper ");
        refused(line.matcher(STATE).replaceFirst(key + " = {}\n"), "no proper ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"canonical", "kind", "device", "inode"})
    void read_pinIncompleteOrOfAnotherType_refused(String key) {
        Pattern member = Pattern.compile(", " + key + " = (\"[^\"]*\"|\\d+)");
        refused(member.matcher(STATE).replaceFirst(""), "no proper active.granted." + key);
        refused(member.matcher(STATE).replaceFirst(", " + key + " = true"), "no proper");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "format = 1              | format = 2               | another version",
                "format = 1              | format = -1              | another version",
                "enabled = true          | enabled = \"true\"       | no proper enabled",
                "name = \"Git\"          | name = \"other\"         | is that of \"other\"",
                "name = \"Git\"          | name = \"../git\"        | can't be believed: a name is",
                "name = \"Git\"          | name = \"\"              | can't be believed: a name is",
                "0123456789abcdef0123    | ../../../x               | an installation has 32 digits",
                "0123456789abcdef0123    | 0123456789ABCDEF0123     | an installation has 32 digits",
                "version = \"1.2.3\"     | version = \"1.2\"        | is no version",
                "\"2026-11-22T10:11:12Z\"| \"yesterday\"            | can't be believed",
                "10:11:12.5Z\"           | 25:11:12.5Z\"            | can't be believed",
                "\"environment=HOME\"]   | \"everything\"]          | is no permission",
                "\"environment=HOME\"]   | \"environment=*\"]       | can't be believed",
                "= \"environment=HOME\"  | = \"network=\"           | can't be believed",
                "kind = \"folder\"       | kind = \"device\"        | grants \"device\"",
                "\"/home/me/a\"          | \"home/me/a\"            | no proper active.granted.path",
                "\"/data/a\"             | \"/data/../etc\"         | no proper active.granted.canonical",
                "\"/data/a\"             | \"/data/a/\"             | no proper active.granted.canonical",
                "\"/data/a\"             | \"/data\\u0000a\"        | no proper active.granted.canonical",
                "\"main.wasm\"           | \"../../main.wasm\"      | no file outside its folder",
                "\"main.wasm\"           | \"/etc/passwd\"          | no file outside its folder",
                "\"main.wasm\"           | \"a//b\"                 | no file outside its folder",
                "\"main.wasm\"           | \"\"                     | no file outside its folder",
                "\"extension.toml\"      | \"another.toml\"         | a version has a manifest",
                "[failures]              | [failings]               | no proper failures",
                "[active.files]          | [active.fills]           | no proper active.files",
                "granted = [             | granted = [1,            | no proper active.granted",
                "{ item = \"environment=HOME\" } | { }              | no proper active.granted.item",
            })
    void read_memberThatCantBe_refused(String from, String to, String why) {
        refused(changed(from, to), why);
    }

    @Test
    void read_memberTwice_refused() {
        refused(STATE.replace("format = 1", "format = 1\nformat = 1"), "can't be read");
    }

    @Test
    void read_hashThatIsNone_refused() {
        refused(changed(HASH, "A".repeat(64)), "64 digits of lower-case hexadecimal");
        refused(changed(HASH, "a".repeat(63)), "64 digits of lower-case hexadecimal");
    }

    @Test
    void read_pathOfSomethingThatHasNone_refused() {
        refused(
                changed("item = \"filesystem_read=~/a\"", "item = \"environment=USER\""),
                "has a path for environment=USER");
    }

    @Test
    void read_previousIsTheActiveOne_refused() {
        String active = STATE.substring(STATE.indexOf("[active]"), STATE.indexOf("[failures]"));
        refused(
                STATE + active.replace("[active", "[previous"),
                "the previous version is the active one");
    }

    @Test
    void read_hundredFailures_refused() {
        refused(
                changed("recent = [", "recent = [" + "\"2026-11-22T10:11:12Z\",".repeat(100)),
                "no more than 3 failures");
    }

    @Test
    void read_escapeSequencesInWhatAPersonSees_sanitised() throws Exception {
        InstalledState state =
                read(
                        changed("/home/me/git.ftx", "\\u001b]0;x\\u0007\\u202e")
                                .replace("reason = \"\"", "reason = \"\\u001b[2J\""));
        assertThat(state.active().source() + state.failures().reason())
                .doesNotContain("\u001b", "\u0007", "\u202e");
    }
}
