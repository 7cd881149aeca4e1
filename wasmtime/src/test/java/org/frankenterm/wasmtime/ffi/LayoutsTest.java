package org.frankenterm.wasmtime.ffi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.frankenterm.wasmtime.TrapCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sizes, offsets and numbers in this package against what a C compiler makes of Wasmtime's
/// headers.
class LayoutsTest {
    @TempDir private Path temporary;

    private static Map<String, Long> expected() {
        Map<String, Long> expected = new LinkedHashMap<>();
        expected.put("sizeof(wasmtime_val_raw_t)", CallFrame.SLOT_BYTES);
        expected.put("sizeof(wasmtime_extern_t)", CallFrame.EXTERN_BYTES);
        expected.put("offsetof(wasmtime_extern_t, kind)", 0L);
        expected.put("offsetof(wasmtime_extern_t, of)", CallFrame.EXTERN_HANDLE);
        expected.put("sizeof(wasmtime_func_t)", CallFrame.FUNCTION_BYTES);
        expected.put("sizeof(wasmtime_instance_t)", CallFrame.INSTANCE_BYTES);
        expected.put("sizeof(wasmtime_memory_t)", CallFrame.MEMORY_BYTES);
        expected.put("WASMTIME_EXTERN_FUNC", (long) CallFrame.EXTERN_FUNCTION);
        expected.put("WASMTIME_EXTERN_MEMORY", (long) CallFrame.EXTERN_MEMORY);
        for (String vec : new String[] {"byte", "name", "frame", "valtype", "importtype"}) {
            String type = "wasm_" + vec + (vec.equals("name") ? "_t" : "_vec_t");
            expected.put("sizeof(" + type + ")", ByteVec.SIZE_BYTES);
            expected.put("offsetof(" + type + ", size)", 0L);
            expected.put("offsetof(" + type + ", data)", 8L);
        }
        expected.put("offsetof(wasmtime_valtype_t, kind)", 0L);
        expected.put("WASMTIME_VALTYPE_KIND_I32", 0L);
        expected.put("WASMTIME_VALTYPE_KIND_V128", 4L);
        expected.put("WASMTIME_VALTYPE_KIND_REF", (long) TypeApi.REFERENCE);
        expected.put("WASM_I32", 0L);
        expected.put("WASM_I64", 1L);
        expected.put("WASM_F32", 2L);
        expected.put("WASM_F64", 3L);
        expected.put("WASM_EXTERNREF", 128L);
        expected.put("WASM_FUNCREF", 129L);
        expected.put("WASM_EXTERN_FUNC", (long) RawType.FUNCTION);
        expected.put("WASMTIME_UPDATE_DEADLINE_CONTINUE", (long) EpochTrampoline.CONTINUE);
        expected.putAll(trapCodes());
        return expected;
    }

    /// [TrapCode]'s numbers count from 0 in the order of its first twelve constants.
    private static Map<String, Long> trapCodes() {
        Map<String, Long> codes = new LinkedHashMap<>();
        for (TrapCode code : TrapCode.values()) {
            String name =
                    code == TrapCode.UNREACHABLE ? "UNREACHABLE_CODE_REACHED" : code.toString();
            codes.put("WASMTIME_TRAP_CODE_" + name, (long) codes.size());
        }
        codes.keySet().removeAll(List.of("WASMTIME_TRAP_CODE_HOST", "WASMTIME_TRAP_CODE_OTHER"));
        return codes;
    }

    @Test
    void numbers_ofTheHeaders_asUsedHere() throws Exception {
        Map<String, Long> expected = expected();
        StringBuilder prints = new StringBuilder();
        expected.keySet()
                .forEach(each ->
                        prints.append("printf(\"%zu\\n\", (size_t) ").append(each).append(");\n"));
        var lines = CHeaders.in(temporary).run(prints.toString());
        Map<String, Long> actual = new LinkedHashMap<>();
        int line = 0;
        for (String each : expected.keySet()) {
            actual.put(each, Long.parseLong(lines.get(line++)));
        }
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void valtype_fitsItsRoom() throws Exception {
        var lines = CHeaders.in(temporary).run("printf(\"%zu\\n\", sizeof(wasmtime_valtype_t));");
        assertThat(Long.parseLong(lines.getFirst())).isLessThanOrEqualTo(TypeApi.VALTYPE_BYTES);
    }
}
