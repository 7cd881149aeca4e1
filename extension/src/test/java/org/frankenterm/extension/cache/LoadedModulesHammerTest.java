package org.frankenterm.extension.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.frankenterm.extension.cache.ModuleLease.Origin;
import org.frankenterm.extension.testing.Crowd;
import org.frankenterm.wasmtime.CompiledModule;
import org.frankenterm.wasmtime.Engine;
import org.frankenterm.wasmtime.ModuleRejected;
import org.frankenterm.wasmtime.Wat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Modules that come, are used and go on many threads, with room for a few of them.
@Timeout(60)
class LoadedModulesHammerTest {
    private static final Engine ENGINE = Engine.open();
    private static final int ROUNDS = 150;
    private static final long SIZE = 10;
    private static final long ROOM = 3 * SIZE;

    private final LoadedModules all = new LoadedModules(ROOM);
    private final Queue<CompiledModule> made = new ConcurrentLinkedQueue<>();

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    /// Each thread has a key of its own, because a module is added by one thread at a time.
    private static CacheKey key(int thread) {
        return CacheKey.of(new byte[] {(byte) thread}, new Toolchain("library", "config", "here"));
    }

    private CompiledModule module() throws ModuleRejected {
        CompiledModule module = CompiledModule.compile(ENGINE, Wat.toBinary("(module)"));
        made.add(module);
        return module;
    }

    private static boolean open(CompiledModule module) {
        try {
            module.importNames();
            return true;
        } catch (IllegalStateException closed) {
            return false;
        }
    }

    private ModuleLease own(int thread) throws ModuleRejected {
        Optional<ModuleLease> found = all.lease(key(thread));
        return found.isPresent()
                ? found.get()
                : all.add(key(thread), module(), Origin.COMPILED, SIZE);
    }

    private static void use(ModuleLease lease) {
        try (lease) {
            assertThat(lease.module().importNames()).isEmpty();
        }
        lease.close();
    }

    private void useAll(int thread) throws ModuleRejected {
        for (int i = 0; i < ROUNDS; i++) {
            try (ModuleLease mine = own(thread)) {
                for (int other = 0; other < Crowd.THREADS; other++) {
                    all.lease(key(other)).ifPresent(LoadedModulesHammerTest::use);
                }
                assertThat(mine.module().importNames()).isEmpty();
            }
        }
    }

    private List<CompiledModule> stillOpen() {
        return made.stream().filter(LoadedModulesHammerTest::open).toList();
    }

    @Test
    void leases_ofAllByAll_usableWhileHeldAndCountedRight() throws Exception {
        Crowd.run(this::useAll);

        assertThat(stillOpen()).hasSize(3);
        assertThat(all.bytes()).isEqualTo(ROOM);
        all.close();
        assertThat(stillOpen()).isEmpty();
        assertThat(all.bytes()).isZero();
    }

    @Test
    void close_inTheMiddle_nothingIsLeftAfterTheLastUse() throws Exception {
        List<Crowd.Work> works = new ArrayList<>();
        for (int i = 1; i < Crowd.THREADS; i++) {
            works.add(this::useAll);
        }
        works.add(_ -> {
            for (int i = 0; i < ROUNDS; i++) {
                assertThat(all.bytes()).isBetween(0L, SIZE * Crowd.THREADS);
                all.close();
            }
        });
        Crowd.run(works);

        assertThat(stillOpen()).isEmpty();
        assertThat(all.bytes()).isZero();
    }
}
