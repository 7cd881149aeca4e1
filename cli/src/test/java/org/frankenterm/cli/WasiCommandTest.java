package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.frankenterm.wasmtime.Wat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Programs here neither read nor write: the standard streams are those of the tests.
class WasiCommandTest {
    @TempDir private Path folder;
    private CommandLineFixture line;

    @BeforeEach
    void setUp() {
        line = new CommandLineFixture(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --dir a::b::c      | --dir takes HOST[::GUEST][:ro] with one :: at most, not "a::b::c"
                    --dir ::x          | --dir takes HOST[::GUEST][:ro], a folder and where the program finds it, not "::x"
                    --dir=             | --dir takes HOST[::GUEST][:ro], a folder and where the program finds it, not ""
                    --dir a --dir b::a | --dir gives the program two folders named "a"
                    --env A            | --env takes NAME=VALUE, not "A"
                    --env =1           | --env takes NAME=VALUE, not "=1"
                    --timeout 0        | --timeout takes seconds, more than 0 and at most a year, not "0"
                    --timeout -1       | --timeout takes seconds, more than 0 and at most a year, not "-1"
                    --timeout 1m       | --timeout takes seconds, more than 0 and at most a year, not "1m"
                    --timeout NaN      | --timeout takes seconds, more than 0 and at most a year, not "NaN"
                    --timeout 1e99     | --timeout takes seconds, more than 0 and at most a year, not "1e99"
                    --timeout 1e-10    | --timeout takes seconds, more than 0 and at most a year, not "1e-10"
                    --timeout 31536001 | --timeout takes seconds, more than 0 and at most a year, not "31536001"
                    --fuel -1          | --fuel takes 0 or more, not -1
                    --fuel many        | --fuel N takes a whole number, not "many"
                    --fuel 9223372036854775808 | --fuel N takes a whole number, not "9223372036854775808"
                    --max-memory 0     | --max-memory takes 1 to 4096 MiB, not 0
                    --max-memory 4097  | --max-memory takes 1 to 4096 MiB, not 4097
                    --max-memory 1.5   | --max-memory MIB takes a whole number, not "1.5"
                    --max-module 0     | --max-module takes 1 MiB or more, not 0
                    --fule 1           | unknown option "--fule"; did you mean --fuel?
                    -l                 | unknown option "-l"; what is for the program goes after --
                    """)
    void wasi_badOption_status2(String options, String message) {
        Result result = line.run((Object[]) ("wasi x.wasm " + options).split(" "));

        assertThat(result)
                .isEqualTo(
                        new Result(
                                2,
                                "",
                                "frankenterm wasi: %s%nsee: frankenterm wasi --help%n"
                                        .formatted(message)));
    }

    @Test
    void wasi_noFile_status2() {
        assertThat(line.run("wasi").err()).contains("frankenterm wasi: FILE is missing");
        assertThat(line.run("wasi").status()).isEqualTo(2);
    }

    @Test
    void wasi_fileThatCannotBeRead_saysWhy() throws Exception {
        assertRefused(4, "there is no such file", folder.resolve("none.wasm"));
        assertThat(line.run("wasi", "").err()).contains("can't run \"\": there is no such file");
        assertRefused(3, "it is a folder", folder);
        assertRefused(3, "it is not a regular file", "/dev/null");
        assertRefused(3, "the file is empty", file(""));
        assertRefused(3, "this is not WebAssembly", file("ffffffff"));
    }

    @Test
    void wasi_otherKindOfModule_saysWhy() throws Exception {
        assertRefused(3, "component", file("0061736d0d000100"));
        assertRefused(
                3,
                "it exports no _start: it is a library, not a command",
                wat("(module (func (export \"_initialize\")))"));
        assertRefused(
                3,
                "it imports env.f as ()->(), which preview 1 doesn't have",
                wat("(module (import \"env\" \"f\" (func)) (func (export \"_start\")))"));
    }

    @Test
    void wasi_manyProblems_theFirstAreListed() throws Exception {
        StringBuilder imports = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            imports.append("(import \"env\" \"f%d\" (func))".formatted(i));
        }

        Result result = line.run("wasi", wat("(module %s)".formatted(imports)));
        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err().lines())
                .hasSize(22)
                .contains("  it imports env.f19 as ()->(), which preview 1 doesn't have")
                .endsWith("  and 11 more");
    }

    @Test
    void wasi_hostileNames_areShownHarmless() throws Exception {
        String text = "(module (import \"\\1b[2J\\0a\" \"f\" (func)) (func (export \"_start\")))";

        assertThat(line.run("wasi", wat(text)).err())
                .contains("\\u{1b}[2J\\u{a}.f")
                .hasLineCount(1);
    }

    @Test
    void wasi_invalidCode_status3() throws Exception {
        assertRefused(3, "", wat("(module (func (export \"_start\") (drop (i32.add))))"));
    }

    @Test
    void wasi_moduleTooLarge_status5() throws Exception {
        Path large = folder.resolve("large.wasm");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength((1 << 20) + 1);
        }
        Result result = line.run("wasi", "--max-module", "1", large);

        assertThat(result.status()).isEqualTo(5);
        assertThat(result.err())
                .contains("it has 1,048,577 bytes, more than the 1 MiB it may have");
    }

    @Test
    void wasi_moreMemoryThanAllowedToBeginWith_status5() throws Exception {
        Path file = wat("(module (memory (export \"memory\") 32) (func (export \"_start\")))");
        Result result = line.run("wasi", "--max-memory", "1", file);

        assertThat(result.status()).isEqualTo(5);
        assertThat(result.err())
                .contains("it begins with 2 MiB of memory and may have 1 MiB; raise --max-memory");
        assertThat(line.run("wasi", "--max-memory", "2", file).status()).isZero();
    }

    @Test
    void wasi_missingFolder_saysSoBeforeTheProgramIsRead() throws Exception {
        Path none = folder.resolve("none");
        Result result = line.run("wasi", "--dir", none, "x.wasm");

        assertThat(result.status()).isEqualTo(4);
        assertThat(result.err())
                .isEqualTo(
                        "frankenterm: can't give the program the folder %s: there is no such folder%n"
                                .formatted(none));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "255, 255", "256, 0", "-1, 255"})
    void wasi_exits_itsStatusIsPassedOn(int status, int seen) throws Exception {
        assertThat(line.run("wasi", program("i32.const %d call $exit".formatted(status))))
                .isEqualTo(new Result(seen, "", ""));
    }

    @Test
    void wasi_traps_status134AndABacktrace() throws Exception {
        Path file = program("unreachable");
        Result result = line.run("wasi", file);

        assertThat(result.status()).isEqualTo(134);
        assertThat(result.err())
                .startsWith("frankenterm: %s trapped: ".formatted(file))
                .containsPattern("\n  in main at 0x[0-9a-f]+\n");
    }

    @Test
    @Timeout(60)
    void wasi_limitReached_status134() throws Exception {
        Path file = program("(loop br 0)");

        Result fuel = line.run("wasi", "--fuel", "1000000", file);
        assertThat(fuel.status()).isEqualTo(134);
        assertThat(fuel.err()).contains("it used up its fuel of 1,000,000; raise --fuel");
        Result time = line.run("wasi", "--timeout", "0.05", file);
        assertThat(time.status()).isEqualTo(134);
        assertThat(time.err()).contains("its time of 50 ms is over; raise --timeout");
    }

    @Test
    void wasi_afterTwoDashes_everythingIsThePrograms() throws Exception {
        Path count =
                program(
                        "(drop (call $args (i32.const 0) (i32.const 4))) (call $exit (i32.load (i32.const 0)))");

        assertThat(line.run("wasi", count).status()).isEqualTo(1);
        assertThat(line.run("wasi", count, "a", "--fuel", "1000", "b").status()).isEqualTo(3);
        assertThat(
                        line.run("wasi", count, "--", "--help", "-l", "--dir", "none", "--", "")
                                .status())
                .isEqualTo(7);
    }

    @Test
    void wasi_environment_holdsWhatWasGivenAndNothingElse() throws Exception {
        Path count =
                program(
                        "(drop (call $environ (i32.const 0) (i32.const 4))) (call $exit (i32.add (i32.load (i32.const 0)) (i32.load (i32.const 4))))");

        assertThat(line.run("wasi", count).status()).isZero();
        assertThat(line.run("wasi", "--env", "A=", "--env=B=x=y", "--env", "A=1", count).status())
                .isEqualTo(2 + "A=1".length() + 1 + "B=x=y".length() + 1);
    }

    private void assertRefused(int status, String why, Object file) {
        Result result = line.run("wasi", file);

        assertThat(result.status()).as(result.err()).isEqualTo(status);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("frankenterm: can't run %s: ".formatted(file))
                .contains(why)
                .hasLineCount(1);
    }

    private Path program(String body) throws Exception {
        return wat(
                """
                (module
                  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
                  (import "wasi_snapshot_preview1" "args_sizes_get"
                    (func $args (param i32 i32) (result i32)))
                  (import "wasi_snapshot_preview1" "environ_sizes_get"
                    (func $environ (param i32 i32) (result i32)))
                  (memory (export "memory") 1)
                  (func $main (export "_start") %s))
                """
                        .formatted(body));
    }

    private Path wat(String text) throws Exception {
        return Files.write(Files.createTempFile(folder, "", ".wasm"), Wat.toBinary(text));
    }

    private Path file(String hex) throws Exception {
        return Files.write(Files.createTempFile(folder, "", ".wasm"), HexFormat.of().parseHex(hex));
    }
}
