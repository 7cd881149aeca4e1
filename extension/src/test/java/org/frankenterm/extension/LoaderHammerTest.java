package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.frankenterm.extension.GuestText.Place;
import org.frankenterm.extension.api.ModuleCacheLimits;
import org.frankenterm.extension.cache.ModuleLease;
import org.frankenterm.extension.cache.ModuleLease.Origin;
import org.frankenterm.extension.http.NameResolver;
import org.frankenterm.extension.log.HostLog;
import org.frankenterm.extension.log.LogFilter;
import org.frankenterm.extension.testing.Crowd;
import org.frankenterm.wasmtime.CompiledModule;
import org.frankenterm.wasmtime.Wat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Threads that load through a host that is new, or that is closed meanwhile.
@Timeout(60)
class LoaderHammerTest {
    private static final byte[] WASM = Wat.toBinary("(module (func (export \"on_event\")))");

    @TempDir private Path folder;

    /// The loader of a host that nothing was loaded in, and that keeps code in memory alone.
    private static Loader loader() {
        HostConfig config =
                HostConfig.standard()
                        .withEnvironment(Map.of("HOME", "/home/me"))
                        .withModuleCache(new ModuleCacheLimits(64 << 20, 0));
        HostLog log = HostLog.open(LogFilter.parse("off"), config.clock(), _ -> {});
        return new Loader(
                new Loader.Surroundings(
                        config, Records.open(config), log, NameResolver.SYSTEM, () -> {}),
                (_, _, _) -> {},
                _ -> {});
    }

    private static boolean open(CompiledModule module) {
        try {
            module.importNames();
            return true;
        } catch (IllegalStateException closed) {
            return false;
        }
    }

    /// Two caches of one host would compile it twice.
    @Test
    void load_firstOfAHostByAll_oneCacheForAll() throws Exception {
        for (int round = 0; round < 60; round++) {
            Loader loader = loader();
            List<ModuleLease> leases = Crowd.ask(_ -> loader.replayed("guest", WASM));
            assertThat(leases.stream().map(ModuleLease::module).distinct()).hasSize(1);
            assertThat(leases.stream().map(ModuleLease::origin)).containsOnlyOnce(Origin.COMPILED);
            leases.forEach(ModuleLease::close);
            assertThat(open(leases.getFirst().module())).as("kept").isTrue();
            loader.close();
            assertThat(open(leases.getFirst().module())).isFalse();
        }
    }

    /// A cache that nobody has closed would keep the code.
    @Test
    void close_whileAllLoad_codeGoesWithItsLastUse() throws Exception {
        for (int round = 0; round < 20; round++) {
            Loader loader = loader();
            Queue<CompiledModule> used = new ConcurrentLinkedQueue<>();
            Crowd.run(thread -> {
                if (thread == 0) {
                    loader.close();
                    return;
                }
                for (int i = 0; i < 2; i++) {
                    try (ModuleLease lease = loader.replayed("guest", WASM)) {
                        assertThat(open(lease.module())).isTrue();
                        used.add(lease.module());
                    }
                }
            });
            assertThat(used).hasSize(2 * (Crowd.THREADS - 1)).noneMatch(LoaderHammerTest::open);
        }
    }

    @Test
    void load_whileTheHostIsClosed_noGuestIsLeft() throws Exception {
        long before = HostFixture.guestThreads();
        Queue<Extension> loaded = new ConcurrentLinkedQueue<>();
        for (int round = 0; round < 10; round++) {
            try (HostFixture fixture = HostFixture.in(folder)) {
                List<Path> folders = new ArrayList<>();
                for (int i = 0; i < Crowd.THREADS; i++) {
                    String guest = Place.HANDLER.does(GuestText.LOG);
                    folders.add(fixture.write("e" + i, HostFixture.HOOK, guest));
                }
                fixture.host.load(LoadRequest.of(folders.getFirst()));
                Crowd.run(thread -> {
                    if (thread == 0) {
                        fixture.fire();
                        fixture.host.close();
                    } else {
                        loadUntilClosed(fixture.host, folders.get(thread), loaded);
                    }
                });
                assertThat(fixture.host.extensions()).isEmpty();
            }
            assertThat(HostFixture.guestThreads()).isEqualTo(before);
        }
        assertThat(loaded).doesNotHaveDuplicates();
    }

    private static void loadUntilClosed(ExtensionHost host, Path folder, Queue<Extension> loaded) {
        try {
            while (true) {
                loaded.add(host.load(LoadRequest.of(folder)));
            }
        } catch (IllegalStateException closed) {
            assertThat(closed).hasMessage("this host is closed");
        }
    }
}
