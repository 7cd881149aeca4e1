package org.frankenterm.wasi;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.frankenterm.wasmtime.Caller;
import org.frankenterm.wasmtime.HostImport;

/// The import module `wasi_snapshot_preview1`: all 46 functions, so that no guest fails to link.
public final class Preview1 {
    /// The module name that guests import from.
    public static final String MODULE = "wasi_snapshot_preview1";

    private static final List<WasiFunction> FUNCTIONS =
            Stream.of(
                            ArgumentFunctions.ALL,
                            EnvironmentFunctions.ALL,
                            ClockFunctions.ALL,
                            RandomFunctions.ALL,
                            ProcessFunctions.ALL,
                            PollFunctions.ALL,
                            DescriptorFunctions.ALL,
                            StreamFunctions.ALL,
                            PathFunctions.ALL,
                            SocketFunctions.ALL)
                    .flatMap(List::stream)
                    .toList();

    private Preview1() {}

    /// Every function of preview 1, grouped by subject.
    ///
    /// @return 46 functions
    public static List<WasiFunction> functions() {
        return FUNCTIONS;
    }

    /// Every function as an import. One list serves any number of instances.
    ///
    /// @param context finds the context of the instance that calls; runs at each call, on its
    ///   thread
    /// @return 46 imports under [#MODULE]
    public static List<HostImport> imports(Function<Caller, WasiContext> context) {
        return FUNCTIONS.stream().map(function -> toImport(function, context)).toList();
    }

    private static HostImport toImport(
            WasiFunction function, Function<Caller, WasiContext> context) {
        return new HostImport(
                MODULE,
                function.name(),
                function.type(),
                caller -> function.call(caller, context.apply(caller)));
    }
}
