package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.frankenterm.wasmtime.testing.AttackModules;
import org.frankenterm.wasmtime.testing.ModuleBuilder;
import org.frankenterm.wasmtime.testing.ModuleBuilder.Kind;
import org.frankenterm.wasmtime.testing.WasmBytes;
import org.junit.jupiter.api.Test;

/// Damaged modules, made from good ones by chance with a fixed seed.
class ModuleMutationTest {

    private static final long SEED = 0x6672_616e_6b65_6eL;
    private static final int ROUNDS = 20_000;

    /// What reading may allocate: a few objects for each byte of the module, and what one refusal
    /// costs.
    private static final long BYTES_FOR_A_BYTE = 64;

    private static final long BYTES_FOR_A_MODULE = 256 << 10;

    @Test
    void read_damagedModules_refusedOrReadWithinMemory() throws Exception {
        List<byte[]> seeds = seeds();
        Random random = new Random(SEED);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] wasm = damaged(seeds.get(random.nextInt(seeds.size())), random);
            long before = allocatedBytes();
            boolean accepted = isAccepted(wasm);
            assertThat(allocatedBytes() - before)
                    .as("bytes allocated in round %d", round)
                    .isLessThan(BYTES_FOR_A_MODULE + BYTES_FOR_A_BYTE * wasm.length);
            refused += accepted ? 0 : 1;
        }
        assertThat(refused).as("refused").isBetween(ROUNDS / 10, ROUNDS - ROUNDS / 10);
    }

    /// Whether a module is read; any other end than that or its refusal fails the test. What is
    /// read must be readable without its custom sections too, and then declare the same.
    private static boolean isAccepted(byte[] wasm) {
        try {
            ModuleStructure structure = ModuleStructure.read(wasm, ModuleLimits.EXTENSION);
            ModuleStructure bare =
                    ModuleStructure.read(CustomSections.dropFrom(wasm), ModuleLimits.EXTENSION);
            assertThat(bare.exports()).isEqualTo(structure.exports());
            assertThat(bare.imports()).isEqualTo(structure.imports());
            return true;
        } catch (ModuleRejected e) {
            assertThat(e.getMessage()).matches("[ -~]{10,400}");
            return false;
        }
    }

    private static byte[] damaged(byte[] good, Random random) {
        byte[] wasm =
                random.nextInt(4) == 0
                        ? Arrays.copyOf(good, random.nextInt(good.length + 1))
                        : good.clone();
        // Mostly in the first part, where the declarations are, and behind the preamble.
        int span = random.nextBoolean() ? Math.min(wasm.length, 512) : wasm.length;
        for (int i = random.nextInt(6); i > 0 && span > 8; i--) {
            wasm[8 + random.nextInt(span - 8)] = (byte) interesting(random);
        }
        return wasm;
    }

    private static int interesting(Random random) {
        int[] values = {0, 1, 0x7f, 0x80, 0xff, 0x0b, 0x40, 0x60, 0x70};
        return random.nextBoolean() ? values[random.nextInt(values.length)] : random.nextInt(256);
    }

    private static List<byte[]> seeds() throws IOException {
        ModuleBuilder everything =
                ModuleBuilder.withMemory()
                        .importFunction("env", "ft_log", "(i32,i32,i32)->()")
                        .exportedFunction("on_reload", "()->i32")
                        .function("()->()")
                        .table(4)
                        .global(ValType.V128)
                        .export("table", Kind.TABLE, 0)
                        .export("global", Kind.GLOBAL, 0)
                        .start(2)
                        .elements(WasmBytes.of(0, 0x41, 0, 0x0b, 1, 1))
                        .elements(WasmBytes.of(5, 0x70, 1, 0xd0, 0x70, 0x0b))
                        .section(12, new byte[] {1})
                        .data(new byte[] {1, 2, 3})
                        .custom("name", new byte[] {1, 4, 1, 0, 1, 'f'});
        return List.of(
                everything.build(),
                everything.build(),
                AttackModules.demangleBomb(5, 5),
                guest("c"),
                guest("tinygo-reactor"),
                guest("java-teavm"));
    }

    private static byte[] guest(String name) throws IOException {
        try (InputStream in =
                ModuleMutationTest.class.getResourceAsStream("/guests/" + name + ".wasm")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private static final Object THREADS;
    private static final Method ALLOCATED;

    static {
        try {
            // By reflection, because the module under test does not read the management modules.
            THREADS =
                    Class.forName("java.lang.management.ManagementFactory")
                            .getMethod("getThreadMXBean")
                            .invoke(null);
            ALLOCATED =
                    Class.forName("com.sun.management.ThreadMXBean")
                            .getMethod("getCurrentThreadAllocatedBytes");
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static long allocatedBytes() throws ReflectiveOperationException {
        return (long) ALLOCATED.invoke(THREADS);
    }
}
