package org.frankenterm.extension.api;

/// A pane of the terminal, as it is at one moment.
///
/// @param id its number, 0 or more, never given to another pane
/// @param title as the program in it set it, unsanitised
/// @param cwd the folder that its program works in; empty if it isn't known
/// @param columns its width in cells
/// @param rows its height in cells
/// @param focused whether it has the focus
/// @param echo whether its terminal shows what is typed; false at a password prompt
public record Pane(
        long id, String title, String cwd, int columns, int rows, boolean focused, boolean echo) {
    /// Checks the number.
    ///
    /// @throws IllegalArgumentException if it is negative
    public Pane {
        if (id < 0) {
            throw new IllegalArgumentException("a pane's number is 0 or more");
        }
    }
}
