package org.frankenterm.extension.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.frankenterm.extension.manifest.HookDeclaration;
import org.frankenterm.extension.manifest.KeybindingDeclaration;
import org.frankenterm.extension.manifest.Manifest;
import org.frankenterm.extension.text.Nearest;
import org.frankenterm.extension.text.Sanitizer;
import org.frankenterm.wasmtime.ExportType;
import org.frankenterm.wasmtime.FuncType;
import org.frankenterm.wasmtime.Handler.Role;
import org.frankenterm.wasmtime.ModuleStructure;

/// Whether a module exports the functions that its manifest names, and its entry, with types that
/// may be called.
final class HandlerCheck {
    private static final List<String> ENTRIES = List.of("_initialize", "_start");

    private HandlerCheck() {}

    /// What is wrong, a sentence each; empty if nothing is.
    static List<String> problems(Manifest manifest, ModuleStructure structure) {
        List<String> problems = new ArrayList<>();
        for (String entry : ENTRIES) {
            if (structure.exports().containsKey(entry)) {
                problem(entry, Role.ENTRY, structure).ifPresent(problems::add);
            }
        }
        handlers(manifest).stream()
                .distinct()
                .flatMap(handler -> problem(handler, Role.HANDLER, structure).stream())
                .forEach(problems::add);
        return problems;
    }

    private static List<String> handlers(Manifest manifest) {
        List<String> names = new ArrayList<>();
        manifest.hooks().stream().map(HookDeclaration::handler).forEach(names::add);
        manifest.keybindings().stream().map(KeybindingDeclaration::handler).forEach(names::add);
        return names;
    }

    private static Optional<String> problem(String name, Role role, ModuleStructure structure) {
        ExportType export = structure.exports().get(name);
        String shown = "\"" + Sanitizer.line(name, 64) + "\"";
        if (export == null) {
            return Optional.of(
                    "it exports no function %s%s".formatted(shown, nearest(name, structure)));
        }
        if (!(export.type() instanceof FuncType type)) {
            return Optional.of("its export %s is no function".formatted(shown));
        }
        if (export.imported()) {
            return Optional.of("its export %s is one of its imports".formatted(shown));
        }
        return role.accepts(type)
                ? Optional.empty()
                : Optional.of(
                        "its function %s has type %s; it must be %s"
                                .formatted(shown, type, role.types()));
    }

    private static String nearest(String name, ModuleStructure structure) {
        List<String> functions =
                structure.exports().values().stream()
                        .filter(export -> export.type() instanceof FuncType)
                        .map(ExportType::name)
                        .toList();
        return Nearest.to(name, functions)
                .map(near -> "; did you mean \"" + Sanitizer.line(near, 64) + "\"?")
                .orElse("; export it (Rust: #[no_mangle] pub extern \"C\", C: export_name)");
    }
}
