package org.frankenterm.extension.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Text of guests: manifests, and modules in WebAssembly's text format.
public final class Guests {
    /// Where [#module] puts what `$show` reads.
    public static final int SCRATCH = 32_768;

    /// Imports of the ABI, one page of memory, and functions to write handlers with:
    ///
    /// - `$show (param i32)` logs a result at info: `-1`, or `5:` and the five bytes that the
    ///   return buffer holds;
    /// - `$number (param i32)` logs a number.
    private static final String PRELUDE =
            """
              (import "env" "ft_log" (func $log (param i32 i32 i32)))
              (import "env" "ft_get_env" (func $env (param i32 i32) (result i32)))
              (import "env" "ft_return_buffer_read" (func $read (param i32 i32) (result i32)))
              (import "env" "ft_return_buffer_read_at" (func $read_at (param i32 i32 i32) (result i32)))
              (import "env" "ft_last_error" (func $last_error (result i32)))
              (import "env" "ft_abi_version" (func $version (result i32)))
              (import "env" "ft_event_name" (func $event_name (result i32)))
              (import "env" "ft_event_payload" (func $event_payload (result i32)))
              (import "env" "ft_event_field" (func $event_field (param i32 i32) (result i32)))
              (import "env" "ft_storage_get" (func $storage_get (param i32 i32) (result i32)))
              (import "env" "ft_storage_set" (func $storage_set (param i32 i32 i32 i32) (result i32)))
              (import "env" "ft_storage_delete" (func $storage_delete (param i32 i32) (result i32)))
              (import "env" "ft_storage_keys" (func $storage_keys (result i32)))
              (import "env" "ft_set_config" (func $set_config (param i32 i32 i32 i32) (result i32)))
              (import "env" "ft_get_config" (func $get_config (param i32 i32) (result i32)))
              (import "env" "ft_send_input" (func $send_input (param i64 i32 i32) (result i32)))
              (import "env" "ft_emit" (func $emit (param i32 i32 i32 i32) (result i32)))
              (import "env" "ft_notify" (func $notify (param i32 i32 i32 i32) (result i32)))
              (import "env" "ft_list_panes" (func $list_panes (result i32)))
              (import "env" "ft_get_pane_info" (func $pane_info (param i64) (result i32)))
              (import "env" "ft_get_pane_text" (func $pane_text (param i64 i32) (result i32)))
              (import "env" "ft_http_request" (func $http (param i32 i32) (result i32)))
              (import "env" "ft_register_hook"
                (func $register_hook (param i32 i32 i32 i32 i32) (result i32)))
              (import "env" "ft_unregister_hook" (func $unregister_hook (param i32) (result i32)))
              (import "env" "ft_register_keybinding"
                (func $register_key (param i32 i32 i32 i32) (result i32)))
              (import "env" "ft_unregister_keybinding"
                (func $unregister_key (param i32) (result i32)))
              (import "env" "ft_set_timeout" (func $set_timeout (param i32 i32 i32) (result i32)))
              (import "env" "ft_set_interval" (func $set_interval (param i32 i32 i32) (result i32)))
              (import "env" "ft_clear_timer" (func $clear_timer (param i32) (result i32)))
              (import "env" "abort" (func $abort (param i32 i32 i32 i32)))
              (memory (export "memory") 1)
              ;; writes n in decimal, ending before $end; gives where it begins
              (func $decimal (param $n i32) (param $end i32) (result i32)
                (local $left i32)
                (local.set $left (select (i32.sub (i32.const 0) (local.get $n)) (local.get $n)
                  (i32.lt_s (local.get $n) (i32.const 0))))
                (loop $digits
                  (local.set $end (i32.sub (local.get $end) (i32.const 1)))
                  (i32.store8 (local.get $end)
                    (i32.add (i32.const 48) (i32.rem_u (local.get $left) (i32.const 10))))
                  (local.set $left (i32.div_u (local.get $left) (i32.const 10)))
                  (br_if $digits (local.get $left)))
                (if (i32.lt_s (local.get $n) (i32.const 0)) (then
                  (local.set $end (i32.sub (local.get $end) (i32.const 1)))
                  (i32.store8 (local.get $end) (i32.const 45))))
                (local.get $end))
              (func $number (param $n i32)
                (local $begin i32)
                (local.set $begin (call $decimal (local.get $n) (i32.const 32767)))
                (call $log (i32.const 2) (local.get $begin)
                  (i32.sub (i32.const 32767) (local.get $begin))))
              (func $show (param $n i32)
                (local $begin i32)
                (if (i32.lt_s (local.get $n) (i32.const 0))
                  (then (call $number (local.get $n)) (return)))
                (local.set $begin (call $decimal (local.get $n) (i32.const 32767)))
                (i32.store8 (i32.const 32767) (i32.const 58))
                (local.set $n (call $read (i32.const 32768) (i32.const 32768)))
                (call $log (i32.const 2) (local.get $begin)
                  (i32.sub (i32.add (i32.const 32768) (local.get $n)) (local.get $begin))))
            """;

