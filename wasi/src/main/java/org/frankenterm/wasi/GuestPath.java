package org.frankenterm.wasi;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A path as a guest wrote it, checked as text: relative, UTF-8, without NUL, neither empty nor too
/// long. Where it leads is the system's to find out.
final class GuestPath {
    /// PATH_MAX of Linux, without its NUL.
    static final int MAX_BYTES = 4095;

    /// NAME_MAX of Linux.
    static final int MAX_NAME_BYTES = 255;

    private static final byte[] HERE = {'.'};

    private final byte[] path;
    private final boolean slash;

    private GuestPath(byte[] path, boolean slash) {
        this.path = path;
        this.slash = slash;
    }

    /// Checks a path. Refuses an empty one with `noent`, a NUL with `inval`, what is not UTF-8 with
    /// `ilseq`, too many bytes with `nametoolong`, and an absolute one with `perm`.
    static GuestPath of(byte[] bytes) {
        checkText(bytes);
        if (bytes.length == 0) {
            throw new Refusal(Errno.NOENT);
        }
        if (bytes[0] == '/') {
            throw Refusal.denied(Errno.PERM);
        }
        int end = bytes.length;
        while (bytes[end - 1] == '/') {
            end--;
        }
        return new GuestPath(Arrays.copyOf(bytes, end), end < bytes.length);
    }

    /// Checks what both paths and the targets of links must be.
    static void checkText(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new Refusal(Errno.NAMETOOLONG);
        }
        for (byte b : bytes) {
            if (b == 0) {
                throw new Refusal(Errno.INVAL);
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new Refusal(Errno.ILSEQ);
        }
    }

    /// The path without its trailing slashes.
    byte[] bytes() {
        return path;
    }

    /// Whether it ended in a slash, which says that it names a directory and nothing else.
    boolean trailingSlash() {
        return slash;
    }

    /// All before the last component; `.` if there is nothing.
    byte[] parent() {
        int end = lastSlash();
        while (end > 0 && path[end - 1] == '/') {
            end--;
        }
        return end <= 0 ? HERE : Arrays.copyOf(path, end);
    }

    /// Whether it is a single component.
    boolean single() {
        return lastSlash() < 0;
    }

    /// The last component. Refuses one that is too long with `nametoolong`.
    byte[] name() {
        byte[] name = Arrays.copyOfRange(path, lastSlash() + 1, path.length);
        if (name.length > MAX_NAME_BYTES) {
            throw new Refusal(Errno.NAMETOOLONG);
        }
        return name;
    }

    /// The same path without `.` components, except one that stands for the whole.
    GuestPath plain() {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(path.length);
        int start = 0;
        for (int i = 0; i <= path.length; i++) {
            if (i == path.length || path[i] == '/') {
                boolean dot = i - start == 1 && path[start] == '.';
                if (i > start && !dot) {
                    if (plain.size() > 0) {
                        plain.write('/');
                    }
                    plain.write(path, start, i - start);
                }
                start = i + 1;
            }
        }
        return new GuestPath(plain.size() == 0 ? HERE : plain.toByteArray(), slash);
    }

    /// Whether it stands for the directory that it begins in.
    boolean here() {
        return Arrays.equals(path, HERE);
    }

    /// Whether the last component is `.` or `..`, which names no entry that could be made, removed
    /// or renamed.
    boolean ofDots() {
        byte[] name = name();
        return Arrays.equals(name, HERE) || (name.length == 2 && name[0] == '.' && name[1] == '.');
    }

    private int lastSlash() {
        int at = path.length - 1;
        while (at >= 0 && path[at] != '/') {
            at--;
        }
        return at;
    }

    /// What the path is called beneath a directory of that name.
    String in(String directory) {
        if (here()) {
            return directory;
        }
        String text = new String(path, StandardCharsets.UTF_8);
        return directory.endsWith("/") ? directory + text : directory + "/" + text;
    }
}
