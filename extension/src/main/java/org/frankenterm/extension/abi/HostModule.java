package org.frankenterm.extension.abi;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.frankenterm.extension.audit.AuditedFunction;
import org.frankenterm.extension.sandbox.CallContext;
import org.frankenterm.extension.sandbox.HostTable;
import org.frankenterm.extension.sandbox.WasiSummaries;
import org.frankenterm.wasi.Preview1;
import org.frankenterm.wasmtime.HostImport;

/// Everything that a guest may import: the functions of the ABI under `env`, as the guide has it,
/// and under `frankenterm`; `abort` under `env` alone, where AssemblyScript looks for it; and all
/// of WASI preview 1.
public final class HostModule {
    /// What plain `extern "C"` and the guide's Go sample import from.
    public static final String ENV = "env";

    /// The ABI's own name.
    public static final String FRANKENTERM = "frankenterm";

    private static final List<AbiFunction> FUNCTIONS =
            Stream.of(
                            LogFunctions.ALL,
                            EnvironmentFunctions.ALL,
                            ReturnBufferFunctions.ALL,
                            AbiFunctions.ALL,
                            EventFunctions.ALL,
                            HookFunctions.ALL,
                            KeybindingFunctions.ALL,
                            TimerFunctions.ALL,
                            StorageFunctions.ALL,
                            ConfigFunctions.ALL,
                            PaneFunctions.ALL,
                            HttpFunctions.ALL,
                            List.of(
                                    InputFunction.SEND_INPUT,
                                    EmitFunction.EMIT,
                                    NotifyFunction.NOTIFY))
                    .flatMap(List::stream)
                    .toList();

    private static final AbiFunction ABORT = AbortFunction.ABORT;

    private HostModule() {}

    /// The functions of the ABI, without `abort`.
    static List<AbiFunction> functions() {
        return FUNCTIONS;
    }

    /// What the audit knows the functions by: those of the ABI, `abort`, then WASI's.
    public static HostTable table() {
        List<AuditedFunction> audited = new ArrayList<>();
        for (AbiFunction function : FUNCTIONS) {
            audited.add(function.audited());
        }
        audited.add(ABORT.audited());
        int firstWasi = audited.size();
        audited.addAll(WasiSummaries.functions());
        return new HostTable(audited, firstWasi);
    }

    /// All imports that guests of any sandbox may use.
    public static List<HostImport> imports() {
        List<HostImport> imports = new ArrayList<>();
        for (int i = 0; i < FUNCTIONS.size(); i++) {
            imports.add(imported(ENV, FUNCTIONS.get(i), i));
            imports.add(imported(FRANKENTERM, FUNCTIONS.get(i), i));
        }
        imports.add(imported(ENV, ABORT, FUNCTIONS.size()));
        imports.addAll(Preview1.imports(caller -> caller.data(CallContext.class).wasi()));
        return List.copyOf(imports);
    }

    private static HostImport imported(String module, AbiFunction function, int index) {
        boolean hasResult = function.hasResult();
        return new HostImport(
                module,
                function.name(),
                function.type(),
                caller ->
                        caller.data(CallContext.class)
                                .monitor()
                                .run(index, hasResult, caller, function.body()));
    }
}
