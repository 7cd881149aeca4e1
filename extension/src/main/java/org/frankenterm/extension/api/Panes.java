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
}
