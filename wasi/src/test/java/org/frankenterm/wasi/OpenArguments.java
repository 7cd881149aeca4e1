package org.frankenterm.wasi;

/// The numbers that a guest gives `path_open`, besides directory and path.
///
/// @param lookup `lookupflags`
/// @param oflags as the guest writes them
/// @param rights of the descriptor
/// @param inheriting rights of descriptors opened through it
/// @param fdflags as the guest writes them
record OpenArguments(long lookup, long oflags, long rights, long inheriting, long fdflags) {
    static final long CREAT = 1;
    static final long DIRECTORY = 1 << 1;
    static final long EXCL = 1 << 2;
    static final long TRUNC = 1 << 3;

    /// For reading, without making anything; links are followed.
    static final OpenArguments READ =
            new OpenArguments(1, 0, Rights.FD_READ | Rights.FD_SEEK, 0, 0);

    /// With every right there is.
    static OpenArguments everything(long oflags) {
        return new OpenArguments(1, oflags, Rights.ALL, Rights.ALL, 0);
    }

    /// A folder, with every right that it can have.
    static OpenArguments folder() {
        return new OpenArguments(1, DIRECTORY, Rights.DIRECTORY, Rights.ALL, 0);
    }

    OpenArguments rights(long wanted) {
        return new OpenArguments(lookup, oflags, wanted, inheriting, fdflags);
    }

    OpenArguments inheriting(long wanted) {
        return new OpenArguments(lookup, oflags, rights, wanted, fdflags);
    }

    OpenArguments oflags(long wanted) {
        return new OpenArguments(lookup, wanted, rights, inheriting, fdflags);
    }

    OpenArguments fdflags(long wanted) {
        return new OpenArguments(lookup, oflags, rights, inheriting, wanted);
    }

    /// Without following a link in the last place.
    OpenArguments noFollow() {
        return new OpenArguments(0, oflags, rights, inheriting, fdflags);
    }
}
