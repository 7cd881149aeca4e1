package org.frankenterm.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.frankenterm.extension.ExtensionHost;
import org.frankenterm.extension.HostConfig;
import org.frankenterm.extension.LoadRequest;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ModuleCacheLimits;
import org.frankenterm.wasmtime.Wat;

/// Many events, many extensions, many callers: what `benchmarks/load` runs. Limits, containment and
/// shares are the host's usual ones; an event that isn't handled is counted as lost.
final class Load {
    private static final int CALLERS = 20;

    private final Path folder;
    private final byte[] module = Wat.toBinary(HookModule.TEXT);

    private Load(Path folder) {
        this.folder = folder;
    }

    /// Runs all of them, and prints a line for each.
    ///
    /// @param arguments how many seconds each of the longer runs takes
    public static void main(String[] arguments) throws Exception {
        int seconds = Integer.parseInt(arguments[0]);
        Load load = new Load(Files.createTempDirectory("load"));
        print("", "events/s", "lost", "median", "p99", "most", "heap MiB");
        load.rate("10 extensions, each event for one", "x:%d", 10_000, seconds);
        load.rate("10 extensions, each event for all", "bell", 10_000, seconds);
        load.rate("the same, a tenth of the events", "bell", 1_000, seconds);
        load.callers(50, Math.max(1, seconds / 6));
        load.hundred();
    }

    private static String manifest(String name, String event) {
        return """
        [extension]
        name = "%s"
        [[hooks]]
        event = "%s"
        handler = "three"
        [permissions]
        environment = ["HOME"]
        """
                .formatted(name, event);
    }

    private ExtensionHost open(int extensions, String event) throws IOException {
        ExtensionHost host =
                ExtensionHost.open(
                        HostConfig.standard()
                                .withModuleCache(new ModuleCacheLimits(64 << 20, 0))
                                .withEnvironment(
                                        Map.of("HOME", "/home/user", "RUST_LOG", "error")));
        for (int i = 0; i < extensions; i++) {
            Path extension = Files.createDirectories(folder.resolve(event.substring(0, 1) + i));
            String manifest = manifest("e" + i, event.formatted(i));
            Files.writeString(extension.resolve("extension.toml"), manifest);
            Files.write(extension.resolve("main.wasm"), module);
            host.load(LoadRequest.of(extension).withGrants("all"));
        }
        return host;
    }

    /// So many events a second, by callers that each wait for their event's reports.
    private void rate(String title, String event, int perSecond, int seconds) throws Exception {
        try (ExtensionHost host = open(10, event)) {
            for (int i = 0; i < 10_000; i++) {
                host.fire(Event.of(event.formatted(i % 10)));
            }
            long interval = TimeUnit.SECONDS.toNanos(1) * CALLERS / perSecond;
            int each = perSecond / CALLERS * seconds;
            long began = System.nanoTime();
            long[][] results =
                    together(CALLERS, caller -> paced(host, event, caller, interval, each));
            report(title, results, began);
        }
    }

    private static long[] paced(
            ExtensionHost host, String event, int caller, long interval, int count)
            throws InterruptedException {
        long[] took = new long[count];
        long due = System.nanoTime() + interval * caller / CALLERS;
        for (int i = 0; i < count; i++) {
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            took[i] = fire(host, Event.of(event.formatted((caller + i) % 10)), due);
            due += interval;
        }
        return took;
    }

    /// @return how long after it was due the event was handled; -1 if it was lost
    private static long fire(ExtensionHost host, Event event, long due)
            throws InterruptedException {
        DispatchReport report = host.fire(event);
        long took = System.nanoTime() - due;
        return report.completed() && !report.handlers().isEmpty() ? took : -1;
    }

    /// As many events as so many callers can fire.
    private void callers(int callers, int seconds) throws Exception {
        try (ExtensionHost host = open(10, "bell")) {
            long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
            long began = System.nanoTime();
            long[][] results =
                    together(
                            callers,
                            _ -> {
                                List<Long> took = new ArrayList<>();
                                while (System.nanoTime() - end < 0) {
                                    took.add(fire(host, Event.of("bell"), System.nanoTime()));
                                }
                                return took.stream().mapToLong(Long::longValue).toArray();
                            });
            report(callers + " callers without a pause, 10 extensions", results, began);
        }
    }

    /// One event for a hundred extensions.
    private void hundred() throws Exception {
        long before = resident();
        try (ExtensionHost host = open(100, "bell")) {
            host.fire(Event.of("bell"));
            long each = (resident() - before) / 100;
            long[] took = new long[500];
            for (int i = 0; i < took.length; i++) {
                LockSupport.parkNanos(20_000_000); // rarely enough for everybody's share
                took[i] = fire(host, Event.of("bell"), System.nanoTime());
            }
            report("100 extensions, one event for all", new long[][] {took}, 0);
            System.out.printf(
                    Locale.ROOT,
                    "resident for each of them, with a page of 64 KiB: %d KiB%n",
                    each);
        }
    }

    private interface Caller {
        long[] run(int number) throws InterruptedException;
    }

    private static long[][] together(int callers, Caller caller)
            throws InterruptedException, ExecutionException {
        try (ExecutorService pool = Executors.newFixedThreadPool(callers)) {
            List<Future<long[]>> results = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int number = i;
                results.add(pool.submit(() -> caller.run(number)));
            }
            long[][] all = new long[callers][];
            for (int i = 0; i < callers; i++) {
                all[i] = results.get(i).get();
            }
            return all;
        }
    }

    private static void report(String title, long[][] results, long began) {
        long nanos = System.nanoTime() - began;
        long[] all = Arrays.stream(results).flatMapToLong(Arrays::stream).toArray();
        long[] took = Arrays.stream(all).filter(each -> each >= 0).sorted().toArray();
        print(
                title,
                began == 0 ? "" : Long.toString(all.length * 1_000_000_000L / nanos),
                Integer.toString(all.length - took.length),
                micros(took, 0.5),
                micros(took, 0.99),
                micros(took, 1),
                Long.toString(heap()));
    }

    private static String micros(long[] sorted, double part) {
        return sorted.length == 0
                ? "-"
                : Long.toString(sorted[(int) ((sorted.length - 1) * part)] / 1_000);
    }

    /// What is left of the heap after a collection.
    private static long heap() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    }

    private static long resident() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return 0;
    }

    private static void print(String... cells) {
        System.out.printf(Locale.ROOT, "%-42s%10s%8s%8s%8s%9s%9s%n", (Object[]) cells);
    }
}
