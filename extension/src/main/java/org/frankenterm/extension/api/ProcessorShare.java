package org.frankenterm.extension.api;

import java.time.Duration;

/// How much processor time an extension may use. What is over it is no error of a call: the
/// extension is left alone until its use is down to half of this, its events come to it as few as
/// possible, and each time counts as a failure.
///
/// @param percent of one core, 1 to 100
/// @param window the time over which it is measured, 10 ms or more
public record ProcessorShare(int percent, Duration window) {
    /// A fifth of a core over ten seconds.
    public static final ProcessorShare DEFAULT = new ProcessorShare(20, Duration.ofSeconds(10));

    /// As much as there is.
    public static final ProcessorShare ALL = new ProcessorShare(100, Duration.ofSeconds(10));

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if one is out of its range
    public ProcessorShare {
        if (percent < 1 || percent > 100 || window.toMillis() < 10) {
            throw new IllegalArgumentException(
                    "a share is 1 to 100 percent of a core, over 10 ms or more");
        }
    }
}
