package org.frankenterm.extension.recording;

/// What a guest call is for.
public enum Stage {
    /// Making the instance, its start function included.
    INSTANTIATION(0),
    /// `_initialize` or `_start`.
    ENTRY(1),
    /// A handler.
    HANDLER(2);

    static final int COUNT = 3;

    private final int number;

    Stage(int number) {
        this.number = number;
    }

    /// The stage as recordings have it.
    int number() {
        return number;
    }

    /// @param number below [#COUNT]
    static Stage ofNumber(int number) {
        return switch (number) {
            case 0 -> INSTANTIATION;
            case 1 -> ENTRY;
            default -> HANDLER;
        };
    }
}
