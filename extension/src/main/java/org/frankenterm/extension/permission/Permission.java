package org.frankenterm.extension.permission;

import java.util.Optional;
import org.frankenterm.extension.text.Nearest;
import org.frankenterm.extension.text.Quoted;
import org.frankenterm.extension.text.Sanitizer;

/// One item that a manifest requests and a user grants. Its text, `key` or `key=value`, is what
/// `--grant` takes and what is stored.
public sealed interface Permission {
    /// Reading beneath a folder, or one file.
    record FilesystemRead(PathPattern path) implements Permission {}

    /// Writing and reading beneath a folder, or one file.
    record FilesystemWrite(PathPattern path) implements Permission {}

    /// Seeing environment variables.
    record Environment(EnvironmentPattern pattern) implements Permission {}

    /// Reaching every public host, at every port.
    record AnyNetwork() implements Permission {}

    /// Reaching named hosts.
    record Network(HostPattern host) implements Permission {}

    /// Seeing panes: text, titles, lists.
    record PaneAccess() implements Permission {}

    /// Seeing keys that are pressed.
    record PaneKeys() implements Permission {}

    /// Typing into panes.
    record PaneInput(InputKind kind) implements Permission {}

    /// Changing settings.
    record Config(ConfigPattern pattern) implements Permission {}

    /// Showing notices.
    record Notifications() implements Permission {}

    /// The key under `[permissions]`.
    default PermissionKey key() {
        return switch (this) {
            case FilesystemRead _ -> PermissionKey.FILESYSTEM_READ;
            case FilesystemWrite _ -> PermissionKey.FILESYSTEM_WRITE;
            case Environment _ -> PermissionKey.ENVIRONMENT;
            case AnyNetwork _, Network _ -> PermissionKey.NETWORK;
            case PaneAccess _ -> PermissionKey.PANE_ACCESS;
            case PaneKeys _ -> PermissionKey.PANE_KEYS;
            case PaneInput _ -> PermissionKey.PANE_INPUT;
            case Config _ -> PermissionKey.CONFIG;
            case Notifications _ -> PermissionKey.NOTIFICATIONS;
        };
    }

    /// The value, absent where the key alone says everything.
    default Optional<String> value() {
        return switch (this) {
            case FilesystemRead(PathPattern path) -> Optional.of(path.text());
            case FilesystemWrite(PathPattern path) -> Optional.of(path.text());
            case Environment(EnvironmentPattern pattern) -> Optional.of(pattern.text());
            case Network(HostPattern host) -> Optional.of(host.toString());
            case PaneInput(InputKind kind) -> Optional.of(kind.text());
            case Config(ConfigPattern pattern) -> Optional.of(pattern.text());
            case AnyNetwork _, PaneAccess _, PaneKeys _, Notifications _ -> Optional.empty();
        };
    }

    /// The path that it is about; empty for what is about none.
    default Optional<PathPattern> filesystemPath() {
        return switch (this) {
            case FilesystemRead(PathPattern path) -> Optional.of(path);
            case FilesystemWrite(PathPattern path) -> Optional.of(path);
            case Environment _,
                    AnyNetwork _,
                    Network _,
                    PaneAccess _,
                    PaneKeys _,
                    PaneInput _,
                    Config _,
                    Notifications _ ->
                    Optional.empty();
        };
    }

    /// The same permission on another path; itself if it is about none.
    default Permission at(PathPattern other) {
        return switch (this) {
            case FilesystemRead _ -> new FilesystemRead(other);
            case FilesystemWrite _ -> new FilesystemWrite(other);
            case Environment _,
                    AnyNetwork _,
                    Network _,
                    PaneAccess _,
                    PaneKeys _,
                    PaneInput _,
                    Config _,
                    Notifications _ ->
                    this;
        };
    }

    /// [#text] as a word for a shell: as it is when nothing in it means something there, else in
    /// single quotes.
    default String word() {
        String line = Sanitizer.line(text());
        return line.matches("[A-Za-z0-9_.,:/=+-]+") ? line : "'" + line.replace("'", "'\\''") + "'";
    }

