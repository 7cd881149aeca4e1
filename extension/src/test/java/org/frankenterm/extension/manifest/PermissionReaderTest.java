package org.frankenterm.extension.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.frankenterm.extension.permission.Permission;
import org.frankenterm.extension.permission.PermissionSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionReaderTest {
    @Test
    void permissions_everyKey() {
        assertThat(
                        texts(
                                """
                                filesystem_read = ["~/.config/x", "/a/b"]
                                filesystem_write = ["~/out/"]
                                environment = ["HOME", "LC_*"]
                                network = ["api.example.com", "*.a.com:8443", "[::1]:80"]
                                pane_access = true
                                pane_keys = true
                                pane_input = "control"
                                config = ["color_scheme", "window.*"]
                                notifications = true
                                """))
                .containsExactly(
                        "filesystem_read=~/.config/x",
                        "filesystem_read=/a/b",
                        "filesystem_write=~/out/",
                        "environment=HOME",
                        "environment=LC_*",
                        "network=api.example.com",
                        "network=*.a.com:8443",
                        "network=[::1]:80",
                        "pane_access",
                        "pane_keys",
                        "pane_input=control",
                        "config=color_scheme",
                        "config=window.*",
                        "notifications");
    }

    @Test
    void filesystem_prefixesAndBare() {
        assertThat(texts("filesystem = [\"read:~/a\", \"write:/b\", \"/c\"]\n"))
                .containsExactly(
                        "filesystem_read=~/a", "filesystem_write=/b", "filesystem_read=/c");
    }

    @Test
    void filesystem_bothDialects_sameItems() {
        PermissionSet prefixes =
                Toml.manifest("[permissions]\nfilesystem = [\"read:~/a\", \"write:/b\"]\n")
                        .permissions();
        PermissionSet lists =
                Toml.manifest(
                                "[permissions]\nfilesystem_read = [\"~/a\"]\nfilesystem_write = [\"/b\"]\n")
                        .permissions();
        assertThat(prefixes).isEqualTo(lists);
    }

    @Test
    void network_true_anyHost() {
        assertThat(texts("network = true\n")).containsExactly("network");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "network = false",
                "network = []",
                "environment = []",
                "pane_access = false\npane_keys = false\nnotifications = false",
                "pane_input = false",
            })
    void permissions_nothingAskedFor_none(String lines) {
        assertThat(texts(lines + "\n")).isEmpty();
    }

    @Test
    void permissions_absent_none() {
        assertThat(Toml.manifest("").permissions()).isEqualTo(PermissionSet.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "'environment = [\"*\"]', '4:16: error: environment in [permissions]: \"*\" would give every variable'",
        "'environment = [\"HOME\", \"A*B\"]', '4:24: error: environment in [permissions]: \"A*B\" is no variable'",
        "'environment = \"HOME\"', '4:1: error: \"environment\" in [permissions] must be a list of texts, not text'",
        "'environment = [1]', '4:16: error: \"environment\" in [permissions] must be a list of texts; this item is a whole'",
        "'filesystem = [\"read:\"]', '4:15: error: filesystem in [permissions]: \"\" is no path'",
        "'filesystem = [\"read:a/b\"]', '4:15: error: filesystem in [permissions]: \"a/b\" is not absolute'",
        "'filesystem = [\"exec:/a\"]', '4:15: error: filesystem in [permissions]: \"exec:/a\" is not absolute'",
        "'filesystem = \"/a\"', '4:1: error: \"filesystem\" in [permissions] must be a list of texts, not text'",
        "'filesystem_read = [\"/a/../b\"]', '4:20: error: filesystem_read in [permissions]: \"/a/../b\" climbs'",
        "'filesystem_write = [\"\"]', '4:21: error: filesystem_write in [permissions]: \"\" is no path'",
        "'filesystem_read = true', '4:1: error: \"filesystem_read\" in [permissions] must be a list of texts, not true'",
        "'network = \"a.com\"', '4:1: error: \"network\" in [permissions] must be true, false or a list of hosts, not text'",
        "'network = 1', '4:1: error: \"network\" in [permissions] must be true, false or a list of hosts, not a whole'",
        "'network = [\"*\"]', '4:12: error: network in [permissions]: \"*\" is no host: for every host write network = true'",
        "'network = [\"127.1\"]', '4:12: error: network in [permissions]: \"127.1\" is no address'",
        "'network = [\"https://a.com\"]', '4:12: error: network in [permissions]: \"https://a.com\" is no host'",
        "'pane_access = \"yes\"', '4:1: error: \"pane_access\" in [permissions] must be true or false, not text'",
        "'pane_keys = 1', '4:1: error: \"pane_keys\" in [permissions] must be true or false, not a whole number'",
        "'notifications = []', '4:1: error: \"notifications\" in [permissions] must be true or false, not a list'",
        "'pane_input = true', '4:1: error: \"pane_input\" in [permissions] must be false, \"text\" or \"control\", not true'",
        "'pane_input = \"all\"', '4:1: error: pane_input in [permissions]: must be \"text\" or \"control\"'",
        "'pane_input = []', '4:1: error: \"pane_input\" in [permissions] must be false, \"text\" or \"control\", not a list'",
        "'config = [\"a*\"]', '4:11: error: config in [permissions]: \"a*\" is no configuration key'",
        "'config = [\"security.x\"]', '4:11: error: config in [permissions]: \"security.x\" can''t be set by any'",
        "'config = true', '4:1: error: \"config\" in [permissions] must be a list of texts, not true or false'",
        "'enviroment = [\"HOME\"]', '4:1: warning: unknown key \"enviroment\" in [permissions]; did you mean environment?'",
    })
    void permission_bad_reportedAtItsPlace(String line, String problem) {
        assertThat(Toml.problems("[permissions]\n" + line + "\n"))
                .singleElement()
                .asString()
                .startsWith(problem);
    }

    @Test
    void permissions_noTable_error() {
        assertThat(Toml.read("permissions = true\n[extension]\nname = \"x\"\n").report())
                .containsExactly(
                        "extension.toml:1:1: error: \"permissions\" must be a table: write [permissions], not true or false");
    }

    @Test
    void list_severalBadItems_allReported() {
        assertThat(
                        Toml.problems(
                                "[permissions]\nenvironment = [\n  \"*\",\n  \"OK\",\n  \"A B\"\n]\n"))
                .hasSize(2)
                .satisfies(problems -> assertThat(problems.get(0)).startsWith("5:3: "))
                .satisfies(problems -> assertThat(problems.get(1)).startsWith("7:3: "));
    }

    @Test
    void path_hostileText_sanitised() {
        assertThat(Toml.problems("[permissions]\nfilesystem_read = [\"\\u001b[2J\\u202e\"]\n"))
                .singleElement()
                .asString()
                .doesNotContain("\u001b", "\u202e");
    }

    private static List<String> texts(String lines) {
        return Toml.manifest("[permissions]\n" + lines).permissions().items().stream()
                .map(Permission::text)
                .toList();
    }
}
