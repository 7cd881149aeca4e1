package org.frankenterm.cli;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The architecture, read from the compiled classes: which module and which package may use which,
/// who touches foreign memory, what is exported.
class LayeringTest {
    private static final String OURS = "org.frankenterm.";
    private static final String EXTENSION = "org.frankenterm.extension";
    private static final String CLI = "org.frankenterm.cli";
    private static final String FOREIGN = "java.lang.foreign";

    /// The modules, each of which may use those before it.
    private static final List<String> MODULES =
            List.of(
                    "org.frankenterm.wasmtime",
                    "org.frankenterm.posix",
                    "org.frankenterm.wasi",
                    EXTENSION,
                    CLI);

    /// The packages of the extension module in groups: each may use those of the groups before its
    /// own, never a neighbour in it. The empty name is the module's own package, the front door.
    private static final List<Set<String>> GROUPS =
            List.of(
                    Set.of("api"),
                    Set.of("text", "json", "hash", "xdg"),
                    Set.of("permission"),
                    Set.of("event", "keybinding"),
                    Set.of("manifest", "audit", "log"),
                    Set.of("files", "storage", "timer", "http", "ftx", "cache"),
                    Set.of("recording"),
                    Set.of("sandbox"),
                    Set.of("abi"),
                    Set.of("lifecycle"),
                    Set.of(""));

    /// The one neighbour that may be used: what the JSON reader says of bad input quotes it, and
    /// there is one sanitiser.
    private static final Set<Arrow> EXCEPTIONS =
            Set.of(new Arrow(EXTENSION + ".json", EXTENSION + ".text"));

    /// What is exported to everybody.
    private static final Set<String> EXPORTED =
            Set.of(
                    "org.frankenterm.wasmtime",
                    "org.frankenterm.posix",
                    "org.frankenterm.wasi",
                    EXTENSION,
                    EXTENSION + ".api");

    private static final Set<String> FOREIGN_MEMORY =
            Set.of("org.frankenterm.wasmtime.ffi", "org.frankenterm.posix");

    private static Set<Arrow> arrows = Set.of();
    private static Set<Arrow> publicArrows = Set.of();

    @BeforeAll
    static void analyse() {
        arrows = PackageArrows.all();
        publicArrows = PackageArrows.ofPublicSignatures();
    }

    @Test
    void arrows_everyModule_seen() {
        assertThat(arrows.stream().map(Arrow::from))
                .contains("org.frankenterm.wasmtime", "org.frankenterm.wasi", EXTENSION, CLI);
    }

    @Test
    void modules_dependencies_pointOneWay() {
        for (ModuleDescriptor module : modules()) {
            List<String> before = MODULES.subList(0, MODULES.indexOf(module.name()));
            assertThat(module.requires().stream().map(ModuleDescriptor.Requires::name))
                    .as(module.name())
                    .filteredOn(name -> name.startsWith(OURS))
                    .isSubsetOf(before);
        }
    }

    @Test
    void modules_engineAndSystem_knowNothingOfEachOther() {
        assertThat(modules())
                .filteredOn(module -> module.name().equals("org.frankenterm.posix"))
                .flatExtracting(ModuleDescriptor::requires)
                .extracting(ModuleDescriptor.Requires::name)
                .noneMatch(name -> name.startsWith(OURS));
    }

    @Test
    void packages_ofTheExtension_eachInAGroup() {
        Set<String> known = new HashSet<>();
        GROUPS.forEach(known::addAll);

        assertThat(
                        arrows.stream()
                                .map(Arrow::from)
                                .filter(LayeringTest::ofExtension)
                                .map(LayeringTest::shortName)
                                .collect(toSet()))
                .isSubsetOf(known);
    }

