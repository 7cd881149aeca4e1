package org.frankenterm.wasmtime.ffi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/// What tells whether a file was touched since it was hashed: owner, mode, size, times and inode,
/// as one line of text. Comparing it takes microseconds; hashing 14 MB takes 60–100 ms of every
/// start.
final class FileStamp {
    private static final String ATTRIBUTES = "unix:uid,mode,size,lastModifiedTime,ctime,ino";

    private FileStamp() {}

    /// The stamp of a file now, not following a link.
    static String of(Path file) throws IOException {
        Map<String, Object> now = Files.readAttributes(file, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        return "%s uid=%s mode=%o size=%s mtime=%s ctime=%s ino=%s"
                .formatted(
                        file.getFileName(),
                        now.get("uid"),
                        (Integer) now.get("mode"),
                        now.get("size"),
                        now.get("lastModifiedTime"),
                        now.get("ctime"),
                        now.get("ino"));
    }
}
