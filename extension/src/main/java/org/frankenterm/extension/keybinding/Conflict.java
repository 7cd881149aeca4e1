package org.frankenterm.extension.keybinding;

import java.util.Optional;
import org.frankenterm.extension.text.Quoted;

/// Two bindings of one combination, of which one is never reached.
///
/// @param winner the one that stands
/// @param loser the one that does nothing
public record Conflict(Binding winner, Binding loser) {
    /// Checks that there is a conflict.
    ///
    /// @throws IllegalArgumentException if the combinations differ
    public Conflict {
        if (!winner.combo().equals(loser.combo())) {
            throw new IllegalArgumentException(
                    winner.combo() + " and " + loser.combo() + " are no conflict");
        }
    }

    /// What both are bound to.
    public KeyCombo combo() {
        return winner.combo();
    }

    /// Who loses to whom and why, as one sanitised line: `ctrl+t of git ("Shows branches") does
    /// nothing: the extension todo binds it and was installed before`.
    public String words() {
        return combo() + " " + losing() + " does nothing: " + reason();
    }

    private String losing() {
        return switch (loser.source()) {
            case Source.User _ -> "for " + loser.target() + " in your keybindings";
            case Source.Host _ -> "for " + loser.target() + " of the terminal";
            case Source.Manifest _, Source.Guest _ ->
                    "of " + loser.owner().orElseThrow() + " (" + purpose() + ")";
        };
    }

    private String purpose() {
        return Optional.of(loser.description())
                .filter(words -> !words.isBlank())
                .or(() -> handler(loser))
                .map(Quoted::of)
                .orElseThrow();
    }

    private String reason() {
        return switch (winner.source()) {
            case Source.User _ -> "you have bound it to " + winner.target();
            case Source.Host _ -> "the terminal has it for " + winner.target();
            case Source.Manifest _, Source.Guest _ ->
                    winner.owner().equals(loser.owner()) ? twice() : other();
        };
    }

    private String twice() {
        return "the extension has bound it to " + handler(winner).map(Quoted::of).orElseThrow();
    }

    private String other() {
        String name = "the extension " + winner.owner().orElseThrow();
        return winner.source().rank() < loser.source().rank()
                ? name + " has it in its manifest"
                : name
                        + switch (winner.source()) {
                            case Source.Guest _ -> " was first to register it";
                            case Source.User _, Source.Host _, Source.Manifest _ ->
                                    " binds it and was installed before";
                        };
    }

    private static Optional<String> handler(Binding binding) {
        return binding.target() instanceof Target.Handler(_, String export)
                ? Optional.of(export)
                : Optional.empty();
    }
}
