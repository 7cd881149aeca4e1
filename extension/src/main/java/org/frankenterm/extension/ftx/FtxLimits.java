package org.frankenterm.extension.ftx;

/// What a package may have at most. Far above what extensions need, and low enough that opening the
/// worst of them is nothing anybody notices.
final class FtxLimits {
    static final int PACKAGE_BYTES = 64 << 20;
    static final int ENTRIES = 1_024;
    static final int ENTRY_BYTES = 32 << 20;
    static final int TOTAL_BYTES = 128 << 20;
    static final int MANIFEST_BYTES = 256 << 10;

    /// Bytes that come out of one that went in.
    static final int RATIO = 200;

    /// Up to here the ratio doesn't matter.
    static final int RATIO_FREE_BYTES = 1 << 20;

    static final int NAME_BYTES = 512;

    /// The longest file name of Linux's file systems.
    static final int COMPONENT_BYTES = 255;

    /// Folders are made from names: without a limit 1,024 names would be 262,144 of them.
    static final int DEPTH = 16;

    private FtxLimits() {}

    /// Whether data is packed more densely than anything but a bomb.
    static boolean dense(long size, long compressed) {
        return size > RATIO_FREE_BYTES && size > compressed * RATIO;
    }
}
