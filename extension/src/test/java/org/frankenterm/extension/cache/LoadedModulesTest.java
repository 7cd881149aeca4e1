package org.frankenterm.extension.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.frankenterm.extension.cache.ModuleLease.Origin;
import org.frankenterm.wasmtime.CompiledModule;
import org.frankenterm.wasmtime.Engine;
import org.frankenterm.wasmtime.ModuleRejected;
import org.frankenterm.wasmtime.Wat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LoadedModulesTest {
    private static final Engine ENGINE = Engine.open();

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    private static CompiledModule module() throws ModuleRejected {
        return CompiledModule.compile(ENGINE, Wat.toBinary("(module)"));
    }

    private static CacheKey key(int number) {
        return CacheKey.of(new byte[] {(byte) number}, new Toolchain("library", "config", "here"));
    }

    private static boolean open(CompiledModule module) {
        try {
            module.importNames();
            return true;
        } catch (IllegalStateException closed) {
            return false;
        }
    }

    @Test
    void lease_loaded_sameModule() throws ModuleRejected {
        try (LoadedModules all = new LoadedModules(100);
                CompiledModule module = module();
                ModuleLease first = all.add(key(1), module, Origin.COMPILED, 10);
                ModuleLease second = all.lease(key(1)).orElseThrow()) {
            assertThat(second.module()).isSameAs(module).isSameAs(first.module());
            assertThat(all.lease(key(2))).isEmpty();
            assertThat(all.bytes()).isEqualTo(10);
        }
    }

    @Test
    void add_loadedAlready_refused() throws ModuleRejected {
        try (LoadedModules all = new LoadedModules(100);
                CompiledModule module = module();
                ModuleLease _ = all.add(key(1), module, Origin.COMPILED, 10)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> all.add(key(1), module, Origin.COMPILED, 10));
        }
    }

    @Test
    void evict_fullOfIdleOnes_usedLongestAgoGoesFirst() throws ModuleRejected {
        try (LoadedModules all = new LoadedModules(30)) {
            CompiledModule[] modules = new CompiledModule[4];
            for (int i = 0; i < 3; i++) {
                modules[i] = module();
                all.add(key(i), modules[i], Origin.COMPILED, 10).close();
            }
            all.lease(key(0)).orElseThrow().close();
            modules[3] = module();
            all.add(key(3), modules[3], Origin.COMPILED, 10).close();

            assertThat(modules)
                    .extracting(LoadedModulesTest::open)
                    .containsExactly(true, false, true, true);
            assertThat(all.lease(key(1))).isEmpty();
            assertThat(all.bytes()).isEqualTo(30);
        }
    }

    @Test
    void evict_inUse_staysAndStaysFindable() throws ModuleRejected {
        try (LoadedModules all = new LoadedModules(0)) {
            CompiledModule module = module();
            ModuleLease first = all.add(key(1), module, Origin.COMPILED, 10);
            ModuleLease second = all.lease(key(1)).orElseThrow();
            first.close();
            first.close();
            assertThat(open(module)).as("one use left, whatever is closed twice").isTrue();
            second.close();
            assertThat(open(module)).isFalse();
            assertThat(all.bytes()).isZero();
        }
    }

    @Test
    void close_inUse_closedWithTheLastLease() throws ModuleRejected {
        LoadedModules all = new LoadedModules(100);
        CompiledModule used = module();
        CompiledModule idle = module();
        ModuleLease lease = all.add(key(1), used, Origin.COMPILED, 10);
        all.add(key(2), idle, Origin.COMPILED, 10).close();
        all.close();
        assertThat(open(idle)).isFalse();
        assertThat(open(used)).isTrue();
        lease.close();
        assertThat(open(used)).isFalse();
    }
}
