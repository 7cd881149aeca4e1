package org.frankenterm.wasmtime;

import java.util.Locale;
import java.util.function.ToIntFunction;
import org.frankenterm.wasmtime.ModuleRejected.Reason;

/// What is counted in a module and has a limit: the word for it, the limit, and what an author can
/// do who meets it.
enum Quantity {
    MODULE_BYTES(
            "bytes",
            ModuleLimits::maxModuleBytes,
            "build it optimised for size and without debug information"),
    TYPES("function types", ModuleLimits::maxTypes, "split the module"),
    PARAMS("parameters", ModuleLimits::maxParams, "pass a pointer to a structure"),
    RESULTS("results", ModuleLimits::maxResults, "return through a pointer to a structure"),
    IMPORTS("imports", ModuleLimits::maxImports, "import each function once"),
    FUNCTIONS("functions", ModuleLimits::maxFunctions, "build it optimised, or split it"),
    LOCALS(
            "parameters and locals",
            ModuleLimits::maxLocals,
            "build it optimised, or split the function"),
    BODY_BYTES(
            "bytes of code",
            ModuleLimits::maxBodyBytes,
            "build it optimised for size, or split the function"),
    CODE_BYTES(
            "bytes of code",
            ModuleLimits::maxCodeBytes,
            "build it optimised for size, or split it"),
    GLOBALS("globals", ModuleLimits::maxGlobals, "keep variables in memory"),
    TABLES("tables", ModuleLimits::maxTables, "use one table"),
    TABLE_ELEMENTS("table elements", ModuleLimits::maxTableElements, "split the module"),
    ELEMENT_SEGMENTS("element segments", ModuleLimits::maxElementSegments, "merge them"),
    DATA_SEGMENTS("data segments", ModuleLimits::maxDataSegments, "merge them when linking"),
    EXPORTS("exports", ModuleLimits::maxExports, "export only what the host calls"),
    NAME_BYTES("bytes", ModuleLimits::maxNameBytes, "choose a shorter one"),
    CUSTOM_SECTIONS("custom sections", ModuleLimits::maxCustomSections, "strip the module");

    private final String things;

    @SuppressWarnings("ImmutableEnumChecker") // every one is a reference to an accessor
    private final ToIntFunction<ModuleLimits> limit;

    private final String cure;

    Quantity(String things, ToIntFunction<ModuleLimits> limit, String cure) {
        this.things = things;
        this.limit = limit;
        this.cure = cure;
    }

    /// Refuses what is over the limit. `subject` is who has too many, such as `the module` or `type
    /// 3`.
    void check(ModuleLimits limits, String subject, long found, int offset) throws ModuleRejected {
        int max = limit.applyAsInt(limits);
        if (found > max) {
            throw new ModuleRejected(
                    Reason.LIMIT,
                    offset,
                    String.format(
                            Locale.ROOT,
                            "%s has %,d %s and %,d are allowed; %s",
                            subject,
                            found,
                            things,
                            max,
                            cure));
        }
    }

    /// Reads how many there are: within the limit, and no more than the bytes behind can hold at
    /// one byte each, so that a list may be made that long.
    int read(BinaryReader in, ModuleLimits limits, String subject) throws ModuleRejected {
        int at = in.position();
        long found = in.u32();
        check(limits, subject, found, at);
        if (found > in.remaining()) {
            throw in.malformed(at, "%s declares more %s than it has room for", subject, things);
        }
        return (int) found;
    }
}
