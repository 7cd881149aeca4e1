package org.frankenterm.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A question to a person before something that can't be undone. Anything but a yes is a no.
///
/// @param invocation where it is asked, and answered
record Confirmation(Invocation invocation) {
    private static final int MAX_ANSWER_BYTES = 64;

    /// Whether a person sees the question and can answer it.
    boolean possible() {
        return invocation.streams().errIsTerminal() && invocation.streams().inIsTerminal();
    }

    /// Asks.
    ///
    /// @param question a sanitised sentence
    /// @return whether the answer was yes
    boolean ask(String question) throws IOException {
        invocation.err().print(question + " [y/N] ");
        invocation.err().flush();
        String answer = line().strip().toLowerCase(Locale.ROOT);
        return answer.equals("y") || answer.equals("yes");
    }

    private String line() throws IOException {
        InputStream in = invocation.streams().in();
        byte[] bytes = new byte[MAX_ANSWER_BYTES];
        int length = 0;
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (length == bytes.length) {
                return "";
            }
            bytes[length++] = (byte) b;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
