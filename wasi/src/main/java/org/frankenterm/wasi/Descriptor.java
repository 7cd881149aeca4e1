package org.frankenterm.wasi;

import java.nio.charset.StandardCharsets;

/// An open descriptor. Belongs to one [DescriptorTable], closed once, by it; guest thread only.
///
/// Rights are what the guest asked for and has not given up. Whether it may write at all is not
/// among them: that is fixed by the grant it was opened under, and nothing a guest does to its
/// descriptors changes it.
abstract sealed class Descriptor implements AutoCloseable permits Stream, OpenFile, Directory {
    private final byte[] name;
    private long rights;
    private long inheriting;
    private int flags;

    /// @param name for the audit: as the guest knows it
    Descriptor(String name, long rights, long inheriting, int flags) {
        this.name = name.getBytes(StandardCharsets.UTF_8);
        this.rights = rights;
        this.inheriting = inheriting;
        this.flags = flags;
    }

    /// Its name in what the audit says, in UTF-8; not to be changed.
    byte[] name() {
        return name;
    }

    /// What it may be used for.
    long rights() {
        return rights;
    }

    /// What descriptors opened through it may be used for.
    long inheriting() {
        return inheriting;
    }

    /// Its `fdflags`.
    int flags() {
        return flags;
    }

    /// What it is.
    abstract Filetype type();

    /// Whether it has all of these rights.
    boolean has(long needed) {
        return (rights & needed) == needed;
    }

    /// Refuses with `notcapable` if one of the rights was given up or never asked for.
    void require(long needed) {
        if (!has(needed)) {
            throw Refusal.denied(Errno.NOTCAPABLE);
        }
    }

    /// Gives up all rights but these; refuses with `notcapable` if that would add one.
    void narrow(long base, long inherited) {
        if ((base & ~rights) != 0 || (inherited & ~inheriting) != 0) {
            throw Refusal.denied(Errno.NOTCAPABLE);
        }
        rights = base;
        inheriting = inherited;
    }

    /// Sets `fdflags`; refuses with `inval` what can't be set.
    void flags(int wanted) {
        FdFlags.check(wanted);
        if (((wanted ^ flags) & FdFlags.SYNCHRONOUS) != 0) {
            throw new Refusal(Errno.INVAL);
        }
        change(wanted);
        flags = wanted;
    }

    /// Makes the system behave so.
    void change(int wanted) {}

    @Override
    public void close() {}
}
