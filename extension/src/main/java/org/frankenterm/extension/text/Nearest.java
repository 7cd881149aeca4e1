package org.frankenterm.extension.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// The known name that somebody probably meant.
///
/// Names are compared without regard to case by the optimal string alignment distance: an inserted,
/// deleted or replaced character and two swapped neighbours cost one each. A suggestion is made up
/// to a third of the longer name's length, at least one; beyond that two names have little in
/// common.
public final class Nearest {
    /// Longest name that is compared, in characters; hostile names are not worth the quadratic
    /// work.
    private static final int MAX_LENGTH = 64;

    private Nearest() {}

    /// Looks for a suggestion.
    ///
    /// @param name what was written; a name longer than 64 characters is near to nothing
    /// @param known the names there are
    /// @return the nearest of `known`, the first of several equally near ones in its order, if any
    ///   is near
    public static Optional<String> to(String name, Collection<String> known) {
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String folded = name.toLowerCase(Locale.ROOT);
        Optional<String> nearest = Optional.empty();
        int smallest = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = boundedDistance(folded, candidate.toLowerCase(Locale.ROOT));
            if (distance < smallest) {
                smallest = distance;
                nearest = Optional.of(candidate);
            }
        }
        return nearest;
    }

    /// The distance, or [Integer#MAX_VALUE] if it is more than sensible.
    private static int boundedDistance(String a, String b) {
        int longer = Math.max(a.length(), b.length());
        int limit = Math.max(1, longer / 3);
        // one-letter names: everything is at distance one
        boolean comparable =
                longer <= MAX_LENGTH
                        && Math.abs(a.length() - b.length()) <= limit
                        && longer > limit;
        if (!comparable) {
            return a.equals(b) ? 0 : Integer.MAX_VALUE;
        }
        int distance = distance(a, b);
        return distance <= limit ? distance : Integer.MAX_VALUE;
    }

    /// Optimal string alignment distance, row by row; only the last two rows are needed.
    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                if (swapped(a, i, b, j)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[b.length()];
    }

    private static boolean swapped(String a, int i, String b, int j) {
        return i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
