package org.frankenterm.extension.text;

import java.util.Arrays;

/// The code points that never reach a person raw.
///
/// They are those that move the cursor or start a control sequence, break a line, change the
/// direction of text, or show nothing at all: `Cc`, `Zl`, `Zp` and `Cs` of the Unicode general
/// categories, everything with `Default_Ignorable_Code_Point` (DerivedCoreProperties.txt, Unicode
/// 17: bidirectional and zero-width controls, fillers, variation selectors, tags), interlinear
/// annotation controls and noncharacters. The table stands here, not in a query to the JDK's
/// character data, so that an answer doesn't depend on the version of the JDK. Private use is
/// allowed: terminal fonts put their symbols there.
final class Forbidden {
    /// First and last code point of each range, ascending.
    private static final int[] RANGES = {
        0x0000, 0x001F, // C0
        0x007F, 0x009F, // DEL, C1
        0x00AD, 0x00AD, // soft hyphen
        0x034F, 0x034F, // combining grapheme joiner
        0x061C, 0x061C, // Arabic letter mark
        0x115F, 0x1160, // Hangul fillers
        0x17B4, 0x17B5, // Khmer inherent vowels
        0x180B, 0x180F, // Mongolian variation selectors and vowel separator
        0x200B, 0x200F, // zero-width space and joiners, direction marks
        0x2028, 0x202E, // line and paragraph separator, embeddings and overrides
        0x2060, 0x206F, // word joiner, invisible operators, isolates, deprecated controls
        0x3164, 0x3164, // Hangul filler
        0xD800, 0xDFFF, // surrogates: met as a code point, they are unpaired
        0xFDD0, 0xFDEF, // noncharacters
        0xFE00, 0xFE0F, // variation selectors
        0xFEFF, 0xFEFF, // zero-width no-break space, the byte order mark
        0xFFA0, 0xFFA0, // halfwidth Hangul filler
        0xFFF0, 0xFFFB, // ignorable, interlinear annotation
        0x1BCA0, 0x1BCA3, // shorthand format controls
        0x1D173, 0x1D17A, // musical format controls
        0xE0000, 0xE0FFF, // tags, variation selectors supplement
    };

    private Forbidden() {}

    static boolean contains(int codePoint) {
        if (codePoint >= 0x20 && codePoint < 0x7F) {
            return false;
        }
        int found = Arrays.binarySearch(RANGES, codePoint);
        int insertion = -found - 1;
        boolean withinRange = found >= 0 || insertion % 2 == 1;
        return withinRange || isNoncharacter(codePoint);
    }

    /// The last two code points of each plane; those in `U+FDD0..U+FDEF` are in the table.
    private static boolean isNoncharacter(int codePoint) {
        return (codePoint & 0xFFFE) == 0xFFFE;
    }
}
