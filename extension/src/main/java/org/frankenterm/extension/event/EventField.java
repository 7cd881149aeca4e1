package org.frankenterm.extension.event;

/// A field of an event's payload.
///
/// @param name as it is in JSON
/// @param type what it holds
/// @param required whether it is always there
/// @param meaning what it says, in a few words
/// @param sight who may see it
public record EventField(
        String name, FieldType type, boolean required, String meaning, Sight sight) {
    static EventField string(String name, String meaning) {
        return new EventField(name, new FieldType.Text(), true, meaning, Sight.FREE);
    }

    static EventField whole(String name, long least, String meaning) {
        return new EventField(name, new FieldType.Whole(least), true, meaning, Sight.FREE);
    }

    /// A number that names something: 0 or more, and never given to anything else again.
    static EventField id(String name, String meaning) {
        return whole(name, 0, meaning);
    }

    static EventField flag(String name, String meaning) {
        return new EventField(name, new FieldType.Flag(), true, meaning, Sight.FREE);
    }

    static EventField many(String name, FieldType of, String meaning) {
        return new EventField(name, new FieldType.Many(of), true, meaning, Sight.FREE);
    }

    EventField optional() {
        return new EventField(name, type, false, meaning, sight);
    }

    EventField seenWith(Sight permission) {
        return new EventField(name, type, required, meaning, permission);
    }
}
