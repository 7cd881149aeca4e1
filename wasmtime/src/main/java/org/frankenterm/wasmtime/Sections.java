package org.frankenterm.wasmtime;

import java.util.Arrays;
import org.frankenterm.wasmtime.ModuleRejected.Reason;
import org.jspecify.annotations.Nullable;

/// The outermost form of a module: eight bytes that say what it is, then its sections one after the
/// other. Handed out one by one, because a module can consist of millions.
///
/// Source: WebAssembly core specification 2.0, 5.5.
final class Sections {

    private static final byte[] MAGIC = {0, 'a', 's', 'm'};
    private static final int PREAMBLE_BYTES = 8;
    private static final int VERSION = 1;
    private static final int COMPONENT_LAYER = 1;

    private final byte[] wasm;
    private final BinaryReader in;
    private Section last = Section.CUSTOM;

    private Sections(byte[] wasm, BinaryReader in) {
        this.wasm = wasm;
        this.in = in;
    }

    /// The sections of a core module.
    ///
    /// @throws ModuleRejected if the bytes are something else, or a version that isn't known
    static Sections of(byte[] wasm) throws ModuleRejected {
        requireMagic(wasm);
        BinaryReader in = new BinaryReader(wasm, MAGIC.length, wasm.length, "the module");
        int version = in.u8() | in.u8() << 8;
        int layer = in.u8() | in.u8() << 8;
        if (layer == COMPONENT_LAYER) {
            throw new ModuleRejected(
                    Reason.UNSUPPORTED,
                    "this is a WebAssembly component, and only core modules run here; build for"
                            + " wasm32-wasip1, not wasm32-wasip2");
        }
        if (version != VERSION || layer != 0) {
            throw new ModuleRejected(
                    Reason.UNSUPPORTED,
                    "this is WebAssembly of version %d (layer %d), and only version 1 is known"
                            .formatted(version, layer));
        }
        return new Sections(wasm, in);
    }

    private static void requireMagic(byte[] wasm) throws ModuleRejected {
        if (wasm.length == 0) {
            throw new ModuleRejected(Reason.MALFORMED, "the file is empty");
        }
        int common = Math.min(wasm.length, MAGIC.length);
        if (Arrays.equals(wasm, 0, common, MAGIC, 0, common)) {
            if (wasm.length < PREAMBLE_BYTES) {
                throw new ModuleRejected(
                        Reason.MALFORMED,
                        "the module is truncated: of the eight bytes that every module begins with"
                                + " it has "
                                + wasm.length);
            }
            return;
        }
        FileKind kind = FileKind.of(wasm);
        throw new ModuleRejected(
                Reason.MALFORMED,
                "this is not WebAssembly"
                        + (kind == null ? "" : ": it seems to be " + kind.sentence()));
    }

    /// The next section, null behind the last one.
    ///
    /// @throws ModuleRejected if it is unknown, out of order, there twice, or cut off
    @Nullable SectionFrame next() throws ModuleRejected {
        if (in.atEnd()) {
            return null;
        }
        int start = in.position();
        int id = in.u8();
        Section section = Section.ofId(id);
        if (section == null) {
            throw in.malformed(
                    start,
                    "no section has number %d: the module is damaged, or it ends here and"
                            + " something else follows",
                    id);
        }
        requireOrder(section, start);
        BinaryReader header =
                new BinaryReader(wasm, in.position(), wasm.length, "the header of the " + section);
        long size = header.u32();
        requireThere(section, start, size, header.remaining());
        int from = header.position();
        in.skip(from - in.position() + size);
        return new SectionFrame(section, start, from, in.position());
    }

    private void requireOrder(Section section, int start) throws ModuleRejected {
        if (section == Section.CUSTOM) {
            return;
        }
        if (section == last) {
            throw in.malformed(start, "there is a second %s", section);
        }
        if (section.compareTo(last) < 0) {
            throw in.malformed(start, "the %s stands behind the %s", section, last);
        }
        last = section;
    }

    private void requireThere(Section section, int start, long size, int remaining)
            throws ModuleRejected {
        if (size > remaining) {
            throw in.malformed(
                    start,
                    "the module is truncated: its %s has %,d bytes and %,d of them are there;"
                            + " build or copy it again",
                    section,
                    size,
                    remaining);
        }
    }
}
