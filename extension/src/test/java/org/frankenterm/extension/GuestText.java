package org.frankenterm.extension;

/// WebAssembly text of guests that misbehave, and where in a guest they may do so.
final class GuestText {
    /// What a guest finds to misbehave with; the function `$act` follows.
    private static final String BEGIN =
            """
            (module
              (import "env" "ft_log" (func $log (param i32 i32 i32)))
              (import "frankenterm" "ft_abi_version" (func $abi_version (result i32)))
              (import "wasi_snapshot_preview1" "fd_write"
                (func $write (param i32 i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "poll_oneoff"
                (func $poll (param i32 i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
              (memory (export "memory") 2)
              (table $table 1 funcref)
              (global $count (mut i32) (i32.const 0))
              (data (i32.const 1024) "said by the guest")
              (func $recurse (call $recurse))
            """;

    static final String LOOP = "(loop $again (br $again))";
    static final String TRAP = "unreachable";
    static final String RECURSE = "(call $recurse)";

    /// Sleeps an hour: a subscription to the monotonic clock at address 0.
    static final String SLEEP =
            """
            (i32.store (i32.const 16) (i32.const 1))
            (i64.store (i32.const 24) (i64.const 3600000000000))
            (drop (call $poll (i32.const 0) (i32.const 64) (i32.const 1) (i32.const 128)))
            """;

    /// Grows until it may not, then fails as an allocator does.
    static final String GROW_MEMORY =
            """
            (loop $again
              (br_if $again (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))
            unreachable
            """;

    static final String GROW_TABLE =
            """
            (loop $again
              (br_if $again
                (i32.ne (table.grow $table (ref.null func) (i32.const 1000)) (i32.const -1))))
            unreachable
            """;

    static final String CALL_THE_HOST = "(loop $again (drop (call $abi_version)) (br $again))";

    static final String LOG = "(call $log (i32.const 2) (i32.const 1024) (i32.const 17))";

    /// 100,000 lines.
    static final String FLOOD_LOG = repeat(100_000, LOG);

    /// 64 KiB of letters and a line feed, 200 times: 12.5 MiB.
    static final String FLOOD_STDOUT =
            repeat(
                    200,
                    """
                    (memory.fill (i32.const 2048) (i32.const 97) (i32.const 65536))
                    (i32.store8 (i32.const 4096) (i32.const 10))
                    (i32.store (i32.const 0) (i32.const 2048))
                    (i32.store (i32.const 4) (i32.const 65536))
                    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 16)))
                    """);

    private GuestText() {}

    static String exit(int status) {
        return "(call $exit (i32.const " + status + "))";
    }

    private static String repeat(int times, String what) {
        return """
        (local $left i32)
        (local.set $left (i32.const %d))
        (loop $again
          %s
          (local.set $left (i32.sub (local.get $left) (i32.const 1)))
          (br_if $again (local.get $left)))
        """
                .formatted(times, what);
    }

    /// Where in a guest something happens. Every guest has the handler `on_event`.
    enum Place {
        START_SECTION("(start $act) (func (export \"on_event\"))"),
        INITIALIZE("(func (export \"_initialize\") (call $act)) (func (export \"on_event\"))"),
        START("(func (export \"_start\") (call $act)) (func (export \"on_event\"))"),
        HANDLER("(func (export \"on_event\") (call $act))");

        private final String exports;

        Place(String exports) {
            this.exports = exports;
        }

        /// A module that does this there. `instructions` may begin with locals.
        String does(String instructions) {
            return module("(func $act " + instructions + ")" + exports);
        }
    }

    /// A module with further fields.
    static String module(String fields) {
        return BEGIN + fields + ")";
    }
}
