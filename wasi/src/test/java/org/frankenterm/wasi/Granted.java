package org.frankenterm.wasi;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.frankenterm.posix.Fd;
import org.frankenterm.posix.OpenHow;
import org.frankenterm.posix.Resolver;
import org.frankenterm.posix.Result;

/// Preopens of folders that tests have made, each under the name `/g`.
final class Granted {
    private Granted() {}

    /// Opens a folder on the current thread.
    static Fd open(Path folder) {
        return open(folder, OpenHow.read());
    }

    /// Opens a folder as a place only.
    static Fd place(Path folder) {
        return open(folder, OpenHow.path());
    }

    private static Fd open(Path folder, OpenHow how) {
        String beneathRoot = folder.getNameCount() == 0 ? "." : folder.toString().substring(1);
        byte[] path = beneathRoot.getBytes(StandardCharsets.UTF_8);
        try (Fd root = Refusal.check(Fd.openRoot())) {
            Result<Fd> opened = Resolver.system().open(root, path, how.directory(true));
            return Refusal.check(opened);
        }
    }

    static Preopen writable(Path folder, Resolution resolution) {
        return Preopen.folder("/g", open(folder), false, false, resolution.resolver());
    }

    static Preopen writable(Path folder) {
        return writable(folder, Resolution.SYSTEM);
    }

    static Preopen readOnly(Path folder, Resolution resolution) {
        return Preopen.folder("/g", open(folder), true, false, resolution.resolver());
    }

    /// Without what is mounted in it.
    static Preopen sameMount(Path folder, Resolution resolution) {
        return Preopen.folder("/g", open(folder), false, true, resolution.resolver());
    }

    static Preopen files(Path folder, Map<String, Boolean> files, boolean rest) {
        Fd fd = open(folder);
        List<GrantedFile> granted =
                files.entrySet().stream()
                        .map(file ->
                                new GrantedFile(file.getKey(), fd, file.getKey(), file.getValue()))
                        .toList();
        return Preopen.files("/g", fd, granted, rest);
    }

    /// A context that has these, from descriptor 3 on.
    static WasiContext.Builder context(Preopen... preopens) {
        WasiContext.Builder builder = WasiContext.builder();
        for (Preopen preopen : preopens) {
            builder.preopen(preopen);
        }
        return builder;
    }
}
