package org.frankenterm.wasmtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Goes through the sections of one module and puts together its [ModuleStructure].
///
/// Source: WebAssembly core specification 2.0, 5.5.
final class ModuleReader {

    private static final FuncType START = new FuncType(List.of(), List.of());
    private static final int NOT_DECLARED = -1;

    private final byte[] wasm;
    private final Declarations module;
    private final List<String> customSections = new ArrayList<>();
    private FunctionNames names = FunctionNames.NONE;
    private boolean hasStart;
    private int codeBytes = NOT_DECLARED;
    private int declaredDataSegments = NOT_DECLARED;
    private int dataSegments;

    ModuleReader(byte[] wasm, ModuleLimits limits) {
        this.wasm = wasm;
        this.module = new Declarations(limits);
    }

    ModuleStructure read() throws ModuleRejected {
        Sections sections = Sections.of(wasm);
        Quantity.MODULE_BYTES.check(module.limits, "the module", wasm.length, 0);
        for (@Nullable SectionFrame frame = sections.next();
                frame != null;
                frame = sections.next()) {
            BinaryReader content = frame.content(wasm);
            section(frame.section(), content);
            content.requireEnd();
        }
        requireCounts(new BinaryReader(wasm, wasm.length, wasm.length, "the module"));
        return new ModuleStructure(
                module.imports,
                module.exports,
                module.memories,
                hasStart,
                module.definedFunctions(),
                Math.max(codeBytes, 0),
                dataSegments,
                customSections,
                names);
    }

    private void section(Section section, BinaryReader in) throws ModuleRejected {
        switch (section) {
            case CUSTOM -> custom(in);
            case TYPE -> TypeReader.section(in, module);
            case IMPORT -> ImportReader.section(in, module);
            case FUNCTION -> functions(in);
            case TABLE -> tables(in);
            case MEMORY -> memories(in);
            case TAG -> throw Proposal.EXCEPTIONS.refused(in.position());
            case GLOBAL -> globals(in);
            case EXPORT -> ExportReader.section(in, module);
            case START -> start(in);
            case ELEMENT -> SegmentReader.elements(in, module);
            case DATA_COUNT -> dataCount(in);
            case CODE -> code(in);
            case DATA -> dataSegments = SegmentReader.data(in, module);
        }
    }

    private void custom(BinaryReader in) throws ModuleRejected {
        int at = in.position();
        String name = in.name(module.limits, "the name of a custom section");
        Quantity.CUSTOM_SECTIONS.check(module.limits, "the module", customSections.size() + 1L, at);
        if (name.equals("name") && !customSections.contains(name)) {
            names = FunctionNames.read(in);
        }
        customSections.add(name);
        in.skip(in.remaining());
    }

    private void functions(BinaryReader in) throws ModuleRejected {
        int count = Quantity.FUNCTIONS.read(in, module.limits, "the module");
        for (int i = 0; i < count; i++) {
            module.functions.add(Declarations.at(module.types, in, "type"));
        }
    }

    private void tables(BinaryReader in) throws ModuleRejected {
        int count = Quantity.TABLES.read(in, module.limits, "the module");
        long elements = 0;
        for (int i = 0; i < count; i++) {
            int at = in.position();
            TableType table = table(in);
            elements += table.minElements();
            Quantity.TABLE_ELEMENTS.check(module.limits, "the module", elements, at);
            module.tables.add(table);
        }
    }

    private static TableType table(BinaryReader in) throws ModuleRejected {
        int at = in.position();
        if (in.peek() == 0x40) {
            // 0x40 0x00, then a type and the elements' first value: from the function-references
            // proposal.
            throw Proposal.GC.refused(at);
        }
        return TypeReader.tableType(in);
    }

    private void memories(BinaryReader in) throws ModuleRejected {
        int at = in.position();
        long count = in.u32();
        if (count > 1) {
            throw Proposal.MULTI_MEMORY.refused(at);
        }
        if (count == 1) {
            module.memories.add(TypeReader.memoryType(in));
        }
    }

    private void globals(BinaryReader in) throws ModuleRejected {
        int count = Quantity.GLOBALS.read(in, module.limits, "the module");
        for (int i = 0; i < count; i++) {
            module.globals.add(TypeReader.globalType(in));
            ConstantExpression.skip(in);
        }
    }

    private void start(BinaryReader in) throws ModuleRejected {
        int at = in.position();
        FuncType type = Declarations.at(module.functions, in, "function");
        if (!type.equals(START)) {
            throw in.malformed(at, "the start function has type %s, not ()->()", type);
        }
        hasStart = true;
    }

    private void dataCount(BinaryReader in) throws ModuleRejected {
        int at = in.position();
        long count = in.u32();
        Quantity.DATA_SEGMENTS.check(module.limits, "the module", count, at);
        declaredDataSegments = (int) count;
    }

    private void code(BinaryReader in) throws ModuleRejected {
        codeBytes = in.remaining();
        CodeReader.section(in, module);
    }

    /// What is declared in one section and given in another, which may be missing.
    private void requireCounts(BinaryReader end) throws ModuleRejected {
        if (codeBytes == NOT_DECLARED && module.definedFunctions() > 0) {
            throw CodeReader.mismatch(end, end.position(), module, 0);
        }
        if (declaredDataSegments != NOT_DECLARED && declaredDataSegments != dataSegments) {
            throw end.malformed(
                    end.position(),
                    "the module declares %,d data segments and has %,d",
                    declaredDataSegments,
                    dataSegments);
        }
    }
}
