package org.frankenterm.cli;

import java.util.concurrent.Callable;
import org.frankenterm.extension.ExtensionHost;
import org.frankenterm.wasmtime.WasmtimeLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The program without a command.
@Command(
        name = "frankenterm",
        description = {"A terminal that people extend with WebAssembly.", ""},
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:a guest failed, or reached a limit of its run",
            "2:the arguments make no sense",
            "3:refused by a check or for want of a permission",
            "4:what was named isn't there",
            "5:a limit of packages, modules or quotas was reached",
            "70:a mistake of this program's",
            "134:what wasi runs trapped, or reached a limit"
        },
        footer = {
            "",
            "The terminal itself is not part of this release, which runs extensions and fires events at them by command."
        })
final class RootCommand implements Callable<Integer> {
    /// A line for each version. Constants of other modules, which the compiler copies: no class of
    /// theirs is loaded.
    static final String VERSION =
            "frankenterm "
                    + ExtensionHost.VERSION
                    + "\nWasmtime "
                    + WasmtimeLibrary.WASMTIME_VERSION;

    private final Invocation invocation;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // the parser acts on it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            description = "Show the versions of FrankenTerm and its Wasmtime.")
    @SuppressWarnings("UnusedVariable") // answered before there is a parser; here for the help
    private boolean version;

    RootCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(invocation.out());
        return ExitStatus.DONE.number();
    }
}
