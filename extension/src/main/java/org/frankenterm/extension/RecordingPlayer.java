package org.frankenterm.extension;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ReplayReport;
import org.frankenterm.extension.api.ReplayReport.ReplayedCall;
import org.frankenterm.extension.cache.ModuleLease;
import org.frankenterm.extension.ftx.WholeFile;
import org.frankenterm.extension.lifecycle.WasmRuntime;
import org.frankenterm.extension.log.HostLog;
import org.frankenterm.extension.log.LogFilter;
import org.frankenterm.extension.log.Logger;
import org.frankenterm.extension.recording.Damaged;
import org.frankenterm.extension.recording.RecordingReader;
import org.frankenterm.extension.sandbox.Replayer;
import org.jspecify.annotations.Nullable;

/// Plays one recording: reads it, compiles its module as any other, and replays it.
///
/// @param config of the host
/// @param loader has its cache of compiled modules
record RecordingPlayer(HostConfig config, Loader loader) {
    /// @param other module, in place of the recorded one; null for that one
    ReplayReport play(Path file, byte @Nullable [] other, Consumer<ReplayedCall> listener)
            throws InterruptedException {
        try (RecordingReader frames = RecordingReader.open(file)) {
            Replayer replayer = Replayer.of(frames);
            byte[] recorded = replayer.head().module();
            byte[] wasm = other == null ? recorded : other;
            String name =
                    other == null
                            ? WholeFile.shown(file)
                            : "the module in place of " + WholeFile.shown(file);
            try (ModuleLease module = loader.replayed(name, wasm)) {
                return replayer.play(
                        new Replayer.Code(
                                WasmRuntime.shared().engine(),
                                module.module(),
                                WasmRuntime.imports(),
                                Arrays.equals(recorded, wasm)),
                        config.maxima(),
                        logger(replayer.head().extension()),
                        listener);
            }
        } catch (Damaged damaged) {
            throw new ExtensionException(
                    ErrorCode.INVALID_RECORDING,
                    "can't replay %s: the recording is damaged: %s"
                            .formatted(WholeFile.shown(file), damaged.getMessage()));
        } catch (IOException e) {
            throw new ExtensionException(
                    ErrorCode.IO,
                    "can't read %s: %s".formatted(WholeFile.shown(file), WholeFile.reason(e)),
                    e);
        }
    }

    /// A log of its own, which keeps nothing on disk.
    private Logger logger(String extension) {
        return HostLog.open(
                        LogFilter.fromEnvironment(config.environment()),
                        config.clock(),
                        config.logSink()::accept)
                .guest(extension);
    }
}
