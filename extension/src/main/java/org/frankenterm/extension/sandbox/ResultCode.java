package org.frankenterm.extension.sandbox;

/// What a host function with an `i32` result gives back when it has nothing to give. Part of the
/// guest ABI, version 1; 0 and more are success or a length.
public final class ResultCode {
    /// Not there; for `ft_get_env` not set *or* denied, as the guide says.
    public static final int ABSENT = -1;

    /// A permission is missing.
    public static final int DENIED = -2;

    /// A pointer, a length or a text is wrong.
    public static final int INVALID = -3;

    /// A limit or quota is reached.
    public static final int LIMIT = -4;

    /// It didn't work.
    public static final int FAILED = -5;

    /// This host doesn't offer it.
    public static final int NOT_OFFERED = -6;

    private ResultCode() {}
}
