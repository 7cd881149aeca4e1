package org.frankenterm.cli;

import java.util.ArrayList;
import java.util.List;
import org.frankenterm.cli.Style.Paint;
import org.frankenterm.cli.Table.Column;
import org.frankenterm.extension.Inspection;
import org.frankenterm.extension.Inspection.EntrySummary;
import org.frankenterm.extension.Inspection.ModuleSummary;
import org.frankenterm.extension.Inspection.PackageSummary;
import org.frankenterm.extension.api.ResourceLimits;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;

/// What an extension's files say, for people.
final class InspectionText {
    private static final String INDENT = "  ";

    private final Inspection inspection;
    private final Style style;
    private final List<String> lines = new ArrayList<>();

    InspectionText(Inspection inspection, Style style) {
        this.inspection = inspection;
        this.style = style;
    }

    /// The lines, without line terminators. May be asked for once.
    List<String> lines() {
        if (!inspection.name().isEmpty()) {
            add("", inspection.name() + " " + inspection.version());
            if (!inspection.description().isEmpty()) {
                add("", inspection.description());
            }
            addFacts();
            addHooks();
            addList("ASKS TO", inspection.permissions());
            addList("IMPORTS", inspection.module().imports());
            addList("EXPORTS", inspection.module().exports());
        }
        addPackage();
        addProblems("WARNINGS", inspection.warnings());
        addProblems("ERRORS", inspection.errors());
        return lines;
    }

    private void addFacts() {
        ModuleSummary module = inspection.module();
        ResourceLimits limits = inspection.limits();
        lines.add("");
        add("", "source  " + inspection.source());
        if (module.bytes() > 0) {
            String entry = module.entry().isEmpty() ? "no entry" : "entry " + module.entry();
            add(
                    "",
                    "module  %s, %s functions, %s"
                            .formatted(
                                    Quantity.bytes(module.bytes()),
                                    Quantity.count(module.functions()),
                                    entry));
            add("", "sha256  " + module.sha256());
        }
        add(
                "",
                "limits  %s of memory, %s of storage; each call %s and %s units of fuel"
                        .formatted(
                                Quantity.bytes(limits.maxMemoryBytes()),
                                Quantity.bytes(limits.maxStorageBytes()),
                                Quantity.duration(limits.maxWallTime()),
                                Quantity.count(limits.fuelPerCall())));
    }

    private void addHooks() {
        if (inspection.hooks().isEmpty()) {
            return;
        }
        lines.add("");
        lines.addAll(Hooks.table(inspection.hooks()).lines(style));
    }

    private void addPackage() {
        PackageSummary packaged = inspection.packaged();
        if (packaged == null) {
            return;
        }
        Table table =
                new Table(Column.text("ENTRY"), Column.number("SIZE"), Column.number("PACKED"));
        for (EntrySummary entry : packaged.entries()) {
            table.row(
                    entry.name(),
                    Quantity.roundedBytes(entry.bytes()),
                    Quantity.roundedBytes(entry.compressedBytes()));
        }
        lines.add("");
        add("", "package  " + Quantity.bytes(packaged.bytes()));
        add("", "sha256   " + packaged.sha256());
        lines.add("");
        lines.addAll(table.lines(style));
    }

    private void addList(String title, List<String> entries) {
        addTitle(title, entries);
        entries.forEach(entry -> add(INDENT, entry));
    }

    /// Lines that begin with a place in a file stay whole, so that editors find it.
    private void addProblems(String title, List<String> problems) {
        addTitle(title, problems);
        problems.forEach(problem -> lines.add(INDENT + Sanitizer.line(problem)));
    }

    private void addTitle(String title, List<String> entries) {
        if (entries.isEmpty()) {
            return;
        }
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add(style.paint(Paint.HEADING, title));
    }

    private void add(String indent, String text) {
        int room = style.width() - indent.length() - INDENT.length();
        List<String> broken = Paragraph.lines(Sanitizer.line(text), room);
        lines.add(indent + broken.getFirst());
        broken.stream().skip(1).forEach(line -> lines.add(indent + INDENT + line));
    }
}
