package org.frankenterm.cli;

/// One thing that was looked at.
///
/// @param subject what it is
/// @param ok whether it is as it should be
/// @param detail what was found
/// @param cure what to do about it; empty if it is ok
record Finding(String subject, boolean ok, String detail, String cure) {
    static Finding ok(String subject, String detail) {
        return new Finding(subject, true, detail, "");
    }

    static Finding problem(String subject, String detail, String cure) {
        return new Finding(subject, false, detail, cure);
    }
}