    @Test
    void packages_ofTheExtension_useOnlyGroupsBeforeTheirs() {
        assertThat(
                        arrows.stream()
                                .filter(a -> ofExtension(a.from()) && ofExtension(a.to()))
                                .filter(a -> group(a.to()) >= group(a.from()))
                                .collect(toSet()))
                .isEqualTo(EXCEPTIONS);
    }

    @Test
    void api_words_useNothingOfOurs() {
        assertThat(arrows)
                .filteredOn(a -> a.from().equals(EXTENSION + ".api"))
                .extracting(Arrow::to)
                .noneMatch(to -> to.startsWith(OURS));
    }

    @Test
    void packages_ofAnyModule_formNoCycle() {
        for (String start : names(arrows)) {
            assertThat(reachable(start)).as("what %s uses", start).doesNotContain(start);
        }
    }

    @Test
    void foreignMemory_onlyInItsPackages() {
        assertThat(arrows)
                .filteredOn(a -> a.to().equals(FOREIGN))
                .isNotEmpty()
                .extracting(Arrow::from)
                .isSubsetOf(FOREIGN_MEMORY);
    }

    @Test
    void foreignMemory_inNoExportedSignature() {
        assertThat(publicArrows).isNotEmpty();
        assertThat(publicArrows)
                .filteredOn(a -> EXPORTED.contains(a.from()))
                .extracting(Arrow::to)
                .doesNotContain(FOREIGN, "org.frankenterm.wasmtime.ffi");
    }

    @Test
    void exports_toEverybody_exactlyThose() {
        assertThat(
                        modules().stream()
                                .flatMap(module -> module.exports().stream())
                                .filter(exports -> !exports.isQualified())
                                .map(ModuleDescriptor.Exports::source))
                .containsExactlyInAnyOrderElementsOf(EXPORTED);
    }

    @Test
    void exports_toSome_onlyToTheCommandLine() {
        assertThat(modules())
                .flatExtracting(ModuleDescriptor::exports)
                .filteredOn(ModuleDescriptor.Exports::isQualified)
                .allSatisfy(exports -> assertThat(exports.targets()).containsExactly(CLI));
    }

    @Test
    void opens_nothingButTheCommands() {
        assertThat(modules())
                .flatExtracting(ModuleDescriptor::opens)
                .allSatisfy(opens -> {
                    assertThat(opens.source()).startsWith(CLI);
                    assertThat(opens.targets()).containsExactly("info.picocli");
                });
    }

    private static List<ModuleDescriptor> modules() {
        Path[] folders = PackageArrows.folders().toArray(Path[]::new);
        List<ModuleDescriptor> found =
                ModuleFinder.of(folders).findAll().stream().map(m -> m.descriptor()).toList();
        assertThat(found)
                .extracting(ModuleDescriptor::name)
                .containsExactlyInAnyOrderElementsOf(MODULES);
        return found;
    }

    private static boolean ofExtension(String name) {
        return name.equals(EXTENSION) || name.startsWith(EXTENSION + ".");
    }

    private static String shortName(String name) {
        return name.equals(EXTENSION) ? "" : name.substring(EXTENSION.length() + 1);
    }

    private static int group(String name) {
        for (int i = 0; i < GROUPS.size(); i++) {
            if (GROUPS.get(i).contains(shortName(name))) {
                return i;
            }
        }
        throw new AssertionError("say in which group " + name + " is");
    }

    private static Set<String> names(Set<Arrow> of) {
        return of.stream().map(Arrow::from).collect(toCollection(TreeSet::new));
    }

    private static Set<String> reachable(String start) {
        Map<String, Set<String>> uses = new HashMap<>();
        arrows.forEach(a -> uses.computeIfAbsent(a.from(), _ -> new HashSet<>()).add(a.to()));
        Set<String> seen = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(uses.getOrDefault(start, Set.of()));
        while (!next.isEmpty()) {
            String name = next.remove();
            if (seen.add(name)) {
                next.addAll(uses.getOrDefault(name, Set.of()));
            }
        }
        return seen;
    }
}
