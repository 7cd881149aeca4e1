package org.frankenterm.extension.api;

/// Something that a handler asks the host to do. It is kept until the handler ends, handed out with
/// its [HandlerReport], and applied if it completed and is still permitted then.
public sealed interface Action {
    /// Changing a setting.
    ///
    /// @param key such as `window.opacity`
    /// @param json its value, a JSON text of at most 1 MiB
    record SetConfig(String key, String json) implements Action {}

    /// Typing into a pane.
    ///
    /// @param pane its number, 0 or more
    /// @param text what is typed
    /// @param whileFocused whether the focused pane was meant: the action is dropped if the focus
    ///   is elsewhere when it is applied
    record SendInput(long pane, String text, boolean whileFocused) implements Action {
        /// Checks the number.
        ///
        /// @throws IllegalArgumentException if it is negative
        public SendInput {
            if (pane < 0) {
                throw new IllegalArgumentException("a pane's number is 0 or more");
            }
        }

        /// Typing into a pane, focused or not.
        ///
        /// @param pane its number, 0 or more
        /// @param text what is typed
        public SendInput(long pane, String text) {
            this(pane, text, false);
        }
    }

    /// A custom event for the other extensions.
    ///
    /// @param name `<extension>:<topic>`
    /// @param payload a JSON object
    record Custom(String name, String payload) implements Action {
        /// Checks that there can be such an event.
        ///
        /// @throws IllegalArgumentException if the name is empty or too long, or the payload too
        ///   large
        public Custom {
            new Event(name, payload);
        }
    }

    /// A notice to the user.
    ///
    /// @param title a line that begins with the extension's name, sanitised
    /// @param body a line, sanitised; may be empty
    record Notify(String title, String body) implements Action {}

    /// A line of the log, for handlers that have no `ft_log`.
    ///
    /// @param level how much it matters
    /// @param message unsanitised
    record Log(LogLevel level, String message) implements Action {}
}
