package org.frankenterm.extension.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "filesystem_read=~/a=b",
                "filesystem_write=/a",
                "environment=HOME",
                "environment=LC_*",
                "network",
                "network=*.a.com:8080",
                "pane_access",
                "pane_keys",
                "pane_input=text",
                "pane_input=control",
                "config=window.*",
                "notifications"
            })
    void text_readBack_equal(String text) {
        Permission item = Permission.parse(text);
        assertThat(item.text()).isEqualTo(text);
        assertThat(Permission.parse(item.text())).isEqualTo(item);
        assertThat(item.covers(item)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "filesystem_write=/a, filesystem_read=/a/b, true",
        "filesystem_read=/a, filesystem_write=/a, false",
        "network, network=a.com, true",
        "network, network=*.a.com, true",
        "network, network=localhost, false",
        "network, network=192.168.1.1, false",
        "network=*.a.com, network, false",
        "pane_input=control, pane_input=text, true",
        "pane_input=text, pane_input=control, false",
        "pane_access, pane_keys, false",
        "pane_access, notifications, false",
        "environment=A*, config=A, false",
        "config=*, config=a.b, true",
    })
    void covers_everythingTheOtherAllows(String wide, String narrow, boolean expected) {
        assertThat(Permission.parse(wide).covers(Permission.parse(narrow))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "enviroment=HOME, did you mean environment?",
        "zzzzzzzzzzzzzz, 'they are filesystem_read, '",
        "'', is no permission",
        "'=x', is no permission",
        "environment, needs a value",
        "pane_input, needs a value",
        "pane_access=true, takes no value",
        "'environment=', is no variable",
        "pane_input=all, must be \"text\" or \"control\"",
        "ENVIRONMENT=HOME, is no permission",
    })
    void parse_noPermission_refused(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Permission.parse(text))
                .withMessageContaining(why);
    }
}
