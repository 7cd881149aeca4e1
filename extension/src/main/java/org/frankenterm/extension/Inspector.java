package org.frankenterm.extension;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.frankenterm.extension.Inspection.EntrySummary;
import org.frankenterm.extension.Inspection.HookSummary;
import org.frankenterm.extension.Inspection.ModuleSummary;
import org.frankenterm.extension.Inspection.PackageSummary;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ResourceLimits;
import org.frankenterm.extension.ftx.FtxPackage;
import org.frankenterm.extension.hash.Sha256;
import org.frankenterm.extension.lifecycle.CheckedModule;
import org.frankenterm.extension.lifecycle.ExtensionSource;
import org.frankenterm.extension.lifecycle.WasmRuntime;
import org.frankenterm.extension.manifest.Manifest;
import org.frankenterm.extension.manifest.ManifestProblem;
import org.frankenterm.extension.manifest.PaneScope;
import org.frankenterm.extension.text.Sanitizer;
import org.frankenterm.wasmtime.ExportType;
import org.frankenterm.wasmtime.FuncType;
import org.frankenterm.wasmtime.ModuleLimits;
import org.frankenterm.wasmtime.ModuleRejected;
import org.frankenterm.wasmtime.ModuleStructure;
import org.jspecify.annotations.Nullable;

/// Makes an [Inspection] of a source.
final class Inspector {
    /// What a stranger may say on somebody's screen.
    private static final int DESCRIPTION_CODE_POINTS = 200;

    private final Grantor grantor;

    Inspector(Grantor grantor) {
        this.grantor = grantor;
    }

    Inspection inspect(ExtensionSource source) {
        List<String> errors = errors(source);
        List<String> warnings =
                source.reading().warnings().stream().map(w -> line(source, w)).toList();
        Manifest manifest = source.reading().manifest();
        if (manifest == null) {
            return new Inspection(
                    source.name(),
                    "",
                    "",
                    "",
                    List.of(),
                    List.of(),
                    ResourceLimits.DEFAULT,
                    packaged(source),
                    ModuleSummary.NONE,
                    errors,
                    warnings);
        }
        return new Inspection(
                source.name(),
                manifest.id().name(),
                manifest.version().text(),
                Sanitizer.line(manifest.about().description(), DESCRIPTION_CODE_POINTS),
                hooks(manifest),
                permissions(manifest),
                manifest.limits(),
                packaged(source),
                module(source),
                errors,
                warnings);
    }

    private static @Nullable PackageSummary packaged(ExtensionSource source) {
        FtxPackage archive = source.archive();
        return archive == null ? null : summary(archive);
    }

    static PackageSummary summary(FtxPackage archive) {
        return new PackageSummary(
                archive.size(),
                archive.sha256(),
                archive.entries().stream()
                        .map(e -> new EntrySummary(e.name(), e.size(), e.compressed()))
                        .toList());
    }

    private static List<String> errors(ExtensionSource source) {
        List<String> errors = new ArrayList<>();
        source.reading().errors().forEach(error -> errors.add(line(source, error)));
        if (!errors.isEmpty() || source.wasm() == null) {
            return errors;
        }
        try {
            CheckedModule.check(source, WasmRuntime.imports());
        } catch (ExtensionException refused) {
            errors.addAll(
                    refused.problems().isEmpty() ? List.of(refused.message()) : refused.problems());
        }
        return errors;
    }

    private static String line(ExtensionSource source, ManifestProblem problem) {
        return problem.in(source.reading().source());
    }

    static List<HookSummary> hooks(Manifest manifest) {
        return manifest.hooks().stream()
                .map(hook ->
                        new HookSummary(
                                Sanitizer.line(hook.event()),
                                Sanitizer.line(hook.handler()),
                                hook.priority(),
                                hook.panes() == PaneScope.FOCUSED,
                                hook.match() == null ? "" : Sanitizer.line(hook.match())))
                .toList();
    }

    private List<String> permissions(Manifest manifest) {
        GrantSheet sheet = grantor.sheet(manifest.permissions());
        return Stream.concat(
                        sheet.questions().stream().map(InstallPlan.Question::line),
                        sheet.combinations().stream())
                .toList();
    }

    private static ModuleSummary module(ExtensionSource source) {
        byte[] wasm = source.wasm();
        if (wasm == null) {
            return ModuleSummary.NONE;
        }
        try {
            return summary(wasm, ModuleStructure.read(wasm, ModuleLimits.EXTENSION));
        } catch (ModuleRejected rejected) {
            return new ModuleSummary(wasm.length, Sha256.hex(wasm), "", 0, List.of(), List.of());
        }
    }

    private static ModuleSummary summary(byte[] wasm, ModuleStructure structure) {
        return new ModuleSummary(
                wasm.length,
                Sha256.hex(wasm),
                entry(structure),
                structure.functionCount(),
                structure.imports().stream()
                        .map(i -> shown(i.module()) + "." + shown(i.name()) + " " + i.type())
                        .toList(),
                structure.exports().values().stream().flatMap(Inspector::function).toList());
    }

    private static Stream<String> function(ExportType export) {
        return export.type() instanceof FuncType type
                ? Stream.of(shown(export.name()) + " " + type)
                : Stream.empty();
    }

    private static String entry(ModuleStructure structure) {
        if (structure.exports().containsKey("_initialize")) {
            return "_initialize";
        }
        return structure.exports().containsKey("_start") ? "_start" : "";
    }

    private static String shown(String name) {
        return Sanitizer.line(name, 64);
    }
}