    /// `key` or `key=value`; [#parse] reads it back.
    default String text() {
        return key().text() + value().map(value -> "=" + value).orElse("");
    }

    /// Whether everything that another item allows is allowed by this. Never true by guess: where
    /// it can't be told from the text, the answer is no, and the user is asked again.
    default boolean covers(Permission other) {
        return switch (this) {
            case FilesystemRead(PathPattern mine) ->
                    other instanceof FilesystemRead(PathPattern theirs) && mine.covers(theirs);
            case FilesystemWrite(PathPattern mine) ->
                    (other instanceof FilesystemWrite(PathPattern theirs) && mine.covers(theirs))
                            || (other instanceof FilesystemRead(PathPattern read)
                                    && mine.covers(read));
            case Environment(EnvironmentPattern mine) ->
                    other instanceof Environment(EnvironmentPattern theirs) && mine.covers(theirs);
            case AnyNetwork _ ->
                    other instanceof AnyNetwork
                            || (other instanceof Network(HostPattern host) && !host.isLocal());
            case Network(HostPattern mine) ->
                    other instanceof Network(HostPattern theirs) && mine.covers(theirs);
            case PaneInput(InputKind mine) ->
                    other instanceof PaneInput(InputKind theirs) && mine.covers(theirs);
            case Config(ConfigPattern mine) ->
                    other instanceof Config(ConfigPattern theirs) && mine.covers(theirs);
            case PaneAccess _, PaneKeys _, Notifications _ -> equals(other);
        };
    }

    /// The item that a key has without a value.
    ///
    /// @throws IllegalArgumentException if the key needs a value; the message says so
    static Permission of(PermissionKey key) {
        return switch (key) {
            case NETWORK -> new AnyNetwork();
            case PANE_ACCESS -> new PaneAccess();
            case PANE_KEYS -> new PaneKeys();
            case NOTIFICATIONS -> new Notifications();
            case FILESYSTEM_READ, FILESYSTEM_WRITE, ENVIRONMENT, PANE_INPUT, CONFIG ->
                    throw new IllegalArgumentException(
                            key.text() + " needs a value: write " + key.text() + "=VALUE");
        };
    }

    /// The item that a key has with a value.
    ///
    /// @throws IllegalArgumentException if the value is not one of the key's, or the key takes
    ///   none; the message says why
    static Permission of(PermissionKey key, String value) {
        return switch (key) {
            case FILESYSTEM_READ -> new FilesystemRead(new PathPattern(value));
            case FILESYSTEM_WRITE -> new FilesystemWrite(new PathPattern(value));
            case ENVIRONMENT -> new Environment(new EnvironmentPattern(value));
            case NETWORK -> new Network(HostPattern.parse(value));
            case PANE_INPUT -> new PaneInput(InputKind.of(value));
            case CONFIG -> new Config(new ConfigPattern(value));
            case PANE_ACCESS, PANE_KEYS, NOTIFICATIONS ->
                    throw new IllegalArgumentException(key.text() + " takes no value");
        };
    }

    /// The item whose [#text] this is.
    ///
    /// @throws IllegalArgumentException if there is none; the message says why and names the
    ///   nearest key
    static Permission parse(String text) {
        int equals = text.indexOf('=');
        PermissionKey key = key(equals < 0 ? text : text.substring(0, equals));
        return equals < 0 ? of(key) : of(key, text.substring(equals + 1));
    }

    /// The key that is written so.
    ///
    /// @throws IllegalArgumentException if there is none; the message names the nearest
    static PermissionKey key(String text) {
        return PermissionKey.of(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                Quoted.of(text) + " is no permission" + suggestion(text)));
    }

    private static String suggestion(String text) {
        return Nearest.to(text, PermissionKey.texts())
                .map(near -> "; did you mean " + near + "?")
                .orElse(": they are " + String.join(", ", PermissionKey.texts()));
    }
}
