package org.frankenterm.extension;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.frankenterm.extension.api.ExtensionException;
import org.jspecify.annotations.Nullable;

/// A package that was read, checked and compiled, and what its user has to decide before it is
/// installed, or replaces the version that is. What is installed in the end is what was looked at.
/// Any thread, used once.
public final class InstallPlan {
    private final Inspection inspection;
    private final Sheet sheet;
    private final @Nullable Upgrade upgrade;
    private final boolean keptData;
    private final Function<Decision, Result> finish;

    /// Something to be granted or not.
    ///
    /// @param item `key` or `key=value`, as the manifest has it
    /// @param word what names it for `--grant`: where a path leads, if that is a dangerous place
    /// @param words what it allows, in plain words that follow "it may", sanitised
    /// @param danger what is dangerous about it, or why it is never granted; empty for nothing
    /// @param refused whether it is never granted
    public record Question(String item, String word, String words, String danger, boolean refused) {
        /// The whole of it in a line.
        ///
        /// @return plain words, with the danger
        public String line() {
            if (danger.isEmpty()) {
                return words;
            }
            return words
                    + (refused
                            ? " (never granted: " + danger + ")"
                            : " (it " + danger + "; granted only when it is named)");
        }
    }

    /// What a user reads.
    record Sheet(
            List<Question> questions,
            List<String> combinations,
            List<String> keys,
            List<String> keyConflicts) {}

    /// What replaces what. Nothing proves that both are from the same author.
    ///
    /// @param from the version that is installed
    /// @param source where that came from, sanitised
    /// @param older whether the new one is
    /// @param carried what its user granted it and the new one asks for too, plain words each
    /// @param dropped what it may do and the new one doesn't ask for, plain words each
    /// @param files which files differ, a few words each, sanitised
    public record Upgrade(
            String from,
            String source,
            boolean older,
            List<String> carried,
            List<String> dropped,
            List<String> files) {
        /// Copies the lists.
        public Upgrade {
            carried = List.copyOf(carried);
            dropped = List.copyOf(dropped);
            files = List.copyOf(files);
        }
    }

    /// What its user decided.
    ///
    /// @param grants `all`, `none`, `key` or `key=value`, as on the command line
    /// @param keepGrants whether an upgrade keeps what was granted before
    /// @param adoptData whether it gets the data that were kept when another of its name went
    public record Decision(List<String> grants, boolean keepGrants, boolean adoptData) {
        /// Copies the list.
        public Decision {
            grants = List.copyOf(grants);
        }

        /// Grants alone.
        ///
        /// @param words as on the command line
        /// @return a decision that keeps and adopts nothing
        public static Decision of(List<String> words) {
            return new Decision(words, false, false);
        }
    }

    /// What became of it.
    ///
    /// @param extension as it is installed now
    /// @param notices what its user should know, a sentence each
    public record Result(InstalledExtension extension, List<String> notices) {
        /// Copies the list.
        public Result {
            notices = List.copyOf(notices);
        }
    }

    InstallPlan(
            Inspection inspection,
            Sheet sheet,
            @Nullable Upgrade upgrade,
            boolean keptData,
            Function<Decision, Result> finish) {
        this.inspection = inspection;
        this.sheet = sheet;
        this.upgrade = upgrade;
        this.keptData = keptData;
        this.finish = finish;
    }

    /// What the package says about itself.
    ///
    /// @return without errors
    public Inspection inspection() {
        return inspection;
    }

    /// What it asks for, riskiest first; of an upgrade, what is not covered by what was granted
    /// before.
    ///
    /// @return a question each
    public List<Question> questions() {
        return sheet.questions();
    }

    /// What is worse together than item by item.
    ///
    /// @return a sentence each
    public List<String> combinations() {
        return sheet.combinations();
    }

    /// The keys that it binds.
    ///
    /// @return a line each, sanitised: the combination, and what its author says it is for
    public List<String> keys() {
        return sheet.keys();
    }

    /// Which of its keys do nothing because others have them.
    ///
    /// @return a sentence each, sanitised
    public List<String> keyConflicts() {
        return sheet.keyConflicts();
    }

    /// What it replaces.
    ///
    /// @return empty if it isn't installed yet
    public Optional<Upgrade> upgrade() {
        return Optional.ofNullable(upgrade);
    }

    /// Whether there are data that were kept when an extension of its name was removed.
    ///
    /// @return always false for an upgrade, which has the data of the version before
    public boolean hasKeptData() {
        return keptData;
    }

    /// Installs it. It takes effect as a whole or not at all, and at once.
    ///
    /// @param decision of its user
    /// @return as it is now
    /// @throws ExtensionException if a word grants nothing that is requested, something else was
    ///   installed meanwhile, or it can't be written; then all is as before
    public Result finish(Decision decision) {
        return finish.apply(decision);
    }
}
