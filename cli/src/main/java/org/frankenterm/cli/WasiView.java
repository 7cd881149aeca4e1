package org.frankenterm.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.wasi.Preopen;
import org.frankenterm.wasi.WasiContext;

/// What a command sees of the world besides the process's own streams.
///
/// @param arguments its name first
/// @param variables of its environment, by name
/// @param folders that it finds open
record WasiView(List<String> arguments, Map<String, String> variables, List<GuestFolder> folders) {
    /// As Linux allows a process unless told otherwise.
    private static final int MAX_DESCRIPTORS = 1024;

    /// Opens it, on the guest's thread.
    ///
    /// @return a context for one run
    /// @throws ExtensionException if a folder can't be opened
    WasiContext open() {
        WasiContext.Builder builder =
                WasiContext.builder()
                        .inheritStreams()
                        .clockGranularity(Duration.ofNanos(1))
                        .maxDescriptors(MAX_DESCRIPTORS)
                        .maxFileBytes(Long.MAX_VALUE);
        arguments.forEach(builder::argument);
        variables.forEach(builder::variable);
        List<Preopen> opened = new ArrayList<>();
        try {
            for (GuestFolder folder : folders) {
                opened.add(folder.open());
            }
            opened.forEach(builder::preopen);
            return builder.build();
        } catch (RuntimeException failed) {
            opened.forEach(Preopen::close);
            throw failed;
        }
    }
}
