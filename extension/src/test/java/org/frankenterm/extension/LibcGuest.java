package org.frankenterm.extension;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// WebAssembly text of guests that find their files as wasi-libc does: they ask for the names of
/// everything preopened and take the longest that their path begins with. The handler `on_event`
/// reports the error code as its result, and logs what it read.
final class LibcGuest {
    private static final String BEGIN =
            """
            (module
              (import "env" "ft_log" (func $log (param i32 i32 i32)))
              (import "wasi_snapshot_preview1" "fd_prestat_get"
                (func $prestat (param i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "fd_prestat_dir_name"
                (func $name (param i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "path_open"
                (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "fd_read"
                (func $read (param i32 i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "fd_write"
                (func $write (param i32 i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "fd_close" (func $close (param i32) (result i32)))
              (import "wasi_snapshot_preview1" "fd_readdir"
                (func $readdir (param i32 i32 i32 i64 i32) (result i32)))
              (import "wasi_snapshot_preview1" "path_create_directory"
                (func $mkdir (param i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "path_unlink_file"
                (func $unlink (param i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "path_remove_directory"
                (func $rmdir (param i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "path_rename"
                (func $rename (param i32 i32 i32 i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "path_link"
                (func $link (param i32 i32 i32 i32 i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "path_symlink"
                (func $symlink (param i32 i32 i32 i32 i32) (result i32)))
              (memory (export "memory") 2)
              (data (i32.const 512) ".")
              (data (i32.const 520) "said by the guest")
              (data (i32.const 544) "target")
              (global $dir (mut i32) (i32.const 0))
              (global $at (mut i32) (i32.const 0))
              (global $rest (mut i32) (i32.const 0))
              (global $dir2 (mut i32) (i32.const 0))
              (global $at2 (mut i32) (i32.const 0))
              (global $rest2 (mut i32) (i32.const 0))

              (func $begins (param $length i32) (param $path i32) (param $size i32) (result i32)
                (local $i i32)
                (if (i32.gt_u (local.get $length) (local.get $size)) (then (return (i32.const 0))))
                (block $done
                  (loop $next
                    (br_if $done (i32.eq (local.get $i) (local.get $length)))
                    (if (i32.ne
                          (i32.load8_u (i32.add (i32.const 1024) (local.get $i)))
                          (i32.load8_u (i32.add (local.get $path) (local.get $i))))
                      (then (return (i32.const 0))))
                    (local.set $i (i32.add (local.get $i) (i32.const 1)))
                    (br $next)))
                (i32.or
                  (i32.or
                    (i32.eq (local.get $length) (local.get $size))
                    (i32.eq (local.get $length) (i32.const 1)))
                  (i32.eq
                    (i32.load8_u (i32.add (local.get $path) (local.get $length)))
                    (i32.const 47))))

              (func $find (param $path i32) (param $size i32)
                (local $fd i32) (local $length i32) (local $best i32)
                (global.set $dir (i32.const -1))
                (local.set $fd (i32.const 3))
                (block $done
                  (loop $next
                    (br_if $done (call $prestat (local.get $fd) (i32.const 256)))
                    (local.set $length (i32.load (i32.const 260)))
                    (drop (call $name (local.get $fd) (i32.const 1024) (local.get $length)))
                    (if (i32.and
                          (i32.gt_u (local.get $length) (local.get $best))
                          (call $begins (local.get $length) (local.get $path) (local.get $size)))
                      (then
                        (local.set $best (local.get $length))
                        (global.set $dir (local.get $fd))))
                    (local.set $fd (i32.add (local.get $fd) (i32.const 1)))
                    (br $next)))
                (if (i32.eq (local.get $best) (local.get $size))
                  (then
                    (global.set $at (i32.const 512))
                    (global.set $rest (i32.const 1)))
                  (else
                    (if (i32.gt_u (local.get $best) (i32.const 1))
                      (then (local.set $best (i32.add (local.get $best) (i32.const 1)))))
                    (global.set $at (i32.add (local.get $path) (local.get $best)))
                    (global.set $rest (i32.sub (local.get $size) (local.get $best))))))
            """;

    /// `noent`, as a library answers for a path that no preopen holds.
    static final int NOENT = 44;

    static final int PERM = 63;
    static final int ROFS = 69;

    /// What [#writes] writes.
    static final String SAID = "said by the guest";

    private LibcGuest() {}

    /// Logs the beginning of a file.
    static String reads(Path path) {
        return does(
                path,
                path,
                """
                (local.set $errno
                  (call $open (global.get $dir) (i32.const 1) (global.get $at) (global.get $rest)
                    (i32.const 0) (i64.const 2) (i64.const 0) (i32.const 0) (i32.const 256)))
                (if (local.get $errno) (then (return (local.get $errno))))
                (i32.store (i32.const 264) (i32.const 32768))
                (i32.store (i32.const 268) (i32.const 100))
                (local.set $errno
                  (call $read
                    (i32.load (i32.const 256)) (i32.const 264) (i32.const 1) (i32.const 272)))
                (call $log (i32.const 2) (i32.const 32768) (i32.load (i32.const 272)))
                (drop (call $close (i32.load (i32.const 256))))
                """);
    }

