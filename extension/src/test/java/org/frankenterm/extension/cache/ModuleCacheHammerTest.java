package org.frankenterm.extension.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.frankenterm.extension.testing.Crowd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Several modules that all load at the same time, through one cache.
@Timeout(60)
class ModuleCacheHammerTest {
    private static final int ROUNDS = 40;

    @TempDir private Path folder;

    private List<CacheFixture> modules() {
        return Stream.of("one", "two", "three")
                .map(name -> new CacheFixture(folder, name))
                .toList();
    }

    /// Each thread begins with another module; all leases are held until all have ended.
    private static List<ModuleLease> loadAll(ModuleCache cache, List<CacheFixture> modules)
            throws Exception {
        return Crowd.ask(
                        thread -> {
                            List<ModuleLease> leases = new ArrayList<>();
                            for (int i = 0; i < modules.size(); i++) {
                                leases.add(modules.get((thread + i) % modules.size()).load(cache));
                            }
                            return leases;
                        })
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void load_severalByAll_eachCompiledOnceAndTheDiskOpenedOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<CacheFixture> modules = modules();
            AtomicInteger opened = new AtomicInteger();
            ModuleCache.DiskOpener none =
                    () -> {
                        opened.incrementAndGet();
                        throw new CacheUnusable("there is no disk");
                    };
            try (ModuleCache cache =
                    new ModuleCache(CacheFixture.ENGINE, CacheFixture.TOOLCHAIN, 0, none)) {
                List<ModuleLease> leases = loadAll(cache, modules);
                assertThat(leases.stream().map(ModuleLease::module).distinct()).hasSize(3);
                leases.forEach(ModuleLease::close);
                assertThat(cache.loadedBytes()).isZero();
            }
            assertThat(opened).hasValue(1);
            assertThat(modules).allSatisfy(one -> assertThat(one.compilations).hasValue(1));
            assertThat(modules.stream().flatMap(one -> one.events.stream())).hasSize(1);
        }
    }

    @Test
    void load_fromDiskByAll_nothingIsCompiledAgain() throws Exception {
        for (CacheFixture module : modules()) {
            module.load();
        }
        for (int round = 0; round < ROUNDS; round++) {
            List<CacheFixture> modules = modules();
            try (ModuleCache cache = modules.getFirst().open()) {
                loadAll(cache, modules).forEach(ModuleLease::close);
            }
            assertThat(modules)
                    .allSatisfy(one -> {
                        assertThat(one.compilations).hasValue(0);
                        assertThat(one.events).isEmpty();
                    });
        }
    }

    /// A cache that is closed keeps nothing, and serves all the same.
    @Test
    void close_whileAllLoad_everyLeaseUsableAndNothingLeft() throws Exception {
        List<CacheFixture> modules = modules();
        ModuleCache cache =
                new ModuleCache(CacheFixture.ENGINE, CacheFixture.TOOLCHAIN, 1 << 20, null);
        Crowd.run(thread -> {
            CacheFixture mine = modules.get(thread % modules.size());
            for (int i = 0; i < ROUNDS; i++) {
                if (thread == 0) {
                    cache.close();
                }
                try (ModuleLease lease = mine.load(cache)) {
                    assertThat(lease.module().importNames()).isEmpty();
                }
            }
        });
        assertThat(cache.loadedBytes()).isZero();
    }
}
