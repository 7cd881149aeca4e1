package org.frankenterm.wasmtime.ffi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The native library and the compiler program as files: carried in the module's jar with their
/// SHA-256, verified when they are placed into an owner-only folder named by that hash, and at
/// later starts compared with the stamp that was recorded then.
public final class LibraryFile {
    static final String LIBRARY = "libfrankenterm_wasmtime.so";
    static final String COMPILER = "frankenterm-compile";
    private static final List<String> FILES = List.of(LIBRARY, COMPILER);
    private static final String SUMS = "SHA256SUMS";
    private static final String STAMPS = "stamps";
    private static final String CURE = "set XDG_CACHE_HOME to a folder you can write";

    /// Where the files are.
    ///
    /// @param library the shared library
    /// @param compiler the child process's program
    /// @param sha256 of the library, lower-case hexadecimal
    public record Placed(Path library, Path compiler, String sha256) {}

    private final Path home;
    private final String resources;

    LibraryFile(Path home, String resources) {
        this.home = home;
        this.resources = resources;
    }

    /// Places the files for this platform under the user's cache, or finds them there unchanged.
    ///
    /// @throws LibraryUnavailable if this build has none for the platform, or the folder isn't safe
    static Placed place() {
        return new LibraryFile(cacheHome(System.getenv()), "native/" + platform()).placed();
    }

    Placed placed() {
        String sums = new String(resource(SUMS), StandardCharsets.US_ASCII);
        // Whoever may rename a folder of ours may put another one in its place.
        OwnFolder.open(home.resolve("frankenterm"), CURE);
        Path folder = OwnFolder.open(home.resolve("frankenterm/native"), CURE).resolve(name(sums));
        try {
            if (!unchanged(folder)) {
                restore(folder, sums);
            }
        } catch (IOException e) {
            throw new LibraryUnavailable(
                    "can't place the native library in %s: %s; free some space there or set XDG_CACHE_HOME to another folder"
                            .formatted(folder, OwnFolder.reason(e)),
                    e);
        }
        OwnFolder.open(folder, CURE);
        return new Placed(
                folder.resolve(LIBRARY), folder.resolve(COMPILER), expected(sums, LIBRARY));
    }

    /// Hashes the placed files again.
    ///
    /// @return what differs, a sentence a file; empty if nothing does
    /// @throws LibraryUnavailable as [#place]
    public static List<String> verify() {
        LibraryFile file = new LibraryFile(cacheHome(System.getenv()), "native/" + platform());
        return file.differences();
    }

    List<String> differences() {
        Placed placed = placed();
        String sums = new String(resource(SUMS), StandardCharsets.US_ASCII);
        List<String> found = new ArrayList<>();
        for (String name : FILES) {
            Path file = placed.library().resolveSibling(name);
            try {
                if (!hash(Files.readAllBytes(file)).equals(expected(sums, name))) {
                    found.add(file + " is not the file this build carries; delete it");
                }
            } catch (IOException e) {
                found.add("can't read " + file + ": " + OwnFolder.reason(e));
            }
        }
        return found;
    }

    private static boolean unchanged(Path folder) throws IOException {
        Path stamps = folder.resolve(STAMPS);
        // Bytes, not text: a damaged file is a changed one.
        return Files.isRegularFile(stamps)
                && new String(Files.readAllBytes(stamps), StandardCharsets.ISO_8859_1)
                        .equals(stamps(folder));
    }

    private static @Nullable String stamps(Path folder) {
        try {
            StringBuilder lines = new StringBuilder();
            for (String name : FILES) {
                lines.append(FileStamp.of(folder.resolve(name))).append('\n');
            }
            return lines.toString();
        } catch (IOException missing) {
            return null;
        }
    }

    private void restore(Path folder, String sums) throws IOException {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Path staged = Files.createTempDirectory(folder.getParent(), ".staged-", ownerOnly);
        try {
            for (String name : FILES) {
                write(staged.resolve(name), resource(name), expected(sums, name));
            }
            publish(staged, folder);
            Files.writeString(folder.resolve(STAMPS), String.valueOf(stamps(folder)));
        } finally {
            delete(staged);
        }
    }

    private static void write(Path file, byte[] content, String sha256) throws IOException {
        if (!hash(content).equals(sha256)) {
            throw new LibraryUnavailable(
                    "the jar's %s doesn't match its SHA-256; build or download it again"
                            .formatted(file.getFileName()));
        }
        Files.write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-x------"));
    }

    /// Another process may be doing the same. The files are equal and each replaces the other's in
    /// one step, so that there is a whole one at any time.
    private static void publish(Path staged, Path folder) throws IOException {
        OwnFolder.open(folder, CURE);
        for (String name : FILES) {
            Files.move(staged.resolve(name), folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private byte[] resource(String name) {
        try (InputStream in =
                LibraryFile.class.getResourceAsStream(
                        "/org/frankenterm/wasmtime/" + resources + "/" + name)) {
            if (in == null) {
                throw new LibraryUnavailable(
                        "this build carries no Wasmtime for %s; build it on such a machine"
                                .formatted(platform()));
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new LibraryUnavailable(
                    "can't read " + name + " in the jar: " + e.getMessage(), e);
        }
    }

    private static String expected(String sums, String name) {
        return sums.lines()
                .filter(line -> line.endsWith("  " + name))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .findFirst()
                .orElseThrow(() -> new LibraryUnavailable("the jar has no SHA-256 for " + name));
    }

    private static String name(String sums) {
        return "sha256-" + hash(sums.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /// `$XDG_CACHE_HOME` if it is an absolute path, else `~/.cache` (XDG Base Directory 0.8).
    static Path cacheHome(Map<String, String> environment) {
        String xdg = environment.get("XDG_CACHE_HOME");
        if (xdg != null && xdg.startsWith("/")) {
            return Path.of(xdg);
        }
        String home = environment.get("HOME");
        if (home == null || !home.startsWith("/")) {
            throw new LibraryUnavailable(
                    "neither XDG_CACHE_HOME nor HOME names a folder for the native library; set one");
        }
        return Path.of(home, ".cache");
    }

    /// The operating system and the processor that this JVM runs on.
    ///
    /// @return such as `linux-x86_64`
    public static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch");
        return os + "-" + (arch.equals("amd64") ? "x86_64" : arch);
    }
}
