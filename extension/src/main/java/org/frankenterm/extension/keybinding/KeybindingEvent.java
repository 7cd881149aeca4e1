package org.frankenterm.extension.keybinding;

import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.json.JsonWriter;

/// The event that the handler of a binding sees. It goes to that handler alone; no hook hears it.
///
/// Its payload is `{"combo":"alt+3","key":"3","handler":"switch_tab"}`: the canonical text of what
/// was pressed, its key alone, so that one handler can serve `alt+1` to `alt+9`, and the handler by
/// the name under which it was bound. What the key was pressed on is not in it: that takes
/// `pane_access`, and has functions of its own.
public final class KeybindingEvent {
    /// The name of the event.
    public static final String NAME = "keybinding";

    private KeybindingEvent() {}

    /// The event of one press.
    ///
    /// @param combo what was pressed
    /// @param handler what is called
    public static Event of(KeyCombo combo, Target.Handler handler) {
        String payload =
                new JsonWriter()
                        .object()
                        .field("combo", combo.text())
                        .field("key", combo.key().text())
                        .field("handler", handler.export())
                        .end()
                        .toString();
        return new Event(NAME, payload);
    }
}
