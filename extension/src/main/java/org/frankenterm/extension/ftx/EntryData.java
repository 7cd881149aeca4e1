package org.frankenterm.extension.ftx;

import java.util.function.BiConsumer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.frankenterm.extension.text.Quantity;

/// The data of one entry: inflated in pieces, counted and summed up, so that its declared size and
/// CRC are true before anybody gets it.
final class EntryData {
    private static final int PIECE = 16 << 10;

    private final byte[] archive;
    private final FtxEntry entry;
    private final CRC32 crc = new CRC32();
    private int size;

    /// @param archive the whole of it
    EntryData(byte[] archive, FtxEntry entry) {
        this.archive = archive;
        this.entry = entry;
    }

    /// Goes through the data and keeps none.
    void verify() throws PackageRefused {
        read((_, _) -> {});
    }

    /// The data.
    byte[] content() throws PackageRefused {
        byte[] content = new byte[entry.size()];
        read((piece, at) ->
                System.arraycopy(piece.bytes(), piece.from(), content, at, piece.length()));
        return content;
    }

    @SuppressWarnings("ArrayRecordComponent") // a view, compared by nobody
    private record Piece(byte[] bytes, int from, int length) {}

    /// Hands out each piece with its place in the data.
    private void read(BiConsumer<Piece, Integer> sink) throws PackageRefused {
        if (entry.deflated()) {
            inflate(sink);
        } else {
            accept(new Piece(archive, entry.offset(), entry.size()), sink);
        }
        if (size != entry.size()) {
            throw sizes("less");
        }
        if (crc.getValue() != entry.crc()) {
            throw PackageRefused.entry(
                    Refusal.CRC,
                    entry.name(),
                    "is damaged: its data has another CRC than its header says");
        }
    }

    private void inflate(BiConsumer<Piece, Integer> sink) throws PackageRefused {
        byte[] buffer = new byte[PIECE];
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(archive, entry.offset(), entry.compressed());
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                if (length == 0 && !inflater.finished()) {
                    throw damaged();
                }
                accept(new Piece(buffer, 0, length), sink);
            }
            if (inflater.getRemaining() != 0) {
                throw PackageRefused.entry(
                        Refusal.DATA, entry.name(), "has something behind its compressed data");
            }
        } catch (DataFormatException e) {
            throw damaged();
        }
    }

    private void accept(Piece piece, BiConsumer<Piece, Integer> sink) throws PackageRefused {
        if (piece.length() > entry.size() - size) {
            throw sizes("more");
        }
        crc.update(piece.bytes(), piece.from(), piece.length());
        sink.accept(piece, size);
        size += piece.length();
    }

    private PackageRefused sizes(String comparison) {
        return PackageRefused.entry(
                Refusal.SIZE,
                entry.name(),
                "has %s data than the %s that its header says"
                        .formatted(comparison, Quantity.bytes(entry.size())));
    }

    private PackageRefused damaged() {
        return PackageRefused.entry(
                Refusal.DATA, entry.name(), "is damaged: its data can't be inflated");
    }
}
