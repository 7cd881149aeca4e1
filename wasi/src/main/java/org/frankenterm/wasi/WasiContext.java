package org.frankenterm.wasi;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// What one instance sees of the world through preview 1: arguments, environment, clocks, random
/// bytes and open descriptors.
///
/// One for each instance, used and closed on its guest thread only. Standard input is empty unless
/// it is inherited; of the file system there is what was preopened.
public final class WasiContext implements AutoCloseable {
    /// Standard input, output and error.
    private static final int STREAMS = 3;

    private final StringTable arguments;
    private final StringTable environment;
    private final GuestClocks clocks;
    private final RandomGenerator random;
    private final DescriptorTable descriptors;
    private final WasiListener listener;
    private final WriteAllowance allowance;
    private final WasiCall call = new WasiCall();

    private WasiContext(Builder builder) {
        arguments = new StringTable(builder.arguments);
        environment = new StringTable(builder.environment);
        clocks = new GuestClocks(builder.realtime, builder.ticker, builder.granularity);
        random = builder.random;
        descriptors = new DescriptorTable(builder.maxDescriptors + builder.preopens.size());
        listener = builder.listener;
        allowance = new WriteAllowance(builder.maxFileBytes);
        openStreams(builder);
        builder.preopens.forEach(preopen -> descriptors.open(preopen.directory()));
    }

    private void openStreams(Builder builder) {
        if (builder.inheritsStreams) {
            for (int number = 0; number < STREAMS; number++) {
                descriptors.open(new Stream.Inherited(number));
            }
        } else {
            descriptors.open(new Stream.Input());
            descriptors.open(new Stream.Output(builder.stdout, "stdout"));
            descriptors.open(new Stream.Output(builder.stderr, "stderr"));
        }
    }

    /// Begins a call of the guest: what it may write to files is as much as ever again.
    public void beginCall() {
        allowance.renew();
    }

    /// Closes every descriptor that is open. Idempotent.
    @Override
    public void close() {
        descriptors.close();
    }

    /// Begins a context that grants nothing: no arguments, an empty environment, output dropped.
    ///
    /// @return a new builder
    public static Builder builder() {
        return new Builder();
    }

    StringTable arguments() {
        return arguments;
    }

    StringTable environment() {
        return environment;
    }

    GuestClocks clocks() {
        return clocks;
    }

    RandomGenerator random() {
        return random;
    }

    DescriptorTable descriptors() {
        return descriptors;
    }

    /// The open descriptor of that number, which the call is then about; refuses with `badf`.
    Descriptor descriptor(long number) {
        Descriptor descriptor = descriptors.require(number);
        call.path(descriptor.name());
        return descriptor;
    }

    WasiListener listener() {
        return listener;
    }

    WasiCall call() {
        return call;
    }

    WriteAllowance allowance() {
        return allowance;
    }

    /// Collects what an instance may see. Used once, on one thread.
    public static final class Builder {
        /// Coarse enough to blunt timing attacks between guests, fine enough for a user interface.
        private static final Duration COARSE = Duration.ofMillis(1);

        /// As many as one guest should ever need, and few enough for a hundred guests.
        private static final int MAX_DESCRIPTORS = 128;

        private static final long MAX_FILE_BYTES = 256L << 20;

        private final List<byte[]> arguments = new ArrayList<>();
        private final List<byte[]> environment = new ArrayList<>();
        private OutputSink stdout = (_, _, _) -> {};
        private OutputSink stderr = (_, _, _) -> {};
        private InstantSource realtime = InstantSource.system();
        private LongSupplier ticker = System::nanoTime;
        private Duration granularity = COARSE;
        private RandomGenerator random = SystemRandom.SOURCE;
        private WasiListener listener = WasiListener.NONE;
        private boolean inheritsStreams;
        private int maxDescriptors = MAX_DESCRIPTORS;
        private long maxFileBytes = MAX_FILE_BYTES;
        private final List<Preopen> preopens = new ArrayList<>();

        private Builder() {}

        /// Adds an argument; the first is the program's name.
        ///
        /// @param argument bytes without NUL, usually UTF-8
        /// @return this
        public Builder argument(byte[] argument) {
            arguments.add(argument.clone());
            return this;
        }

        /// Adds an argument in UTF-8.
        ///
        /// @param argument text without NUL
        /// @return this
        public Builder argument(String argument) {
            return argument(argument.getBytes(StandardCharsets.UTF_8));
        }

        /// Adds a variable. A name given twice stands there twice; libraries see the first.
        ///
        /// @param name bytes without NUL and `=`, not empty
        /// @param value bytes without NUL
        /// @return this
        /// @throws IllegalArgumentException if the name is empty or holds a `=`
        public Builder variable(byte[] name, byte[] value) {
            environment.add(join(name, value));
            return this;
        }

