package org.frankenterm.cli;

import java.util.List;
import org.frankenterm.extension.Inspection;
import org.frankenterm.extension.InstallPlan;
import org.frankenterm.extension.InstallPlan.Question;
import org.frankenterm.extension.InstallPlan.Upgrade;
import org.frankenterm.extension.text.Quantity;

/// What a person reads before an extension is installed: what is known about it, then what it says
/// of itself, then what it asks for, riskiest first.
final class InstallSheet {
    /// More files than this nobody compares by name.
    private static final int MAX_FILES = 20;

    private final InstallPlan plan;
    private final Paragraphs text;

    InstallSheet(InstallPlan plan, Style style) {
        this.plan = plan;
        this.text = new Paragraphs(style);
    }

    /// The lines, without line terminators. May be asked for once.
    List<String> lines() {
        Inspection inspection = plan.inspection();
        text.add(inspection.name() + " " + inspection.version() + ", from " + inspection.source());
        if (inspection.packaged() != null) {
            text.item("sha256 " + inspection.packaged().sha256());
        }
        plan.upgrade()
                .ifPresentOrElse(this::addUpgrade, () -> text.item("nothing proves who made it"));
        if (!inspection.description().isEmpty()) {
            text.item("it says of itself: " + inspection.description());
        }
        inspection.warnings().forEach(warning -> text.item("warning: " + warning));
        plan.upgrade().ifPresent(this::addDifference);
        addQuestions();
        addList("IT BINDS THE KEYS", plan.keys());
        plan.keyConflicts().forEach(conflict -> text.item("note: " + conflict));
        return text.lines();
    }

    private void addUpgrade(Upgrade upgrade) {
        text.item("it replaces " + upgrade.from() + ", from " + upgrade.source());
        if (upgrade.older()) {
            text.item("it is OLDER than that");
        }
        text.item("nothing proves that both are from the same author");
    }

    private void addDifference(Upgrade upgrade) {
        List<String> files = upgrade.files();
        if (!files.isEmpty()) {
            text.title("FILES");
            files.stream().limit(MAX_FILES).forEach(text::item);
        }
        if (files.size() > MAX_FILES) {
            text.item("and %s more".formatted(Quantity.count(files.size() - MAX_FILES)));
        }
        addList("GRANTED BEFORE, AND ASKED FOR AGAIN", upgrade.carried());
        addList("NOT ASKED FOR ANY MORE", upgrade.dropped());
    }

    private void addList(String title, List<String> entries) {
        if (!entries.isEmpty()) {
            text.title(title);
            entries.forEach(text::item);
        }
    }

    private void addQuestions() {
        boolean upgrade = plan.upgrade().isPresent();
        if (plan.questions().isEmpty()) {
            text.gap().add(upgrade ? "It asks for nothing new." : "It asks for nothing.");
        } else {
            text.title(upgrade ? "IT ASKS FOR MORE" : "IT ASKS TO");
            int number = 1;
            for (Question question : plan.questions()) {
                text.add("  %d. ".formatted(number++), question.words());
                danger(question);
            }
        }
        plan.combinations().forEach(combination -> text.add("Together it " + combination + "."));
    }

    private void danger(Question question) {
        if (!question.danger().isEmpty()) {
            text.add(
                    "     ",
                    question.refused()
                            ? "never granted: " + question.danger()
                            : "careful: with that it " + question.danger());
        }
    }
}
