package org.frankenterm.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The command line as a function, with streams that are remembered and a folder to keep extensions
/// in.
final class CommandLineFixture {
    static final Path EXAMPLES = Path.of("..", "examples");

    final Path folder;
    final Map<String, String> environment = new HashMap<>(Map.of("HOME", "/home/somebody"));
    boolean terminal;

    /// What a person types; on a terminal alone.
    String answers = "";

    /// What a command did.
    record Result(int status, String out, String err) {}

    CommandLineFixture(Path folder) {
        this.folder = folder;
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
        environment.put("XDG_DATA_HOME", folder.resolve("data").toString());
    }

    /// What a command would be run with, with nothing to write to.
    Invocation invocation() {
        PrintStream nowhere = stream(new ByteArrayOutputStream());
        return new Invocation(streams(nowhere, nowhere), environment);
    }

    Result run(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int status = Frankenterm.run(words, streams(stream(out), stream(err)), environment);
        return new Result(
                status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// The same where results can't be written: the disk is full, or nobody reads them.
    Result runUnread(String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream full =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("No space left on device");
                    }
                };
        PrintStream out = new PrintStream(full, false, StandardCharsets.UTF_8);
        int status = Frankenterm.run(arguments, streams(out, stream(err)), environment);
        return new Result(status, "", err.toString(StandardCharsets.UTF_8));
    }

    private Streams streams(PrintStream out, PrintStream err) {
        return new Streams(
                new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)),
                terminal,
                out,
                err,
                terminal,
                terminal);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /// An extension with one hook, on `config.reload`, handled by `on_reload`.
    Path extension(byte[] wasm) throws IOException {
        return extension(
                wasm,
                """
                [extension]
                name = "guest"

                [[hooks]]
                event = "config.reload"
                handler = "on_reload"
                """);
    }

    Path extension(byte[] wasm, String manifest) throws IOException {
        Path extension = Files.createTempDirectory(folder, "extension");
        Files.writeString(extension.resolve("extension.toml"), manifest);
        Files.write(extension.resolve("main.wasm"), wasm);
        return extension;
    }

    /// Fires `config.reload` at an extension.
    Result reload(Path extension, Object... more) {
        Object[] arguments = new Object[5 + more.length];
        Object[] first = {"extension", "run", extension, "--event", "config.reload"};
        System.arraycopy(first, 0, arguments, 0, first.length);
        System.arraycopy(more, 0, arguments, first.length, more.length);
        return run(arguments);
    }
}
