package org.frankenterm.posix;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// One resolution from component to component. Every folder on the way is pinned by a descriptor on
/// a stack; `..` pops it and is never opened, so that a folder that is moved meanwhile leads
/// nowhere else. A link is read and its target walked, never followed by the kernel. The order of
/// checks is that of `fs/namei.c`, so that the answers are those of `openat2`.
///
/// Steps give the end of the walk, or null when it goes on.
final class Walk implements AutoCloseable {
    private static final int MAX_LINKS = 40; // MAXSYMLINKS, linux/namei.h
    private static final int MAX_DEPTH = (Scratch.PATH_BYTES + 1) / 2; // of a path without links
    private static final long PROC_FILE_SYSTEM = 0x9fa0; // linux/magic.h
    private static final byte[] ITSELF = {'.'};

    private final Fd start;
    private final OpenHow how;
    private final Deque<Fd> entered = new ArrayDeque<>();
    private final Deque<byte[]> ahead = new ArrayDeque<>();
    private @Nullable FileStatus mount;
    private boolean slashAtEnd;
    private int links;

    /// A walk that is yet to begin.
    ///
    /// @param start stays the caller's
    /// @param how without contradictions
    Walk(Fd start, OpenHow how) {
        this.start = start;
        this.how = how;
    }

    /// Walks, once.
    Result<Fd> open(byte[] path) {
        if (how.sameMount()) {
            switch (start.status()) {
                case Result.Ok<FileStatus>(FileStatus status) -> mount = status;
                case Result.Failed<FileStatus>(ErrorNumber error) -> {
                    return failed(error);
                }
            }
        }
        Result<Fd> end = lead(path);
        while (end == null) {
            end = step();
        }
        return end;
    }

    /// Puts a path before what is ahead.
    private @Nullable Result<Fd> lead(byte[] path) {
        if (path.length == 0) {
            return failed(ErrorNumber.NOENT);
        }
        if (Paths.isAbsolute(path)) {
            return failed(ErrorNumber.XDEV);
        }
        slashAtEnd |= ahead.isEmpty() && Paths.endsWithSlash(path);
        Paths.components(path).reversed().forEach(ahead::push);
        return null;
    }

    private @Nullable Result<Fd> step() {
        byte[] name = ahead.poll();
        if (name == null) {
            return reopen();
        }
        if (Paths.isDot(name)) {
            return null;
        }
        if (Paths.isDotDot(name)) {
            return leave();
        }
        return ahead.isEmpty() ? last(name) : enter(name);
    }

    /// The path ends in the folder where the walk stands. This one dot is the pinned folder itself
    /// to the kernel, whatever became of its name.
    private Result<Fd> reopen() {
        if (how.create()) {
            return failed(how.exclusive() ? ErrorNumber.EXIST : ErrorNumber.ISDIR);
        }
        return openat(ITSELF, OpenFlags.of(how));
    }

    private @Nullable Result<Fd> leave() {
        Fd left = entered.poll();
        if (left == null) {
            return failed(ErrorNumber.XDEV);
        }
        left.close();
        return null;
    }

    /// A component with more behind it.
    private @Nullable Result<Fd> enter(byte[] name) {
        return switch (peek(name)) {
            case Result.Failed<Place>(ErrorNumber error) -> failed(error);
            case Result.Ok<Place>(Place place) -> enter(place);
        };
    }

    private @Nullable Result<Fd> enter(Place place) {
        if (place.type() == FileType.DIRECTORY) {
            entered.push(place.fd());
            return entered.size() > MAX_DEPTH ? failed(ErrorNumber.NAMETOOLONG) : null;
        }
        try (place) {
            return place.type() == FileType.SYMBOLIC_LINK
                    ? follow(place.fd())
                    : failed(ErrorNumber.NOTDIR);
        }
    }

