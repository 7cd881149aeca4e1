package org.frankenterm.extension.cache;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A process that writes and reads the same few pieces of code again and again, and says a line for
/// each round. Whatever it reads and whatever it hears of that is wrong it says as well.
final class CacheProcess {
    static final String ROUND = "round";
    private static final Toolchain TOOLCHAIN = new Toolchain("library", "configuration", "target");
    private static final int KEYS = 4;
    private static final int CODE_BYTES = 200_000;

    private CacheProcess() {}

    static CacheKey key(int number) {
        return CacheKey.of(new byte[] {(byte) number}, TOOLCHAIN);
    }

    static byte[] code(int number) {
        byte[] code = new byte[CODE_BYTES + number];
        Arrays.fill(code, (byte) number);
        return code;
    }

    static Map<String, String> environment(Path folder) {
        return Map.of(
                "XDG_CACHE_HOME", folder.resolve("cache").toString(),
                "XDG_STATE_HOME", folder.resolve("state").toString());
    }

    /// Starts one.
    static Process start(Path folder, int rounds) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
        command.add(
                String.join(
                        File.pathSeparator,
                        Path.of("target/test-classes").toAbsolutePath().toString(),
                        Path.of("target/classes").toAbsolutePath().toString(),
                        System.getProperty("jdk.module.path", ""),
                        System.getProperty("java.class.path", "")));
        command.add(CacheProcess.class.getName());
        command.add(folder.toString());
        command.add(Integer.toString(rounds));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /// What it says, to its end.
    static List<String> output(Process process) throws IOException {
        try (BufferedReader lines = process.inputReader()) {
            return lines.lines().toList();
        }
    }

    /// Runs the rounds.
    ///
    /// @param arguments folder, number of rounds
    public static void main(String[] arguments) throws CacheUnusable {
        Path folder = Path.of(arguments[0]);
        DiskCache disk = DiskCache.open(environment(folder), 1 << 30);
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            int number = i % KEYS;
            disk.write(key(number), code(number), CacheProcess::say);
            int other = (i * 7 + 1) % KEYS;
            Optional<byte[]> read = disk.read(key(other), CacheProcess::say);
            if (read.isPresent() && !Arrays.equals(read.get(), code(other))) {
                say("wrong code");
            }
            say(ROUND);
        }
    }

    @SuppressWarnings("SystemOut") // what its parent reads
    private static void say(Object what) {
        System.out.println(what);
    }
}
