package org.frankenterm.extension.lifecycle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.frankenterm.extension.text.Nearest;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;
import org.frankenterm.wasmtime.FuncType;
import org.frankenterm.wasmtime.HostImport;
import org.frankenterm.wasmtime.ImportType;
import org.frankenterm.wasmtime.ModuleStructure;

/// Whether everything that a module imports is offered, with the type it expects. Done before
/// anything is compiled, so that an author reads names and types and not a linker's error.
final class ImportCheck {
    private static final int MAX_PROBLEMS = 20;

    /// By module, then by name.
    private final Map<String, Map<String, FuncType>> offered = new LinkedHashMap<>();

    ImportCheck(List<HostImport> imports) {
        for (HostImport host : imports) {
            offered.computeIfAbsent(host.module(), _ -> new LinkedHashMap<>())
                    .put(host.name(), host.type());
        }
    }

    /// What is wrong, a sentence each; empty if nothing is.
    List<String> problems(ModuleStructure structure) {
        List<String> problems = new ArrayList<>();
        for (ImportType wanted : structure.imports()) {
            problem(wanted).ifPresent(problems::add);
        }
        if (problems.size() <= MAX_PROBLEMS) {
            return problems;
        }
        List<String> first = new ArrayList<>(problems.subList(0, MAX_PROBLEMS));
        first.add("and %s more".formatted(Quantity.count(problems.size() - MAX_PROBLEMS)));
        return first;
    }

    private Optional<String> problem(ImportType wanted) {
        Map<String, FuncType> module = offered.getOrDefault(wanted.module(), Map.of());
        FuncType type = module.get(wanted.name());
        String shown = shown(wanted.module(), wanted.name());
        if (type == null) {
            return Optional.of(
                    "it imports %s, which this host doesn't offer%s"
                            .formatted(shown, suggestion(wanted)));
        }
        return type.equals(wanted.type())
                ? Optional.empty()
                : Optional.of(
                        "it imports %s as %s; this host's has type %s"
                                .formatted(shown, wanted.type(), type));
    }

    /// The same name in another module, then a near name in the same one, then a near module.
    private String suggestion(ImportType wanted) {
        List<String> elsewhere =
                offered.entrySet().stream()
                        .filter(module -> module.getValue().containsKey(wanted.name()))
                        .map(module -> module.getKey() + "." + wanted.name())
                        .toList();
        if (!elsewhere.isEmpty()) {
            return "; it offers " + String.join(" and ", elsewhere);
        }
        Map<String, FuncType> module = offered.get(wanted.module());
        Optional<String> near =
                module == null
                        ? Nearest.to(wanted.module(), offered.keySet())
                        : Nearest.to(wanted.name(), module.keySet())
                                .map(name -> wanted.module() + "." + name);
        return near.map(name -> "; did you mean " + name + "?")
                .orElseGet(() ->
                        module == null
                                ? "; its modules are " + String.join(", ", offered.keySet())
                                : "");
    }

    private static String shown(String module, String name) {
        return Sanitizer.line(module, 64) + "." + Sanitizer.line(name, 64);
    }
}
