package org.frankenterm.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.frankenterm.extension.text.Quoted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs a program of WASI preview 1.
@Command(
        name = "wasi",
        description = {
            "Run a command compiled to wasm32-wasip1, with this terminal's standard streams.",
            "It sees the folders and variables that are named here and nothing else, and may use as much"
                    + " time and memory as it likes unless a limit is given.",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "n:what the program exits with",
            "134:it trapped, or reached a limit",
            "2:the arguments make no sense",
            "3:it can't be run",
            "4:there is no such file or folder",
            "5:it is larger than allowed"
        })
final class WasiCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "FILE", description = "Module to run.")
    private Path file = Path.of("");

    @Parameters(
            index = "1..*",
            paramLabel = "ARG",
            description = "Arguments for the program; after -- they may look like options.")
    private List<String> arguments = new ArrayList<>();

    @Option(
            names = "--dir",
            paramLabel = "HOST[::GUEST][:ro]",
            description =
                    "Folder that the program may use, under the name GUEST (default: HOST); :ro forbids"
                            + " changes; repeat it for more.")
    private List<String> folders = new ArrayList<>();

    @Option(
            names = "--env",
            paramLabel = "K=V",
            description =
                    "Environment variable for the program; repeat it for more, the last of a name"
                            + " counts.")
    private List<String> variables = new ArrayList<>();

    @Mixin private WasiLimits limits = new WasiLimits();

    WasiCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        WasiView view = new WasiView(arguments(), variables(), folders());
        return new WasiProgram(invocation, file, limits.moduleBytes(), limits.run()).run(view);
    }

    private List<String> arguments() {
        List<String> all = new ArrayList<>(List.of(String.valueOf(file.getFileName())));
        all.addAll(arguments);
        return all;
    }

    private Map<String, String> variables() {
        Map<String, String> byName = new LinkedHashMap<>();
        for (String variable : variables) {
            int equals = variable.indexOf('=');
            if (equals <= 0) {
                throw new UsageException("--env takes NAME=VALUE, not " + Quoted.of(variable));
            }
            byName.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        return byName;
    }

    private List<GuestFolder> folders() {
        List<GuestFolder> parsed = folders.stream().map(GuestFolder::parse).toList();
        Set<String> names = new TreeSet<>();
        for (GuestFolder folder : parsed) {
            if (!names.add(folder.guest())) {
                throw new UsageException(
                        "--dir gives the program two folders named " + Quoted.of(folder.guest()));
            }
        }
        return parsed;
    }
}
