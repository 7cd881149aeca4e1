package org.frankenterm.benchmarks;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/// Runs the benchmarks that JMH's arguments name, all without any, and prints one table: median,
/// least and most in nanoseconds, and bytes allocated for each operation.
///
/// Where each call is timed, the median is that of all calls, and least and most are the 1st and
/// the 99th of 100; elsewhere they are those of the iterations, in all forks.
final class Main {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private Main() {}

    public static void main(String[] arguments) throws CommandLineOptionException, RunnerException {
        Options options =
                new OptionsBuilder()
                        .parent(new CommandLineOptions(arguments))
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .build();
        System.out.print(table(new Runner(defaults(options)).run()));
    }

    /// Three forks of five short iterations each, unless the arguments say otherwise.
    private static Options defaults(Options chosen) {
        return new OptionsBuilder()
                .parent(chosen)
                .forks(chosen.getForkCount().orElse(3))
                .warmupIterations(chosen.getWarmupIterations().orElse(5))
                .warmupTime(chosen.getWarmupTime().orElse(TimeValue.seconds(1)))
                .measurementIterations(chosen.getMeasurementIterations().orElse(5))
                .measurementTime(chosen.getMeasurementTime().orElse(TimeValue.seconds(1)))
                .build();
    }

    private static String table(Collection<RunResult> results) {
        StringBuilder table = new StringBuilder(line("", "median", "least", "most", "bytes"));
        results.stream()
                .sorted(Comparator.comparing(Main::name))
                .forEach(r -> table.append(row(r)));
        return table.toString();
    }

    private static String row(RunResult run) {
        Statistics times = run.getPrimaryResult().getStatistics();
        boolean sampled = run.getParams().getMode() == Mode.SampleTime;
        Result<?> allocated = run.getSecondaryResults().get(ALLOCATED);
        return line(
                name(run),
                number(times.getPercentile(50)),
                number(sampled ? times.getPercentile(1) : times.getMin()),
                number(sampled ? times.getPercentile(99) : times.getMax()),
                allocated == null ? "" : number(allocated.getScore()));
    }

    private static String name(RunResult run) {
        String[] parts = run.getParams().getBenchmark().split("\\.", -1);
        StringBuilder name = new StringBuilder(parts[parts.length - 2]);
        name.append('.').append(parts[parts.length - 1]);
        run.getParams()
                .getParamsKeys()
                .forEach(key -> name.append(' ').append(run.getParams().getParam(key)));
        return name.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    private static String line(String... cells) {
        return String.format(Locale.ROOT, "%-36s%10s%10s%10s%10s%n", (Object[]) cells);
    }
}
