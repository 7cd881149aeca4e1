package org.frankenterm.posix;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/// Resolution by the kernel itself: `openat2`, `linux/openat2.h`.
final class KernelResolver implements Resolver {
    /// How often a resolution is tried that somebody's renames disturbed. The longest run seen
    /// under concurrent renames was 6.
    static final int ATTEMPTS = 128;

    private static final long NO_XDEV = 0x01;
    private static final long NO_MAGICLINKS = 0x02;
    private static final long NO_SYMLINKS = 0x04;
    private static final long BENEATH = 0x08;
    private static final long HOW_BYTES = 24; // struct open_how: flags, mode, resolve

    private KernelResolver() {}

    /// Asked once, when the first resolver is wanted.
    private static final class Chosen {
        static final Resolver RESOLVER =
                offered(probe()) ? new KernelResolver() : Resolver.walking();
    }

    static Resolver orWalking() {
        return Chosen.RESOLVER;
    }

    /// Opens the current folder as a place, which changes nothing.
    private static long probe() {
        long flags = OpenFlags.of(OpenHow.path().directory(true));
        long result = call(OpenFlags.AT_FDCWD, new byte[] {'.'}, flags, 0, BENEATH | NO_MAGICLINKS);
        if (result >= 0) {
            Syscall.once(SystemCall.CLOSE, result, 0, 0, 0, 0);
        }
        return result;
    }

    /// Whether an answer to the probe is the call's own. Filters of containers say `EPERM` where
    /// the kernel would say `ENOSYS`; a folder that is gone or closed to us says nothing about the
    /// call.
    static boolean offered(long probe) {
        return probe != ErrorNumber.NOSYS.negated()
                && probe != ErrorNumber.PERM.negated()
                && probe != ErrorNumber.INVAL.negated();
    }

    @Override
    public Result<Fd> open(Fd folder, byte[] path, OpenHow how) {
        int number = folder.number();
        Paths.requireNoNul(path);
        if (path.length > Scratch.PATH_BYTES) {
            return new Result.Failed<>(ErrorNumber.NAMETOOLONG);
        }
        if (how.contradictory()) {
            return new Result.Failed<>(ErrorNumber.INVAL);
        }
        long mode = how.create() ? OpenFlags.FILE_MODE : 0;
        long resolve =
                BENEATH
                        | NO_MAGICLINKS
                        | (how.sameMount() ? NO_XDEV : 0)
                        | (how.noLinks() ? NO_SYMLINKS : 0);
        return Fd.opened(call(number, path, OpenFlags.of(how), mode, resolve));
    }

    private static long call(long folder, byte[] path, long flags, long mode, long resolve) {
        Scratch scratch = Scratch.own();
        long name = scratch.path(path);
        MemorySegment how = scratch.struct();
        how.set(JAVA_LONG, 0, flags);
        how.set(JAVA_LONG, 8, mode);
        how.set(JAVA_LONG, 16, resolve);
        long result = ErrorNumber.AGAIN.negated();
        for (int i = 0; i < ATTEMPTS && result == ErrorNumber.AGAIN.negated(); i++) {
            result = Syscall.call(SystemCall.OPENAT2, folder, name, how.address(), HOW_BYTES);
        }
        return result;
    }
}
