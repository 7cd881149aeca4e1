package org.frankenterm.cli;

import org.frankenterm.wasmtime.Wat;

/// Small commands of preview 1, by hand.
final class WasiGuests {
    /// Hands standard input on to standard output; ends with the error that a write has.
    static final byte[] CAT =
            command(
                    """
                    (loop $more
                      (call $vector (i32.const 65536))
                      (if (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8))
                        (then (call $exit (i32.const 99))))
                      (if (i32.eqz (i32.load (i32.const 8))) (then (return)))
                      (i32.store (i32.const 4) (i32.load (i32.const 8)))
                      (loop $rest
                        (call $write_out)
                        (i32.store (i32.const 0)
                          (i32.add (i32.load (i32.const 0)) (i32.load (i32.const 8))))
                        (i32.store (i32.const 4)
                          (i32.sub (i32.load (i32.const 4)) (i32.load (i32.const 8))))
                        (br_if $rest (i32.load (i32.const 4))))
                      (br $more))
                    """);

    /// Writes without end; ends with the error that a write has.
    static final byte[] YES =
            command("(call $vector (i32.const 65536)) (loop (call $write_out) (br 0))");

    /// Writes a byte and then computes without end.
    static final byte[] SPIN =
            command("(call $vector (i32.const 1)) (call $write_out) (loop (br 0))");

    /// Sleeps for a day.
    static final byte[] SLEEP =
            command(
                    """
                    (i32.store (i32.const 16) (i32.const 1))
                    (i64.store (i32.const 24) (i64.const 86400000000000))
                    (call $exit
                      (call $poll (i32.const 0) (i32.const 64) (i32.const 1) (i32.const 128)))
                    """);

    /// Ends with the type of its standard input, a `filetype` of preview 1.
    static final byte[] TYPE_OF_INPUT =
            command(
                    """
                    (drop (call $fdstat (i32.const 0) (i32.const 0)))
                    (call $exit (i32.load8_u (i32.const 0)))
                    """);

    /// Opens `x` in its first folder, makes it if it isn't there, and ends with the error.
    static final byte[] CREATE =
            command(
                    """
                    (i32.store8 (i32.const 0) (i32.const 120))
                    (call $exit (call $open (i32.const 3) (i32.const 0) (i32.const 0) (i32.const 1)
                      (i32.const 1) (i64.const 66) (i64.const 0) (i32.const 0) (i32.const 8)))
                    """);

    private WasiGuests() {}

    private static byte[] command(String body) {
        return Wat.toBinary(
                """
                (module
                  (import "wasi_snapshot_preview1" "fd_read"
                    (func $read (param i32 i32 i32 i32) (result i32)))
                  (import "wasi_snapshot_preview1" "fd_write"
                    (func $write (param i32 i32 i32 i32) (result i32)))
                  (import "wasi_snapshot_preview1" "fd_fdstat_get"
                    (func $fdstat (param i32 i32) (result i32)))
                  (import "wasi_snapshot_preview1" "path_open"
                    (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
                  (import "wasi_snapshot_preview1" "poll_oneoff"
                    (func $poll (param i32 i32 i32 i32) (result i32)))
                  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
                  (memory (export "memory") 2)
                  (func $vector (param $length i32)
                    (i32.store (i32.const 0) (i32.const 65536))
                    (i32.store (i32.const 4) (local.get $length)))
                  (func $write_out (local $error i32)
                    (local.set $error
                      (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
                    (if (local.get $error) (then (call $exit (local.get $error)))))
                  (func (export "_start") %s))
                """
                        .formatted(body));
    }
}
