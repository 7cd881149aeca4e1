package org.frankenterm.extension.api;

import java.util.List;
import java.util.Optional;

/// The panes of the terminal that hosts extensions. Called on guests' threads and by whoever fires
/// events, by several at a time; a guest's call lasts as long as this takes.
public interface Panes {
    /// All panes, in an order that stays.
    ///
    /// @return each as it is now
    List<Pane> list();

    /// One pane.
    ///
    /// @param id its number
    /// @return as it is now, or empty if there is none
    Optional<Pane> pane(long id);

    /// The pane that has the focus.
    ///
    /// @return as it is now, or empty if none has
    Optional<Pane> focused();

    /// What stands on a pane's screen.
    ///
    /// @param id its number
    /// @param lines how many at most, 1 to 10,000, the last of them
    /// @return lines separated by line feeds, or empty if there is no such pane
    Optional<String> text(long id, int lines);

    /// A pane of the terminal, as it is at one moment.
    ///
    /// @param id its number, 0 or more, never given to another pane
    /// @param title as the program in it set it, unsanitised
    /// @param cwd the folder that its program works in; empty if it isn't known
    /// @param columns its width in cells
    /// @param rows its height in cells
    /// @param focused whether it has the focus
    /// @param echo whether its terminal shows what is typed; false at a password prompt
    record Pane(
            long id,
            String title,
            String cwd,
            int columns,
            int rows,
            boolean focused,
            boolean echo) {
        /// Checks the number.
        ///
        /// @throws IllegalArgumentException if it is negative
        public Pane {
            if (id < 0) {
                throw new IllegalArgumentException("a pane's number is 0 or more");
            }
        }
    }
}