    private Guests() {}

    /// A manifest: one hook on every event for each handler, and one on `test`, which is no event
    /// of the host's, so that `*` doesn't mean it.
    public static String manifest(String name, String... handlers) {
        return "[extension]\nname = \"%s\"\nversion = \"1.2.3\"\n".formatted(name)
                + Arrays.stream(handlers)
                        .flatMap(handler ->
                                Stream.of("*", "test").map(event -> hook(event, handler)))
                        .collect(Collectors.joining());
    }

    private static String hook(String event, String handler) {
        return "[[hooks]]\nevent = \"%s\"\nhandler = \"%s\"\n".formatted(event, handler);
    }

    /// A manifest that also asks for environment variables.
    public static String manifest(String name, List<String> environment, String... handlers) {
        String names =
                environment.stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
        return manifest(name, handlers) + "[permissions]\nenvironment = [" + names + "]\n";
    }

    /// A manifest that also asks for permissions.
    ///
    /// @param permissions lines such as `notifications = true`
    public static String asking(String name, String permissions, String... handlers) {
        return manifest(name, handlers) + "[permissions]\n" + permissions + "\n";
    }

    /// A module that imports the whole ABI (see the names below), has one page of memory exported
    /// as `memory`, and helpers that log results: `(call $show (call $env …))` logs `-1`, or `5:`
    /// and the bytes in the return buffer, which may be as many as fit half a page; `(call $number
    /// …)` logs a number. The upper half of the page, and 16 bytes before it, are the helpers'.
    ///
    /// Functions: `$log $env $read $read_at $last_error $version $event_name $event_payload
    /// $event_field $storage_get $storage_set $storage_delete $storage_keys $set_config $get_config
    /// $send_input $emit $notify $list_panes $pane_info $pane_text $http $register_hook
    /// $unregister_hook $register_key $unregister_key $set_timeout $set_interval $clear_timer
    /// $abort`.
    ///
    /// @param fields what comes besides: functions, data
    public static String module(String... fields) {
        return "(module\n" + PRELUDE + String.join("\n", fields) + ")";
    }

    /// A module of [#module]'s kind whose handler `run` does something.
    public static String running(String instructions, String... fields) {
        return module(handler("run", instructions), String.join("\n", fields));
    }

    /// An exported function without parameters and results.
    public static String handler(String name, String instructions) {
        return "(func (export \"%s\") %s)".formatted(name, instructions);
    }

    /// Bytes in the guest's memory from the start.
    public static String data(int offset, byte[] bytes) {
        StringBuilder text = new StringBuilder("(data (i32.const %d) \"".formatted(offset));
        for (byte b : bytes) {
            text.append("\\%02x".formatted(b));
        }
        return text.append("\")").toString();
    }

    /// Text in the guest's memory from the start.
    public static String data(int offset, String text) {
        return data(offset, text.getBytes(StandardCharsets.UTF_8));
    }

    /// A call whose arguments are texts in the guest's memory, at the given offsets: pointers and
    /// lengths.
    ///
    /// @param function such as `$emit`
    public static String call(String function, int first, String one, int second, String two) {
        return "(call %s (i32.const %d) (i32.const %d) (i32.const %d) (i32.const %d))"
                .formatted(function, first, length(one), second, length(two));
    }

    /// How long a text is as the guest sees it.
    public static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
