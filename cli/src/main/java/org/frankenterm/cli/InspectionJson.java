package org.frankenterm.cli;

import java.util.List;
import org.frankenterm.extension.Inspection;
import org.frankenterm.extension.Inspection.EntrySummary;
import org.frankenterm.extension.Inspection.ModuleSummary;
import org.frankenterm.extension.Inspection.PackageSummary;
import org.frankenterm.extension.api.ResourceLimits;
import org.frankenterm.extension.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/// What an extension's files say, for programs. The form is stable and described in `docs/cli.md`.
final class InspectionJson {
    private InspectionJson() {}

    /// The document, one line of ASCII.
    static String document(Inspection inspection) {
        JsonWriter writer =
                new JsonWriter()
                        .object()
                        .field("source", inspection.source())
                        .field("valid", inspection.valid())
                        .field("name", inspection.name())
                        .field("version", inspection.version())
                        .field("description", inspection.description());
        Hooks.add(writer, inspection.hooks());
        add(writer, "permissions", inspection.permissions());
        add(writer, inspection.limits());
        add(writer, inspection.packaged());
        add(writer, inspection.module());
        add(writer, "errors", inspection.errors());
        add(writer, "warnings", inspection.warnings());
        return writer.end().toString();
    }

    private static void add(JsonWriter writer, ResourceLimits limits) {
        writer.name("limits")
                .object()
                .field("max_memory_bytes", limits.maxMemoryBytes())
                .field("fuel_per_call", limits.fuelPerCall())
                .field("max_wall_time_ms", limits.maxWallTime().toMillis())
                .field("max_storage_bytes", limits.maxStorageBytes())
                .end();
    }

    private static void add(JsonWriter writer, @Nullable PackageSummary packaged) {
        writer.name("package");
        if (packaged == null) {
            writer.nothing();
            return;
        }
        writer.object()
                .field("bytes", packaged.bytes())
                .field("sha256", packaged.sha256())
                .name("entries")
                .array();
        packaged.entries().forEach(entry -> add(writer, entry));
        writer.end().end();
    }

    private static void add(JsonWriter writer, EntrySummary entry) {
        writer.object()
                .field("name", entry.name())
                .field("bytes", entry.bytes())
                .field("compressed_bytes", entry.compressedBytes())
                .end();
    }

    private static void add(JsonWriter writer, ModuleSummary module) {
        writer.name("module")
                .object()
                .field("bytes", module.bytes())
                .field("sha256", module.sha256())
                .field("entry", module.entry())
                .field("functions", module.functions());
        add(writer, "imports", module.imports());
        add(writer, "exports", module.exports());
        writer.end();
    }

    private static void add(JsonWriter writer, String name, List<String> texts) {
        writer.name(name).array();
        texts.forEach(writer::value);
        writer.end();
    }
}
