package org.frankenterm.extension.ftx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.frankenterm.extension.ftx.Archive.bytes;
import static org.frankenterm.extension.ftx.Archive.extra;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.hash.Sha256;
import org.frankenterm.extension.text.Sanitizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FtxReaderTest {
    static List<HostileArchive> hostile() {
        return HostileArchive.all();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void read_hostileArchive_refusedWithItsSentence(HostileArchive hostile) {
        PackageRefused refused = refused(hostile.archive().get());

        assertThat(refused.reason()).as(refused.getMessage()).isEqualTo(hostile.reason());
        String sentence = String.valueOf(refused.getMessage());
        assertThat(sentence).contains(hostile.words());
        assertThat(Sanitizer.line(sentence)).isEqualTo(sentence);
        assertThat(sentence).doesNotEndWith(".").hasSizeLessThan(300);
    }

    @Test
    void hostileArchives_together_showEveryRefusal() {
        assertThat(hostile()).hasSizeGreaterThan(100);
        assertThat(hostile().stream().map(HostileArchive::reason).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(Refusal.class));
    }

    @Test
    void refusals_ofLimits_areLimitsForTheCaller() {
        assertThat(refused(Archive.NOTHING).explained("can't open x").code())
                .isEqualTo(ErrorCode.INVALID_PACKAGE);
        assertThat(FtxReader.tooLarge().explained("can't open x").code())
                .isEqualTo(ErrorCode.PACKAGE_LIMIT);
    }

    @Test
    void read_plain_hasItsFiles() throws PackageRefused {
        byte[] bytes = Archive.plain().bytes();
        FtxPackage read = FtxReader.read(bytes);

        assertThat(read.entries())
                .extracting(FtxEntry::name)
                .containsExactly("extension.toml", "main.wasm");
        assertThat(read.content("main.wasm")).hasValue(bytes("hello"));
        assertThat(read.content("Main.wasm")).isEmpty();
        assertThat(read.manifest()).asString().startsWith("[extension]");
        assertThat(read.sha256()).isEqualTo(Sha256.hex(bytes)).hasSize(64);
        assertThat(read.size()).isEqualTo(bytes.length);
    }

    @Test
    void read_whatCommonPackersAdd_accepted() throws PackageRefused {
        Archive archive = Archive.plain();
        Archive.Entry folder = archive.stored("themes/", Archive.NOTHING);
        folder.attributes = 0040755L << 16 | 0x10;
        Archive.Entry theme = archive.deflated("themes/dark é.toml", bytes("dark = true\n")).utf8();
        theme.local.extra = extra(0x5455, new byte[9]);
        theme.central.extra = extra(0x5455, new byte[5]);
        theme.attributes = 0100777L << 16;
        theme.both(header -> header.flags |= 2);
        archive.stored("themes/empty", Archive.NOTHING).madeBy = 0;

        FtxPackage read = FtxReader.read(archive.bytes());
        assertThat(read.content("themes/dark é.toml")).hasValue(bytes("dark = true\n"));
        assertThat(read.content("themes/empty")).hasValue(Archive.NOTHING);
        assertThat(read.content("themes/")).isEmpty();
        assertThat(read.entries().get(2).folder()).isTrue();
    }

    @Test
    void read_atItsLimits_accepted() throws PackageRefused {
        Archive archive = Archive.plain();
        archive.deflated("zeros", new byte[1 << 20]);
        archive.stored("a".repeat(255), Archive.NOTHING);
        archive.stored("a/".repeat(15) + "b", Archive.NOTHING);
        byte[] noise = new byte[32 << 20];
        new Random(7).nextBytes(noise);
        archive.stored("noise", noise);
        while (archive.entries.size() < 1_024) {
            archive.stored("file" + archive.entries.size(), Archive.NOTHING);
        }
        FtxPackage read = FtxReader.read(archive.bytes());

        assertThat(read.entries()).hasSize(1_024);
        assertThat(read.content("noise")).hasValue(noise);
        assertThat(read.content("zeros")).hasValue(new byte[1 << 20]);
    }

    @Test
    void read_cutAnywhere_refused() {
        byte[] whole = small();
        for (int length = 0; length < whole.length; length++) {
            refused(Arrays.copyOf(whole, length));
        }
        assertThat(whole.length).isGreaterThan(300);
    }

    /// Some bytes mean nothing: the version that made it, permissions. Whatever isn't refused has
    /// the same files.
    @Test
    void read_anyByteChanged_refusedOrTheSame() throws PackageRefused {
        byte[] whole = small();
        Map<String, String> content = content(FtxReader.read(whole));
        int accepted = 0;
        for (int at = 0; at < whole.length; at++) {
            for (int change : new int[] {0x01, 0x10, 0x80, 0xFF}) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) change;
                accepted += sameOrRefused(changed, content) ? 1 : 0;
            }
        }
        assertThat(accepted).isLessThan(whole.length / 4);
    }

    @Test
    void read_manyBytesChanged_refusedOrTheSame() throws PackageRefused {
        byte[] whole = small();
        Map<String, String> content = content(FtxReader.read(whole));
        Random random = new Random(20_261_122);
        int accepted = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = whole.clone();
            for (int i = random.nextInt(1, 8); i > 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            accepted += sameOrRefused(changed, content) ? 1 : 0;
        }
        assertThat(accepted).isLessThan(5_000);
    }

    private static byte[] small() {
        Archive archive = Archive.plain();
        archive.deflated("themes/dark.toml", bytes("dark = true\n".repeat(9)));
        return archive.bytes();
    }

    private static boolean sameOrRefused(byte[] changed, Map<String, String> content) {
        try {
            assertThat(content(FtxReader.read(changed))).isEqualTo(content);
        } catch (PackageRefused refused) {
            return false;
        }
        assertThat(contentByEntries(changed)).isEqualTo(content);
        return true;
    }

    /// What a reader finds that goes from entry to entry and never looks at the directory.
    private static Map<String, String> contentByEntries(byte[] archive) {
        Map<String, String> content = new HashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                content.put(e.getName(), Sha256.hex(in.readAllBytes()));
            }
        } catch (IOException e) {
            throw new AssertionError("what is a package to us is none to another reader", e);
        }
        return content;
    }

    private static Map<String, String> content(FtxPackage read) {
        Map<String, String> content = new HashMap<>();
        for (FtxEntry entry : read.entries()) {
            content.put(entry.name(), Sha256.hex(read.content(entry.name()).orElseThrow()));
        }
        return content;
    }

    /// What the original took for a package (its tests, and what they left open).
    @Test
    void read_whatTheOriginalLetThrough_refused() {
        Set<Refusal> reasons = EnumSet.noneOf(Refusal.class);
        for (String name : List.of("/etc/evil", "a/../../evil", "dir\\evil", "C:evil", "")) {
            Archive archive = Archive.plain();
            archive.stored(name, Archive.NOTHING);
            reasons.add(refused(archive.bytes()).reason());
        }
        assertThat(reasons)
                .containsExactlyInAnyOrder(
                        Refusal.NAME_ABSOLUTE,
                        Refusal.NAME_DOTS,
                        Refusal.NAME_BACKSLASH,
                        Refusal.NAME_DRIVE,
                        Refusal.NAME_EMPTY);
    }

    private static PackageRefused refused(byte[] bytes) {
        PackageRefused refused =
                catchThrowableOfType(PackageRefused.class, () -> FtxReader.read(bytes));
        assertThat(refused).isNotNull();
        return refused;
    }
}
