package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.frankenterm.extension.HostConfig.RecordKeeping;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.audit.AuditFolder;
import org.frankenterm.extension.testing.SmallDisk;
import org.frankenterm.wasmtime.Wat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever is wrong with the cache of compiled modules, the extension runs, compiled anew, and the
/// audit on disk says what was wrong.
@Timeout(120)
class CacheTroubleTest {
    @TempDir private Path user;

    /// What is done to a cache that holds the module.
    enum Trouble {
        FLIPPED_BYTE(".cwasm: it is damaged, or was written with another key") {
            @Override
            void make(CacheTroubleTest test) throws IOException {
                byte[] code = Files.readAllBytes(test.code());
                code[code.length / 2] ^= 1;
                Files.write(test.code(), code);
            }
        },
        FLIPPED_BYTE_OF_THE_KEY(".cwasm: it is damaged, or was written with another key") {
            @Override
            void make(CacheTroubleTest test) throws IOException {
                byte[] key = Files.readAllBytes(test.key());
                key[7] ^= 1;
                Files.write(test.key(), key);
            }
        },
        TRUNCATED(".cwasm: it is cut short") {
            @Override
            void make(CacheTroubleTest test) throws IOException {
                Files.write(test.code(), Arrays.copyOf(Files.readAllBytes(test.code()), 100));
            }
        },
        LINK_INSTEAD_OF_THE_FILE("is a link or no file") {
            @Override
            void make(CacheTroubleTest test) throws IOException {
                Path elsewhere = Files.move(test.code(), test.user.resolve("elsewhere"));
                Files.createSymbolicLink(test.code(), elsewhere);
            }
        },
        LINK_INSTEAD_OF_THE_FOLDER("is a link or a file; only a folder is used") {
            @Override
            void make(CacheTroubleTest test) throws IOException {
                Path elsewhere = Files.move(test.cache(), test.user.resolve("elsewhere"));
                Files.createSymbolicLink(test.cache(), elsewhere);
            }
        },
        GROUP_MAY_WRITE("can be written by others; run: chmod go-w") {
            @Override
            void make(CacheTroubleTest test) throws IOException {
                Files.setPosixFilePermissions(
                        test.cache(), PosixFilePermissions.fromString("rwxrwx---"));
            }
        },
        OTHERS_MAY_READ_THE_KEY("others may have read its key") {
            @Override
            void make(CacheTroubleTest test) throws IOException {
                Files.setPosixFilePermissions(
                        test.key(), PosixFilePermissions.fromString("rw-r--r--"));
            }
        },
        /// Written by a library with another hash, or for another configuration: never looked at.
        ANOTHER_LIBRARY("") {
            @Override
            void make(CacheTroubleTest test) throws IOException {
                Files.move(test.code(), test.cache().resolve("0".repeat(64) + ".cwasm"));
            }
        };

        /// What the audit says besides that it was compiled; empty for nothing.
        private final String words;

        Trouble(String words) {
            this.words = words;
        }

        abstract void make(CacheTroubleTest test) throws IOException;
    }

    private String name = "";

    @BeforeEach
    void fill() throws Exception {
        Path folder = Files.createDirectory(user.resolve("guest"));
        Files.writeString(
                folder.resolve("extension.toml"),
                "[extension]\nname = \"guest\"\n[hooks]\nbell = \"run\"\n");
        Files.write(folder.resolve("main.wasm"), Wat.toBinary("(module (func (export \"run\")))"));
        assertThat(loaded()).isEqualTo("compiled");
        try (Stream<Path> files = Files.list(cache())) {
            name = String.valueOf(files.findAny().orElseThrow().getFileName());
        }
        assertThat(loaded()).isEqualTo("from disk");
    }

    private Path cache() {
        return user.resolve(".cache/frankenterm/wasm-cache");
    }

    private Path code() {
        return cache().resolve(name);
    }

    private Path key() {
        return state().resolve("cache.key");
    }

    private Path state() {
        return user.resolve(".local/state/frankenterm");
    }

    /// Loads and runs the extension as a new process would.
    ///
    /// @return where its code came from, as the audit has it
    private String loaded() throws Exception {
        HostConfig config =
                HostConfig.standard()
                        .withEnvironment(Map.of("HOME", user.toString(), "RUST_LOG", "off"))
                        .withRecords(new RecordKeeping(state(), RecordKeeping.AUDIT_BYTES));
        try (ExtensionHost host = ExtensionHost.open(config)) {
            host.load(LoadRequest.of(user.resolve("guest")));
            assertThat(host.fire(Event.of("bell")).handlers())
                    .extracting(HandlerReport::outcome)
                    .containsExactly(new CallOutcome.Completed());
        }
        return audited("loaded").getLast();
    }

    private List<String> audited(String what) {
        List<String> details = new ArrayList<>();
        new AuditFolder(state())
                .read(
                        record -> record.function().equals(what),
                        record -> details.add(record.arguments()));
        return details;
    }

    @ParameterizedTest
    @EnumSource
    void load_anyTrouble_compiledAgainAndAudited(Trouble trouble) throws Exception {
        trouble.make(this);

        assertThat(loaded()).isEqualTo("compiled");
        if (trouble.words.isEmpty()) {
            assertThat(audited("module cache")).isEmpty();
        } else {
            assertThat(audited("module cache"))
                    .singleElement()
                    .satisfies(said -> assertThat(said).contains(trouble.words));
        }
    }

    @Test
    void load_diskFullOrReadOnly_compiledAndAudited() throws Exception {
        Files.delete(code());
        try (SmallDisk disk = SmallDisk.over(cache(), "8k")) {
            assertThat(loaded()).isEqualTo("compiled");
            disk.makeReadOnly();
            assertThat(loaded()).isEqualTo("compiled");
        }
        assertThat(audited("module cache"))
                .hasSize(2)
                .satisfiesExactly(
                        said -> assertThat(said).contains("could not be kept", "No space left"),
                        said -> assertThat(said).contains("could not be kept", "Read-only"));
    }
}