        /// Adds a variable in UTF-8.
        ///
        /// @param name text without NUL and `=`, not empty
        /// @param value text without NUL
        /// @return this
        /// @throws IllegalArgumentException if the name is empty or holds a `=`
        public Builder variable(String name, String value) {
            return variable(
                    name.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
        }

        /// Says where standard output goes; dropped unless set.
        ///
        /// @param sink takes the bytes
        /// @return this
        public Builder stdout(OutputSink sink) {
            stdout = sink;
            return this;
        }

        /// Says where standard error goes; dropped unless set.
        ///
        /// @param sink takes the bytes
        /// @return this
        public Builder stderr(OutputSink sink) {
            stderr = sink;
            return this;
        }

        /// Gives the guest the process's own standard streams, input among them, in place of sinks.
        ///
        /// @return this
        public Builder inheritStreams() {
            inheritsStreams = true;
            return this;
        }

        /// Adds something that the guest finds open. The first is descriptor 3.
        ///
        /// @param preopen belongs to the context from [#build] on
        /// @return this
        public Builder preopen(Preopen preopen) {
            preopens.add(preopen);
            return this;
        }

        /// Sets how many descriptors may be open at once, standard streams included; 128 unless
        /// set. What is preopened comes on top.
        ///
        /// @param most from 3 to 65,536
        /// @return this
        /// @throws IllegalArgumentException if the number is outside that range
        public Builder maxDescriptors(int most) {
            if (most < STREAMS || most > 1 << 16) {
                throw new IllegalArgumentException("from 3 to 65536 descriptors, not " + most);
            }
            maxDescriptors = most;
            return this;
        }

        /// Sets how many bytes one call of the guest may write to files; 256 MiB unless set.
        ///
        /// @param most 0 or more; [Long#MAX_VALUE] for as many as it likes, and then files may be
        ///   given any size in advance, of which it is otherwise 1 GiB
        /// @return this
        /// @throws IllegalArgumentException if the number is negative
        public Builder maxFileBytes(long most) {
            if (most < 0) {
                throw new IllegalArgumentException("0 bytes or more, not " + most);
            }
            maxFileBytes = most;
            return this;
        }

        /// Sets the step in which the guest's clocks advance; 1 ms unless set.
        ///
        /// @param step from 1 ns to 1 s
        /// @return this
        /// @throws IllegalArgumentException if the step is outside that range
        public Builder clockGranularity(Duration step) {
            if (step.compareTo(Duration.ofNanos(1)) < 0
                    || step.compareTo(Duration.ofSeconds(1)) > 0) {
                throw new IllegalArgumentException(
                        "a clock's granularity is from 1 ns to 1 s, not " + step);
            }
            granularity = step;
            return this;
        }

        /// Sets where the clocks read from; the system's unless set.
        ///
        /// @param realtime the time of day
        /// @param ticker nanoseconds that never go back, from any origin, as [System#nanoTime]
        /// @return this
        public Builder clocks(InstantSource realtime, LongSupplier ticker) {
            this.realtime = realtime;
            this.ticker = ticker;
            return this;
        }

        /// Sets where random bytes come from; the operating system's generator unless set.
        ///
        /// @param source gives the bytes
        /// @return this
        public Builder random(RandomGenerator source) {
            random = source;
            return this;
        }

        /// Sets who hears of every call.
        ///
        /// @param listener hears
        /// @return this
        public Builder listener(WasiListener listener) {
            this.listener = listener;
            return this;
        }

        /// Makes the context, on the guest's thread if it has preopens or inherits streams. The
        /// monotonic clock starts now.
        ///
        /// @return a context for one instance
        /// @throws IllegalArgumentException if an argument or variable holds a NUL
        public WasiContext build() {
            return new WasiContext(this);
        }

        private static byte[] join(byte[] name, byte[] value) {
            if (name.length == 0 || indexOf(name, (byte) '=') >= 0) {
                throw new IllegalArgumentException(
                        "a variable's name is empty or holds an equals sign");
            }
            byte[] joined = new byte[name.length + 1 + value.length];
            System.arraycopy(name, 0, joined, 0, name.length);
            joined[name.length] = '=';
            System.arraycopy(value, 0, joined, name.length + 1, value.length);
            return joined;
        }

        private static int indexOf(byte[] bytes, byte wanted) {
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == wanted) {
                    return i;
                }
            }
            return -1;
        }
    }

    /// The operating system's generator, opened when first needed.
    private static final class SystemRandom {
        static final RandomGenerator SOURCE = new SecureRandom();
    }
}
