package org.frankenterm.extension.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.frankenterm.posix.Fd;
import org.frankenterm.posix.OpenHow;
import org.frankenterm.posix.Result;
import org.junit.jupiter.api.Test;

class KernelTablesTest {
    @Test
    void of_proc_named() {
        if (new RootedPath("/proc").open(OpenHow.path()) instanceof Result.Ok<Fd>(Fd proc)) {
            try (proc) {
                assertThat(KernelTables.of(proc)).contains("proc");
            }
        }
    }

    @Test
    void named_signExtended_sameType() {
        assertThat(KernelTables.named(0xcafe_4a11L)).contains("bpf");
        assertThat(KernelTables.named(0xffff_ffff_cafe_4a11L)).contains("bpf");
    }

    @Test
    void named_fileSystemsOfFiles_none() {
        assertThat(KernelTables.named(0xef53)).as("ext4").isEmpty();
        assertThat(KernelTables.named(0x0102_1994)).as("tmpfs").isEmpty();
        assertThat(KernelTables.named(-9)).as("an error number").isEmpty();
    }
}
