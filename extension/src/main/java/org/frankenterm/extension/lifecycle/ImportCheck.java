package org.frankenterm.extension.lifecycle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.frankenterm.extension.text.Nearest;
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
    private final Map<String, Map<String, FuncType>> offered = new HashMap<>();

    ImportCheck(List<HostImport> imports) {
        for (HostImport host : imports) {
            offered.computeIfAbsent(host.module(), _ -> new HashMap<>())
                    .put(host.name(), host.type());
        }
    }

    /// What is wrong, a sentence each; empty if nothing is.
    List<String> problems(ModuleStructure structure) {
        List<String> problems = new ArrayList<>();
        for (ImportType wanted : structure.imports()) {
            problem(wanted, problems);
        }
        return problems.size() <= MAX_PROBLEMS ? problems : problems.subList(0, MAX_PROBLEMS);
    }

    private void problem(ImportType wanted, List<String> problems) {
        Map<String, FuncType> module = offered.get(wanted.module());
        String shown = shown(wanted.module(), wanted.name());
        if (module == null) {
            problems.add(
                    "it imports %s, and this host offers no import module of that name%s"
                            .formatted(shown, nearest(wanted.module(), offered.keySet())));
            return;
        }
        FuncType type = module.get(wanted.name());
        if (type == null) {
            problems.add(
                    "it imports %s, which this host doesn't offer%s"
                            .formatted(shown, nearest(wanted.name(), names(module))));
        } else if (!type.equals(wanted.type())) {
            problems.add(
                    "it imports %s as %s; this host's has type %s"
                            .formatted(shown, wanted.type(), type));
        }
    }

    /// The module's own names first: a typo is likelier than a wrong module.
    private Set<String> names(Map<String, FuncType> module) {
        Set<String> names = new LinkedHashSet<>(module.keySet());
        offered.values().forEach(other -> names.addAll(other.keySet()));
        return names;
    }

    private static String nearest(String name, Collection<String> known) {
        return Nearest.to(name, known).map(near -> "; did you mean " + near + "?").orElse("");
    }

    private static String shown(String module, String name) {
        return Sanitizer.line(module, 64) + "." + Sanitizer.line(name, 64);
    }
}
