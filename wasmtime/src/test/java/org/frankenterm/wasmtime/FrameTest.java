package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameTest {
    private static final String MODULE = "(module (func $first) (func (export \"f\")))";

    @Test
    void line_named_nameAndOffset() throws ModuleRejected {
        assertThat(new Frame(0, 0x1f).line(names())).isEqualTo("first at 0x1f");
        assertThat(new Frame(0, -1).line(names())).isEqualTo("first");
    }

    @Test
    void line_unknown_indexAlone() throws ModuleRejected {
        assertThat(new Frame(1, -1).line(names())).isEqualTo("function 1");
        assertThat(new Frame(1, 9).line(FunctionNames.NONE)).isEqualTo("function 1 at 0x9");
    }

    private static FunctionNames names() throws ModuleRejected {
        return ModuleStructure.read(Wat.toBinary(MODULE), ModuleLimits.EXTENSION).functionNames();
    }
}
