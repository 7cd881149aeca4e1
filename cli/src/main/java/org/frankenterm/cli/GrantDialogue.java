package org.frankenterm.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.frankenterm.extension.InstallPlan;
import org.frankenterm.extension.InstallPlan.Decision;
import org.frankenterm.extension.InstallPlan.Question;
import org.frankenterm.extension.InstallPlan.Upgrade;

/// The questions of an install sheet, asked where a person can answer them: one an item, riskiest
/// first. Where nobody can, the answer to all of them is no.
///
/// @param invocation where they are asked
/// @param grants what was said about them on the command line; empty for nothing
record GrantDialogue(Invocation invocation, List<String> grants) {
    /// What the user decided.
    ///
    /// @param keepGrants whether the command line says that what was granted before is kept
    /// @param adoptData whether it says that kept data are adopted
    Decision ask(InstallPlan plan, boolean keepGrants, boolean adoptData) throws IOException {
        Confirmation confirmation = new Confirmation(invocation);
        if (!grants.isEmpty() || !confirmation.possible()) {
            return new Decision(grants, keepGrants, adoptData);
        }
        boolean keep = keepGrants || keeps(plan, confirmation);
        List<String> words = new ArrayList<>();
        for (Question question : plan.questions()) {
            if (!question.refused() && confirmation.ask(sentence(question))) {
                words.add(question.word());
            }
        }
        boolean adopt = adoptData || adopts(plan, confirmation);
        return new Decision(words, keep, adopt);
    }

    private static String sentence(Question question) {
        String danger =
                question.danger().isEmpty() ? "" : " With that it " + question.danger() + ".";
        return "May it " + question.words() + "?" + danger;
    }

    private static boolean keeps(InstallPlan plan, Confirmation confirmation) throws IOException {
        if (plan.upgrade().isEmpty() || plan.upgrade().get().carried().isEmpty()) {
            return false;
        }
        Upgrade upgrade = plan.upgrade().get();
        return confirmation.ask("May it keep what you granted to " + upgrade.from() + "?");
    }

    private static boolean adopts(InstallPlan plan, Confirmation confirmation) throws IOException {
        return plan.hasKeptData()
                && confirmation.ask(
                        "Data of an earlier extension of this name were kept. Is it to get them?");
    }
}
