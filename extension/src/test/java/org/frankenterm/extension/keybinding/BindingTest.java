package org.frankenterm.extension.keybinding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BindingTest {
    @Test
    void owner_onlyOfAnExtensionsOwn() {
        assertThat(Bindings.declared(Bindings.GIT, "f5", "f").owner()).contains(Bindings.GIT);
        assertThat(Bindings.registered(Bindings.GIT, "f5", 1).owner()).contains(Bindings.GIT);
        assertThat(Bindings.users("f5", Bindings.GIT, "f").owner()).isEmpty();
        assertThat(Binding.ofHost(Bindings.combo("f5"), "reload").owner()).isEmpty();
    }

    @Test
    void binding_targetNotForItsSource_refused() {
        Target command = new Target.Command("quit");
        assertRefused(command, new Source.Manifest());
        assertRefused(command, new Source.Guest(1));
        assertRefused(new Target.Pane(), new Source.Guest(1));
        assertRefused(new Target.Pane(), new Source.Host());
        assertRefused(Bindings.handler(Bindings.GIT, "f"), new Source.Host());
    }

    private static void assertRefused(Target target, Source source) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Binding(Bindings.combo("f5"), target, "", source));
    }
}
