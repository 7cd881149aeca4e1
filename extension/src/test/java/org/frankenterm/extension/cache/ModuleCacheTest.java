package org.frankenterm.extension.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.frankenterm.wasmtime.ModuleLimits;
import org.frankenterm.wasmtime.ModuleRejected;
import org.frankenterm.wasmtime.ModuleStructure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleCacheTest {
    @TempDir private Path folder;
    private CacheFixture fixture = new CacheFixture(Path.of("unused"));

    @BeforeEach
    void open() {
        fixture = new CacheFixture(folder);
    }

    @Test
    void load_twiceInOneProcess_compiledOnceAndShared() throws ModuleRejected {
        try (ModuleCache cache = fixture.open();
                ModuleLease first = fixture.load(cache);
                ModuleLease second = fixture.load(cache)) {
            assertThat(second.module()).isSameAs(first.module());
            assertThat(fixture.compilations).hasValue(1);
        }
    }

    @Test
    void load_afterItsLastUse_stillInMemory() throws Exception {
        try (ModuleCache cache = fixture.open()) {
            fixture.load(cache).close();
            assertThat(cache.loadedBytes()).isPositive();
            Files.delete(fixture.file());
            fixture.load(cache).close();
            assertThat(fixture.compilations).hasValue(1);
        }
    }

    @Test
    void load_inANewProcess_fromDisk() throws ModuleRejected {
        assertThat(fixture.compilationsOfALoad()).isOne();
        assertThat(fixture.compilationsOfALoad()).isZero();
        assertThat(fixture.events).isEmpty();
    }

    @Test
    void load_otherModule_compiled() throws ModuleRejected {
        fixture.load();
        assertThat(new CacheFixture(folder, "another").compilationsOfALoad()).isOne();
    }

    @Test
    void load_anotherToolchain_compiledBesideTheOld() throws Exception {
        fixture.load();
        for (Toolchain other :
                List.of(
                        new Toolchain("patched library", "configuration", "target"),
                        new Toolchain("library", "another configuration", "target"),
                        new Toolchain("library", "configuration", "another target"))) {
            fixture.toolchain = other;
            assertThat(fixture.compilationsOfALoad()).as("%s", other).isOne();
            assertThat(fixture.compilationsOfALoad()).as("%s again", other).isZero();
        }
        fixture.toolchain = CacheFixture.TOOLCHAIN;
        assertThat(fixture.compilationsOfALoad()).isZero();
        assertThat(fixture.files()).hasSize(4);
        assertThat(fixture.events).isEmpty();
    }

    @Test
    void load_codeThatTheEngineRefuses_compiledAgain() throws Exception {
        DiskCache disk = DiskCache.open(fixture.environment, Long.MAX_VALUE);
        disk.write(fixture.key(), new byte[] {1, 2, 3}, fixture.events::add);

        assertThat(fixture.compilationsOfALoad()).isOne();
        assertThat(fixture.distrust()).startsWith("the engine refuses it: ");
        assertThat(fixture.compilationsOfALoad()).isZero();
    }

    @Test
    void load_rejected_nothingKeptAndTriedAgain() throws Exception {
        ModuleStructure structure = ModuleStructure.read(fixture.wasm, ModuleLimits.EXTENSION);
        try (ModuleCache cache = fixture.open()) {
            assertThatThrownBy(() ->
                            cache.load(
                                    fixture.wasm,
                                    structure,
                                    () -> new byte[] {1},
                                    fixture.events::add))
                    .isInstanceOf(ModuleRejected.class);
            assertThat(cache.loadedBytes()).isZero();
            fixture.load(cache).close();
            assertThat(fixture.compilations).hasValue(1);
        }
    }

    @Test
    void load_noDisk_inMemoryOnly() throws ModuleRejected {
        try (ModuleCache cache =
                new ModuleCache(CacheFixture.ENGINE, CacheFixture.TOOLCHAIN, 1 << 20, null)) {
            fixture.load(cache).close();
            fixture.load(cache).close();
        }
        assertThat(fixture.compilations).hasValue(1);
        assertThat(fixture.cache).doesNotExist();
        assertThat(fixture.events).isEmpty();
    }

    @Test
    void load_hammer_oneCompilationForAllAtATime() throws Exception {
        int threads = 8;
        CyclicBarrier start = new CyclicBarrier(threads);
        try (ModuleCache cache =
                        new ModuleCache(CacheFixture.ENGINE, CacheFixture.TOOLCHAIN, 0, null);
                ExecutorService loaders = Executors.newFixedThreadPool(threads)) {
            for (int round = 0; round < 50; round++) {
                int before = fixture.compilations.get();
                List<Future<ModuleLease>> all = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    all.add(
                            loaders.submit(() -> {
                                start.await();
                                return fixture.load(cache);
                            }));
                }
                for (Future<ModuleLease> lease : all) {
                    assertThat(lease.get().module()).isSameAs(all.getFirst().get().module());
                }
                assertThat(fixture.compilations.get() - before).isOne();
                for (Future<ModuleLease> lease : all) {
                    lease.get().close();
                }
                assertThat(cache.loadedBytes()).isZero();
            }
        }
    }

    @Test
    void load_hammerOfLoadsAndEvictions_everyLeaseUsable() throws Exception {
        int threads = 8;
        CacheFixture other = new CacheFixture(folder, "other");
        try (ModuleCache cache =
                        new ModuleCache(CacheFixture.ENGINE, CacheFixture.TOOLCHAIN, 0, null);
                ExecutorService loaders = Executors.newFixedThreadPool(threads)) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                CacheFixture mine = i % 2 == 0 ? fixture : other;
                all.add(
                        loaders.submit(() -> {
                            for (int n = 0; n < 200; n++) {
                                try (ModuleLease lease = mine.load(cache)) {
                                    assertThat(lease.module().importNames()).isEmpty();
                                }
                            }
                            return true;
                        }));
            }
            for (Future<Boolean> done : all) {
                assertThat(done.get()).isTrue();
            }
            assertThat(cache.loadedBytes()).isZero();
        }
    }
}
