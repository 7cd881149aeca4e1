package org.frankenterm.extension.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.junit.jupiter.api.Test;

class PermissionSetTest {
    @Test
    void items_keptInOrderAndOnce() {
        assertThat(texts(set("notifications", "environment=B", "environment=A", "notifications")))
                .containsExactly("notifications", "environment=B", "environment=A");
    }

    @Test
    void items_changedOutside_unaffected() {
        SequencedSet<Permission> items = new LinkedHashSet<>();
        PermissionSet set = new PermissionSet(items);
        items.add(new Permission.PaneKeys());
        assertThat(set.isEmpty()).isTrue();
        assertThatThrownBy(() -> set.items().add(new Permission.PaneKeys()))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void all_oneKind() {
        PermissionSet set = set("environment=B", "pane_keys", "environment=A");
        assertThat(set.all(Permission.Environment.class))
                .extracting(item -> item.pattern().text())
                .containsExactly("B", "A");
        assertThat(set.under(PermissionKey.PANE_KEYS)).hasSize(1);
        assertThat(set.has(PermissionKey.CONFIG)).isFalse();
    }

    @Test
    void plusAndMinus_itemByItem() {
        PermissionSet both = set("environment=A").plus(set("environment=B", "environment=A"));
        assertThat(texts(both)).containsExactly("environment=A", "environment=B");
        assertThat(texts(both.minus(set("environment=A")))).containsExactly("environment=B");
    }

    @Test
    void notCoveredBy_upgradeThatWidens_isNew() {
        PermissionSet granted = set("network=x.a.com", "environment=LC_*", "pane_input=text");
        PermissionSet upgrade =
                set(
                        "network=*.a.com",
                        "network=x.a.com",
                        "environment=LC_ALL",
                        "pane_input=control");
        assertThat(texts(upgrade.notCoveredBy(granted)))
                .containsExactly("network=*.a.com", "pane_input=control");
    }

    private static PermissionSet set(String... texts) {
        return PermissionSet.of(Arrays.stream(texts).map(Permission::parse).toList());
    }

    private static List<String> texts(PermissionSet set) {
        return set.items().stream().map(Permission::text).toList();
    }
}
