package org.frankenterm.extension.ftx;

import org.frankenterm.extension.api.ErrorCode;

/// Why a package is refused. Names are stable; `docs/package-format.md` lists them.
public enum Refusal {
    /// The file has more than 64 MiB.
    PACKAGE_SIZE(true),
    /// No ZIP archive at all.
    NOT_A_PACKAGE(false),
    /// An archive whose end is missing.
    TRUNCATED(false),
    /// An archive without entries.
    EMPTY(false),
    /// Something stands before the first entry.
    PREFIX(false),
    /// Something follows the end record.
    SUFFIX(false),
    /// A comment, of the archive or of an entry.
    COMMENT(false),
    /// One part of an archive of several.
    MULTI_DISK(false),
    /// 64-bit sizes or offsets, or their marks.
    ZIP64(false),
    /// The end record's number of entries is not that of the directory.
    COUNT(false),
    /// More than 1,024 entries.
    ENTRY_COUNT(true),
    /// The directory is not where it should be, or something else is in it.
    DIRECTORY(false),
    /// No header where the directory says that an entry begins.
    LOCAL_HEADER(false),
    /// Directory and entry say different things about the entry.
    HEADERS(false),
    /// Bytes that belong to no entry.
    GAP(false),
    /// Bytes that belong to two entries.
    OVERLAP(false),
    /// An encrypted entry.
    ENCRYPTED(false),
    /// An entry that is neither stored nor deflated.
    METHOD(false),
    /// An entry whose sizes stand behind its data.
    DATA_DESCRIPTOR(false),
    /// An entry with flags that have no meaning here.
    FLAGS(false),
    /// An entry that needs a newer version of ZIP.
    VERSION(false),
    /// An extra field that is malformed or gives the entry another meaning.
    EXTRA_FIELD(false),
    /// A name, or a component of one, that is empty.
    NAME_EMPTY(false),
    /// A name that is too long or too deep.
    NAME_LENGTH(false),
    /// A name that is neither ASCII nor UTF-8 marked as such.
    NAME_ENCODING(false),
    /// A name with NUL in it.
    NAME_NUL(false),
    /// A name with a control character, or one that shows nothing or turns text around.
    NAME_CONTROL(false),
    /// A name with a backslash.
    NAME_BACKSLASH(false),
    /// An absolute name.
    NAME_ABSOLUTE(false),
    /// A name that begins with a drive.
    NAME_DRIVE(false),
    /// A name with a `.` or `..` component.
    NAME_DOTS(false),
    /// Two entries of one name.
    NAME_DUPLICATE(false),
    /// Two names that differ only in case or composition.
    NAME_CASE(false),
    /// A name that is a file's and a folder's.
    NAME_FILE_AND_FOLDER(false),
    /// A link.
    LINK(false),
    /// A device, pipe or socket.
    DEVICE(false),
    /// A name of a file with the attributes of a folder, or the other way round.
    KIND(false),
    /// An entry over 32 MiB.
    ENTRY_SIZE(true),
    /// Entries over 128 MiB together.
    TOTAL_SIZE(true),
    /// More than 1 MiB out of less than a 200th of that.
    RATIO(true),
    /// Data that can't be inflated.
    DATA(false),
    /// Data of another size than declared.
    SIZE(false),
    /// Data with another CRC than declared.
    CRC(false),
    /// No `extension.toml` at the top.
    MANIFEST_MISSING(false),
    /// A manifest over 256 KiB.
    MANIFEST_SIZE(true);

    private final boolean limit;

    Refusal(boolean limit) {
        this.limit = limit;
    }

    /// The kind of problem that this is for whoever opened the package.
    ErrorCode code() {
        return limit ? ErrorCode.PACKAGE_LIMIT : ErrorCode.INVALID_PACKAGE;
    }
}
