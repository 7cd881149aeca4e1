package org.frankenterm.extension.files;

import java.util.Map;
import java.util.Optional;
import org.frankenterm.posix.Fd;

/// File systems that hold no files in the sense of a grant: the kernel's own tables, terminals.
/// Told by their type, because they can be mounted anywhere. Numbers: `linux/magic.h`.
final class KernelTables {
    private static final long UNSIGNED_INT = 0xffff_ffffL;

    private static final Map<Long, String> TYPES =
            Map.of(
                    0x9fa0L, "proc",
                    0x6265_6572L, "sysfs",
                    0x0027_e0ebL, "cgroup",
                    0x6367_7270L, "cgroup2",
                    0x1cd1L, "devpts",
                    0x6462_6720L, "debugfs",
                    0x7472_6163L, "tracefs",
                    0x7363_6673L, "securityfs",
                    0xcafe_4a11L, "bpf");

    private KernelTables() {}

    /// The type of the file system that something open is on, if it is one of these.
    static Optional<String> of(Fd fd) {
        return named(fd.fileSystemType());
    }

    static Optional<String> named(long type) {
        return Optional.ofNullable(TYPES.get(type & UNSIGNED_INT));
    }
}
