package org.frankenterm.cli;

import java.util.Map;

/// How text for people looks on one stream.
///
/// @param width in columns; longer lines are broken
/// @param colour whether escape sequences may be used
record Style(int width, boolean colour) {
    private static final int USUAL_WIDTH = 80;

    /// Narrower, no table can be read any more.
    private static final int LEAST_WIDTH = 40;

    private static final int MOST_WIDTH = 1_000;

    /// What a text means, and so its colour.
    enum Paint {
        PLAIN(""),
        HEADING("1"),
        GOOD("32"),
        BAD("31");

        private final String parameter;

        Paint(String parameter) {
            this.parameter = parameter;
        }
    }

    /// The style for a stream: `COLUMNS` is its width, `NO_COLOR` (not empty) and a dumb terminal
    /// have no colours.
    static Style of(boolean terminal, Map<String, String> environment) {
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty();
        boolean able = !environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Style(
                width(environment.getOrDefault("COLUMNS", "")), terminal && wanted && able);
    }

    private static int width(String columns) {
        return columns.matches("[1-9][0-9]{0,4}")
                ? Math.clamp(Integer.parseInt(columns), LEAST_WIDTH, MOST_WIDTH)
                : USUAL_WIDTH;
    }

    /// The text in the colour of its meaning.
    String paint(Paint paint, String text) {
        return colour && paint != Paint.PLAIN && !text.isEmpty()
                ? "\u001b[" + paint.parameter + "m" + text + "\u001b[m"
                : text;
    }
}
