package org.frankenterm.extension.manifest;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.frankenterm.extension.text.Quoted;
import org.jspecify.annotations.Nullable;

/// A version as Semantic Versioning 2.0.0 has it: `1.2.3`, `1.2.3-rc.1`, `1.2.3+build.5`.
///
/// Ordering is precedence (section 11): the build doesn't count, so two versions that compare as 0
/// may differ.
///
/// @param text the version as written
public record SemVer(String text) implements Comparable<SemVer> {
    private static final int MAX_LENGTH = 128;
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    // The grammar's own suggestion, from semver.org.
    private static final Pattern SHAPE =
            Pattern.compile(
                    "(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)"
                            + "(?:-((?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)"
                            + "(?:\\.(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
                            + "(?:\\+([0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*))?");

    /// Checks the version.
    ///
    /// @throws IllegalArgumentException if it is no version; the message says what one looks like
    public SemVer {
        if (text.length() > MAX_LENGTH || !SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    Quoted.of(text)
                            + " is no version: write three numbers, such as \"1.2.3\" or \"1.2.3-rc.1\"");
        }
    }

    @Override
    public int compareTo(SemVer other) {
        Matcher mine = parts(text);
        Matcher theirs = parts(other.text);
        for (int group = 1; group <= 3; group++) {
            int order = number(mine.group(group)).compareTo(number(theirs.group(group)));
            if (order != 0) {
                return order;
            }
        }
        return comparePreReleases(identifiers(mine.group(4)), identifiers(theirs.group(4)));
    }

    @Override
    public String toString() {
        return text;
    }

    private static int comparePreReleases(List<String> mine, List<String> theirs) {
        if (mine.isEmpty() || theirs.isEmpty()) {
            return Boolean.compare(mine.isEmpty(), theirs.isEmpty()); // a release is the newer one
        }
        for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
            int order = compareIdentifiers(mine.get(i), theirs.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(mine.size(), theirs.size());
    }

    private static int compareIdentifiers(String mine, String theirs) {
        boolean number = NUMBER.matcher(mine).matches();
        boolean otherNumber = NUMBER.matcher(theirs).matches();
        if (number && otherNumber) {
            return number(mine).compareTo(number(theirs));
        }
        return number == otherNumber
                ? mine.compareTo(theirs)
                : Boolean.compare(otherNumber, number);
    }

    private static BigInteger number(String digits) {
        return new BigInteger(digits);
    }

    private static Matcher parts(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new AssertionError("checked by the constructor");
        }
        return matcher;
    }

    private static List<String> identifiers(@Nullable String preRelease) {
        return preRelease == null ? List.of() : List.of(preRelease.split("\\."));
    }
}
