package org.frankenterm.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the launcher runs once to fill the AOT cache: the commands that people use, on an extension
/// of its own, so that the classes they need are in it. Says nothing, and fails with nothing.
final class Training {
    /// The only argument of a training run. No command: it does nothing for people.
    static final String ARGUMENT = "aot-training";

    private static final String MANIFEST =
            """
            [extension]
            name = "training"

            [[hooks]]
            event = "config.reload"
            handler = "on_reload"

            [permissions]
            environment = ["HOME"]
            """;

    /// A module that logs its greeting and asks for an environment variable.
    private static final String MODULE =
            "0061736d01000000"
                    // types: (i32,i32,i32)->(), (i32,i32)->i32, ()->()
                    + "0110"
                    + "03"
                    + "60037f7f7f00"
                    + "60027f7f017f"
                    + "600000"
                    // imports: env.ft_log, env.ft_get_env
                    + "021f02"
                    + "03656e76"
                    + "0666745f6c6f67"
                    + "0000"
                    + "03656e76"
                    + "0a66745f6765745f656e76"
                    + "0001"
                    // one function of type 2; one page of memory
                    + "03020102"
                    + "0503010001"
                    // exports: memory, on_reload
                    + "071602"
                    + "066d656d6f72790200"
                    + "096f6e5f72656c6f61640002"
                    // ft_log(2, 0, 4); ft_get_env(0, 4)
                    + "0a1301"
                    + "1100"
                    + "41024100410410004100410410011a0b"
                    // data at 0: HOME
                    + "0b0a01"
                    + "0041000b"
                    + "04484f4d45";

    /// A command that imports `fd_write` and returns at once: the process's own streams are none of
    /// its business.
    private static final String COMMAND =
            "0061736d01000000"
                    // types: (i32,i32,i32,i32)->i32, ()->()
                    + "010c02"
                    + "60047f7f7f7f017f"
                    + "600000"
                    // import: wasi_snapshot_preview1.fd_write
                    + "022301"
                    + "16776173695f736e617073686f745f7072657669657731"
                    + "0866645f7772697465"
                    + "0000"
                    // one function of type 1; one page of memory
                    + "03020101"
                    + "0503010001"
                    // exports: memory, _start
                    + "071302"
                    + "066d656d6f72790200"
                    + "065f73746172740001"
                    // fd_write(1, 0, 0, 8): no bytes
                    + "0a0f01"
                    + "0d00"
                    + "410141004100410810001a0b";

    private Training() {}

    /// Runs the commands.
    ///
    /// @return 0: a cache of what could be run is better than none
    static int run(Map<String, String> environment) {
        try {
            Path folder = Files.createTempDirectory("frankenterm-training");
            try {
                var _ = train(folder, environment);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            // without a folder to train in the cache has the classes of a start
        }
        return ExitStatus.DONE.number();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// The user's environment, but with nothing of the user's installed, audited or cached.
    private static Map<String, String> apart(Path folder, Map<String, String> environment) {
        Map<String, String> apart = new HashMap<>(environment);
        for (String variable : List.of("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")) {
            apart.put(variable, folder.resolve(variable).toString());
        }
        return apart;
    }

    /// Runs the commands on an extension that it writes into a folder.
    ///
    /// @return the highest of their statuses
    static int train(Path folder, Map<String, String> environment) throws IOException {
        Path source = Files.createDirectory(folder.resolve("source"));
        Files.writeString(source.resolve("extension.toml"), MANIFEST);
        Files.write(source.resolve("main.wasm"), HexFormat.of().parseHex(MODULE));
        Path command = folder.resolve("command.wasm");
        Files.write(command, HexFormat.of().parseHex(COMMAND));
        String path = source.toString();
        Map<String, String> apart = apart(folder, environment);
        int status = 0;
        for (List<String> line :
                List.of(
                        List.of("--version"),
                        List.of("--help"),
                        List.of("extension", "inspect", path),
                        List.of("extension", "validate", path),
                        List.of("ext", "run", path, "--event", "config.reload", "--json"),
                        List.of("ext", "run", path, "--event", "config.reload", "--grant", "all"),
                        List.of("ext", "install", path, "--grant", "all"),
                        List.of("ext", "list"),
                        List.of("ext", "list", "--json"),
                        List.of("ext", "show", "training"),
                        List.of("ext", "fire", "config.reload"),
                        List.of("ext", "audit"),
                        List.of("wasi", "--dir", path + "::/", command.toString()))) {
            PrintStream nowhere =
                    new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            Streams streams = new Streams(nowhere, nowhere, false, false);
            status = Math.max(status, Frankenterm.run(line.toArray(String[]::new), streams, apart));
        }
        return status;
    }
}
