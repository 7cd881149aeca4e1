package org.frankenterm.benchmarks;

/// The guest that every benchmark calls. Its handlers do nothing but call the host.
public final class HookModule {
    /// No host call.
    public static final String EMPTY = "empty";

    /// One host call, `ft_get_env`.
    public static final String ONE = "one";

    /// Three host calls: `ft_log` of a constant, `ft_get_env`, `ft_log` of another constant.
    public static final String THREE = "three";

    /// The module's text.
    public static final String TEXT =
            """
            (module
              (import "env" "ft_log" (func $log (param i32 i32 i32)))
              (import "env" "ft_get_env" (func $get_env (param i32 i32) (result i32)))
              (memory (export "memory") 1)
              (data (i32.const 8) "hello from guest")
              (data (i32.const 64) "HOME")
              (func $hello (call $log (i32.const 2) (i32.const 8) (i32.const 16)))
              (func $home (drop (call $get_env (i32.const 64) (i32.const 4))))
              (func (export "empty"))
              (func (export "one") (call $home))
              (func (export "three") (call $hello) (call $home) (call $hello)))
            """;

    private HookModule() {}
}