    /// The last component; looked at again when it was replaced before it could be opened.
    private @Nullable Result<Fd> last(byte[] name) {
        if (how.create() && slashAtEnd) {
            return failed(ErrorNumber.ISDIR);
        }
        Result<Fd> end = failed(ErrorNumber.AGAIN);
        for (int i = 0; i < KernelResolver.ATTEMPTS && isAgain(end); i++) {
            end =
                    switch (peek(name)) {
                        case Result.Failed<Place>(ErrorNumber error)
                                when how.create() && error == ErrorNumber.NOENT ->
                                openNamed(name);
                        case Result.Failed<Place>(ErrorNumber error) -> failed(error);
                        case Result.Ok<Place>(Place place) -> arrive(name, place);
                    };
        }
        return end;
    }

    private @Nullable Result<Fd> arrive(byte[] name, Place place) {
        if (how.access() == Access.PATH && !ledOn(place) && !wrongType(place)) {
            return new Result.Ok<>(place.fd());
        }
        try (place) {
            if (ledOn(place)) {
                return follow(place.fd());
            }
            return wrongType(place) ? failed(ErrorNumber.NOTDIR) : openNamed(name);
        }
    }

    private boolean ledOn(Place place) {
        return place.type() == FileType.SYMBOLIC_LINK && follows();
    }

    private boolean wrongType(Place place) {
        return (how.directory() || slashAtEnd) && place.type() != FileType.DIRECTORY;
    }

    /// Whether a link at the end is followed. A slash behind it follows it whatever else is said.
    private boolean follows() {
        return slashAtEnd || !(how.noFollow() || (how.create() && how.exclusive()));
    }

    private @Nullable Result<Fd> follow(Fd link) {
        links++;
        if (links > MAX_LINKS || how.noLinks()) {
            return failed(ErrorNumber.LOOP);
        }
        return switch (Names.readLink(link)) {
            case Result.Failed<byte[]>(ErrorNumber error) -> failed(error);
            case Result.Ok<byte[]>(byte[] target) when isMagic(link, target) ->
                    failed(ErrorNumber.LOOP);
            case Result.Ok<byte[]>(byte[] target) -> lead(target);
        };
    }

    /// Whether a link's text is only a description of the open file behind it, as in
    /// `/proc/self/fd`: a path from the root, or a kind and a number, `pipe:[1]`.
    private static boolean isMagic(Fd link, byte[] target) {
        return link.fileSystemType() == PROC_FILE_SYSTEM
                && (Paths.isAbsolute(target) || Paths.contains(target, ':'));
    }

    private Result<Place> peek(byte[] name) {
        return withinMount(openat(name, OpenFlags.of(OpenHow.path().noFollow(true))));
    }

    /// Opens what was seen to be no link, and a folder where one is wanted.
    private Result<Fd> openNamed(byte[] name) {
        long noLink = Machine.HERE.noFollow();
        return switch (withinMount(openat(name, OpenFlags.of(how) | noLink))) {
            case Result.Ok<Place>(Place place) -> new Result.Ok<>(place.fd());
            case Result.Failed<Place>(ErrorNumber error) when follows() && isReplaced(error) ->
                    failed(ErrorNumber.AGAIN);
            case Result.Failed<Place>(ErrorNumber error) -> failed(error);
        };
    }

    private static boolean isReplaced(ErrorNumber error) {
        return error == ErrorNumber.LOOP || error == ErrorNumber.NOTDIR;
    }

    private Result<Place> withinMount(Result<Fd> opened) {
        Result<Place> found = Place.of(opened);
        if (mount != null
                && found instanceof Result.Ok<Place>(Place place)
                && !mount.sameMount(place.status())) {
            place.close();
            return new Result.Failed<>(ErrorNumber.XDEV);
        }
        return found;
    }

    private Result<Fd> openat(byte[] name, long flags) {
        Fd here = entered.isEmpty() ? start : entered.element();
        long path = Scratch.own().path(name);
        long result =
                Syscall.call(SystemCall.OPENAT, here.number(), path, flags, OpenFlags.FILE_MODE);
        return Fd.opened(result);
    }

    private static boolean isAgain(@Nullable Result<Fd> end) {
        return end instanceof Result.Failed<Fd>(ErrorNumber error) && error == ErrorNumber.AGAIN;
    }

    private static Result<Fd> failed(ErrorNumber error) {
        return new Result.Failed<>(error);
    }

    @Override
    public void close() {
        entered.forEach(Fd::close);
    }
}
