package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A host whose environment is full of secrets, and a guest that dumps everything it can get at.
class SecretsTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "HOME", "/home/s3cret",
                    "AWS_SECRET_ACCESS_KEY", "s3cret-aws",
                    "GITHUB_TOKEN", "s3cret-github",
                    "SSH_AUTH_SOCK", "/run/s3cret",
                    "PATH", "/opt/s3cret/bin",
                    "LC_ALL", "de_AT.UTF-8",
                    "LC_TIME", "",
                    "LC_", "prefix",
                    "LANG", "de");

    @TempDir Path folder;

    @Test
    void secrets_nothingGranted_nothingFound() throws Exception {
        try (TestHost host = dumping()) {
            assertThat(host.messages())
                    .isNotEmpty()
                    .allMatch(line -> line.matches("guest|\\w+ -1"));
            assertThat(host.everything()).doesNotContain("s3cret");
        }
    }

    @Test
    void secrets_othersGranted_nothingFound() throws Exception {
        try (TestHost host = dumping("all")) {
            assertThat(host.everything()).contains("de_AT").doesNotContain("s3cret");
        }
    }

    @Test
    void environment_asked_sameForBothWays() throws Exception {
        try (TestHost host = dumping("all")) {
            Map<String, String> printed = new TreeMap<>();
            Map<String, String> asked = new TreeMap<>();
            for (String line : host.messages()) {
                var wasi = Pattern.compile("(\\w+)=(.*)").matcher(line);
                var abi = Pattern.compile("(\\w+) \\d+:(.*)").matcher(line);
                if (wasi.matches()) {
                    printed.put(wasi.group(1), wasi.group(2));
                } else if (abi.matches()) {
                    asked.put(abi.group(1), abi.group(2));
                }
            }
            assertThat(printed)
                    .isEqualTo(
                            Map.of(
                                    "LC_ALL",
                                    "de_AT.UTF-8",
                                    "LC_TIME",
                                    "",
                                    "LC_",
                                    "prefix",
                                    "LANG",
                                    "de"))
                    .isEqualTo(asked);
        }
    }

    @Test
    void environment_namesThatNoSystemHas_seenByNobody() throws Exception {
        TestHost.Setup odd =
                TestHost.Setup.DEFAULT
                        .with("", "nameless")
                        .with("LC_=X", "equals")
                        .with("LC_\0X", "nul")
                        .with("LC_Y", "nul\0inside");
        try (TestHost host = TestHost.open(folder, odd)) {
            dump(host, new TreeSet<>(odd.environment().keySet()), "all");

            assertThat(host.everything())
                    .doesNotContain("nameless", "equals", "nul\\u{0}inside", "=nul");
            assertThat(host.messages())
                    .filteredOn(line -> line.matches("(?s).* \\d+:.*"))
                    .isEmpty();
        }
    }

    private TestHost dumping(String... grants) throws Exception {
        TestHost.Setup setup = TestHost.Setup.DEFAULT.with(ENVIRONMENT);
        TestHost host = TestHost.open(folder, setup);
        dump(host, new TreeSet<>(ENVIRONMENT.keySet()), grants);
        return host;
    }

    private static void dump(TestHost host, Set<String> names, String... grants) throws Exception {
        StringBuilder asks = new StringBuilder();
        StringBuilder data = new StringBuilder();
        int at = 1024;
        for (String name : names) {
            asks.append("(call $ask (i32.const %d) (i32.const %d))\n".formatted(at, name.length()));
            data.append(Guests.data(at, name)).append('\n');
            at += 64;
        }
        host.load(
                Guests.manifest("guest", List.of("LC_*", "LANG"), "run"),
                module(asks, data),
                grants);
        assertThat(host.run().outcome().completed()).isTrue();
    }

    /// Logs all that WASI gives, then what `ft_get_env` gives for each name.
    private static String module(CharSequence asks, CharSequence data) {
        return """
        (module
          (import "env" "ft_log" (func $log (param i32 i32 i32)))
          (import "env" "ft_get_env" (func $env (param i32 i32) (result i32)))
          (import "env" "ft_return_buffer_read" (func $read (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "args_sizes_get"
            (func $args_sizes (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "args_get"
            (func $args_get (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "environ_sizes_get"
            (func $environ_sizes (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "environ_get"
            (func $environ_get (param i32 i32) (result i32)))
          (memory (export "memory") 1)
          %s
          ;; logs $bytes bytes at 8192, each string, which ends in NUL, on a line
          (func $dump (param $bytes i32)
            (local $begin i32) (local $at i32)
            (local.set $begin (i32.const 8192))
            (local.set $at (i32.const 8192))
            (block $done
              (loop $next
                (br_if $done (i32.ge_u (local.get $at)
                  (i32.add (i32.const 8192) (local.get $bytes))))
                (if (i32.eqz (i32.load8_u (local.get $at))) (then
                  (call $log (i32.const 2) (local.get $begin)
                    (i32.sub (local.get $at) (local.get $begin)))
                  (local.set $begin (i32.add (local.get $at) (i32.const 1)))))
                (local.set $at (i32.add (local.get $at) (i32.const 1)))
                (br $next))))
          ;; logs "NAME -1" or "NAME 0:value"
          (func $ask (param $name i32) (param $length i32)
            (local $n i32)
            (memory.copy (i32.const 16384) (local.get $name) (local.get $length))
            (local.set $n (call $env (local.get $name) (local.get $length)))
            (i32.store (i32.add (i32.const 16384) (local.get $length))
              (select (i32.const 0x00312d20) (i32.const 0x003a3020)
                (i32.lt_s (local.get $n) (i32.const 0))))
            (drop (call $read
              (i32.add (i32.const 16387) (local.get $length)) (i32.const 1024)))
            (call $log (i32.const 2) (i32.const 16384)
              (i32.add (i32.add (i32.const 3) (local.get $length))
                (select (i32.const 0) (local.get $n)
                  (i32.lt_s (local.get $n) (i32.const 0))))))
          (func (export "run")
            (drop (call $args_sizes (i32.const 0) (i32.const 4)))
            (drop (call $args_get (i32.const 16) (i32.const 8192)))
            (call $dump (i32.load (i32.const 4)))
            (drop (call $environ_sizes (i32.const 0) (i32.const 4)))
            (drop (call $environ_get (i32.const 16) (i32.const 8192)))
            (call $dump (i32.load (i32.const 4)))
            %s))
        """
                .formatted(data, asks);
    }
}
