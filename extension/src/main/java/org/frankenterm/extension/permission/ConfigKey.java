package org.frankenterm.extension.permission;

import java.util.Locale;
import java.util.regex.Pattern;
import org.frankenterm.extension.text.Quoted;

/// A configuration key: names separated by dots, such as `window.opacity`. Which keys there are,
/// and which of them extensions may see and set, is up to the host; what no host can open to them
/// is told here by name.
///
/// @param text the key, at most 256 characters
public record ConfigKey(String text) {
    static final int MAX_LENGTH = 256;

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    /// What belongs to the user alone, with all that is beneath.
    private static final Pattern USERS = Pattern.compile("(extensions|audit|security)($|\\..*)");

    /// What is executed, or says what is: as a name of the key, or as a word of its last name.
    private static final String EXECUTED =
            "(args|argv|autostart|bindings?|browser|cmd|commands?|editor|env|environment|exec|executable"
                    + "|hooks?|keybindings|keymap|keys|launch|pager|plugins?|prog|program|scripts?|shell"
                    + "|spawn|startup)";

    private static final Pattern EXECUTED_NAME = Pattern.compile("(^|\\.)" + EXECUTED + "($|\\.)");
    private static final Pattern EXECUTED_WORD =
            Pattern.compile("(^|[._-])" + EXECUTED + "($|[_-][^.]*$)");

    private static final Pattern SECRET =
            Pattern.compile(
                    "(^|[._-])(passw(or)?d|passphrase|secrets?|tokens?|credentials?|apikey|(api|private|access)[._-]key)s?($|[._-])");

    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    /// Checks the key.
    ///
    /// @throws IllegalArgumentException if the text is no key; the message says why
    public ConfigKey {
        if (text.length() > MAX_LENGTH || !SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    Quoted.of(text)
                            + " is no configuration key: names of letters, digits, _ and -, separated by dots");
        }
    }

    /// Whether no extension may set it: what is beneath `extensions`, `audit` and `security`, and
    /// what is executed, by its name.
    public boolean neverSettable() {
        return neverSettable(text);
    }

    /// Whether no extension may see it: what holds a secret, by its name.
    public boolean neverShown() {
        return SECRET.matcher(words(text)).find();
    }

    /// The same as [#neverSettable], also for a pattern, whose keys it is about then.
    static boolean neverSettable(String text) {
        return USERS.matcher(text.toLowerCase(Locale.ROOT)).matches()
                || EXECUTED_NAME.matcher(words(text)).find()
                || EXECUTED_WORD.matcher(words(text)).find();
    }

    /// In lower case, `defaultShell` as `default_shell`.
    private static String words(String text) {
        return CAMEL.matcher(text).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text;
    }
}
