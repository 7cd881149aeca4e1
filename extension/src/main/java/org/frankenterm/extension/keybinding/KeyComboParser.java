package org.frankenterm.extension.keybinding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.frankenterm.extension.text.Nearest;
import org.frankenterm.extension.text.Quoted;
import org.jspecify.annotations.Nullable;

/// One reading of a combination. Names everything that can be meant by what is wrong: a combination
/// that is nearly right must not become another one.
final class KeyComboParser {
    /// What stands between two `+`.
    ///
    /// @param text without blanks around it
    /// @param at its first character, from 1, in code points
    private record Token(String text, int at) {
        String shown() {
            return Quoted.of(text) + " (character " + at + ")";
        }

        String folded() {
            return Key.folded(text);
        }
    }

    private final String text;

    KeyComboParser(String text) {
        this.text = text;
    }

    KeyCombo parse() {
        if (text.length() > KeyCombo.MAX_CHARS) {
            throw refused(
                    "it has %d characters, of at most %d"
                            .formatted(text.length(), KeyCombo.MAX_CHARS));
        }
        if (text.isBlank()) {
            throw refused("it is empty: name a key, such as \"ctrl+shift+t\"");
        }
        List<Token> tokens = tokens();
        refuseEmpty(tokens);
        Map<Modifier, Token> modifiers = new EnumMap<>(Modifier.class);
        for (Token token : tokens.subList(0, tokens.size() - 1)) {
            Modifier modifier = modifier(token);
            @Nullable Token before = modifiers.putIfAbsent(modifier, token);
            if (before != null) {
                throw refused(
                        "%s is there twice (characters %d and %d)"
                                .formatted(modifier.text(), before.at(), token.at()));
            }
        }
        return new KeyCombo(modifiers.keySet(), key(tokens.getLast()));
    }

    private List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        int start = 0;
        for (String part : text.split("\\+", -1)) {
            int blanks = part.length() - part.stripLeading().length();
            int at = text.codePointCount(0, start + blanks) + 1;
            tokens.add(new Token(part.strip(), at));
            start += part.length() + 1;
        }
        return tokens;
    }

    private static void refuseEmpty(List<Token> tokens) {
        int last = tokens.size() - 1;
        boolean noKey = tokens.get(last).text().isEmpty();
        for (Token token : tokens.subList(0, last)) {
            if (token.text().isEmpty()) {
                throw refused(
                        noKey
                                ? "the + key is called plus"
                                : "a modifier is missing before the + at character " + token.at());
            }
        }
        if (noKey) {
            throw refused(
                    "the key is missing at character %d; the + key is called plus"
                            .formatted(tokens.get(last).at()));
        }
    }

    private static Modifier modifier(Token token) {
        return Modifier.of(token.folded()).orElseThrow(() -> unknownModifier(token));
    }

    private static IllegalArgumentException unknownModifier(Token token) {
        if (Key.of(token.text()).isPresent()) {
            return refused(token.shown() + " is a key: there is one, and it comes last");
        }
        String otherwise = "; they are ctrl, shift, alt and super";
        return misjoined(token)
                .orElseGet(() -> unknown(token, "modifier", Modifier.names(), otherwise));
    }

    private static Key key(Token token) {
        if (Modifier.of(token.folded()).isPresent()) {
            throw refused(token.shown() + " is a modifier: a key has to follow it");
        }
        return Key.of(token.text()).orElseThrow(() -> unknownKey(token));
    }

    private static IllegalArgumentException unknownKey(Token token) {
        if (token.folded().matches("f[0-9]+")) {
            return refused(
                    "%s is no key: function keys are f1 to f%d"
                            .formatted(token.shown(), KeyNames.LAST_FUNCTION_KEY));
        }
        String otherwise = "; a key is one visible character, or a name such as escape";
        return misjoined(token).orElseGet(() -> unknown(token, "key", KeyNames.all(), otherwise));
    }

    /// For `ctrl-t` and `ctrl t`, and for a sequence such as `ctrl+k ctrl+s`.
    private static Optional<IllegalArgumentException> misjoined(Token token) {
        String[] parts = token.text().split("[\\s-]+", -1);
        boolean names = parts.length > 1;
        for (String part : parts) {
            names &= Modifier.of(Key.folded(part)).isPresent() || Key.of(part).isPresent();
        }
        return names
                ? Optional.of(
                        refused(
                                token.shown()
                                        + " is more than one name: modifiers and one key are joined by +,"
                                        + " and there are no sequences"))
                : Optional.empty();
    }

    private static IllegalArgumentException unknown(
            Token token, String noun, Collection<String> names, String otherwise) {
        String suggestion =
                Nearest.to(token.folded(), names)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse(otherwise);
        return refused(token.shown() + " is no " + noun + suggestion);
    }

    private static IllegalArgumentException refused(String reason) {
        return new IllegalArgumentException(reason);
    }
}