    /// Makes a file, or empties it, and writes into it.
    static String writes(Path path) {
        return does(
                path,
                path,
                """
                (local.set $errno
                  (call $open (global.get $dir) (i32.const 1) (global.get $at) (global.get $rest)
                    (i32.const 9) (i64.const 64) (i64.const 0) (i32.const 0) (i32.const 256)))
                (if (local.get $errno) (then (return (local.get $errno))))
                (i32.store (i32.const 264) (i32.const 520))
                (i32.store (i32.const 268) (i32.const 17))
                (local.set $errno
                  (call $write
                    (i32.load (i32.const 256)) (i32.const 264) (i32.const 1) (i32.const 272)))
                (drop (call $close (i32.load (i32.const 256))))
                """);
    }

    /// Logs the names in a folder, each on a line.
    static String lists(Path path) {
        return does(
                path,
                path,
                """
                (local.set $errno
                  (call $open (global.get $dir) (i32.const 1) (global.get $at) (global.get $rest)
                    (i32.const 2) (i64.const 16384) (i64.const 0) (i32.const 0) (i32.const 256)))
                (if (local.get $errno) (then (return (local.get $errno))))
                (local.set $errno
                  (call $readdir (i32.load (i32.const 256)) (i32.const 32768) (i32.const 16384)
                    (i64.const 0) (i32.const 272)))
                (local.set $i (i32.const 32768))
                (block $done
                  (loop $next
                    (br_if $done
                      (i32.ge_u (local.get $i)
                        (i32.add (i32.const 32768) (i32.load (i32.const 272)))))
                    (call $log (i32.const 2) (i32.add (local.get $i) (i32.const 24))
                      (i32.load offset=16 (local.get $i)))
                    (local.set $i
                      (i32.add (i32.add (local.get $i) (i32.const 24))
                        (i32.load offset=16 (local.get $i))))
                    (br $next)))
                """);
    }

    /// Calls something that takes one path: `mkdir`, `rmdir`, `unlink`.
    static String calls(String function, Path path) {
        return does(
                path,
                path,
                "(local.set $errno (call $%s (global.get $dir) (global.get $at) (global.get $rest)))"
                        .formatted(function));
    }

    /// Makes a symbolic link.
    static String symlinks(Path path) {
        return does(
                path,
                path,
                """
                (local.set $errno
                  (call $symlink (i32.const 544) (i32.const 6) (global.get $dir) (global.get $at)
                    (global.get $rest)))
                """);
    }

    static String renames(Path from, Path to) {
        return does(
                from,
                to,
                """
                (local.set $errno
                  (call $rename (global.get $dir) (global.get $at) (global.get $rest)
                    (global.get $dir2) (global.get $at2) (global.get $rest2)))
                """);
    }

    static String links(Path from, Path to) {
        return does(
                from,
                to,
                """
                (local.set $errno
                  (call $link (global.get $dir) (i32.const 0) (global.get $at) (global.get $rest)
                    (global.get $dir2) (global.get $at2) (global.get $rest2)))
                """);
    }

    /// Reads for ever.
    static String keepsReading(Path path) {
        return reads(path)
                .replace(
                        "(call $log (i32.const 2) (i32.const 32768) (i32.load (i32.const 272)))",
                        """
                        (loop $again
                          (br_if $again
                            (i32.eqz
                              (call $read (i32.load (i32.const 256)) (i32.const 264) (i32.const 1)
                                (i32.const 272)))))
                        """);
    }

    private static String does(Path path, Path other, String instructions) {
        byte[] first = path.toString().getBytes(StandardCharsets.UTF_8);
        byte[] second = other.toString().getBytes(StandardCharsets.UTF_8);
        return BEGIN
                + """
                (data (i32.const 4096) "%s")
                (data (i32.const 12288) "%s")
                (func (export "on_event") (result i32)
                  (local $errno i32) (local $i i32)
                  (call $find (i32.const 12288) (i32.const %d))
                  (global.set $dir2 (global.get $dir))
                  (global.set $at2 (global.get $at))
                  (global.set $rest2 (global.get $rest))
                  (call $find (i32.const 4096) (i32.const %d))
                  (if (i32.or
                        (i32.eq (global.get $dir) (i32.const -1))
                        (i32.eq (global.get $dir2) (i32.const -1)))
                    (then (return (i32.const 44))))
                  %s
                  (local.get $errno)))
                """
                        .formatted(path, other, second.length, first.length, instructions);
    }
}
