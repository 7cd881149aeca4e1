package org.frankenterm.extension.ftx;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.text.Quantity;

/// A folder with what belongs into a package: all files but those whose name, or whose folder's,
/// begins with a dot, and packages made before.
public final class PackageFolder {
    private final Path folder;
    private final Path root;
    private final SortedMap<String, Path> files = new TreeMap<>();
    private final List<String> leftOut = new ArrayList<>();

    /// @param folder as given, for messages
    /// @param root the same without links
    private PackageFolder(Path folder, Path root) {
        this.folder = folder;
        this.root = root;
    }

    /// Looks at a folder.
    ///
    /// @throws ExtensionException if something in it can't be packed, or it can't be read
    public static PackageFolder of(Path folder) {
        try {
            PackageFolder found = new PackageFolder(folder, folder.toRealPath());
            Files.walkFileTree(found.root, found.new Visitor());
            Collections.sort(found.leftOut);
            return found;
        } catch (IOException e) {
            throw new ExtensionException(
                    ErrorCode.IO, what(folder) + ": " + WholeFile.reason(e), e);
        }
    }

    /// What is not packed, sorted; folders end in `/`.
    public List<String> leftOut() {
        return Collections.unmodifiableList(leftOut);
    }

    /// Packs the files, in the order of their names.
    ///
    /// @return the bytes of a package
    /// @throws ExtensionException if a file can't be read, or a package can't hold it
    public byte[] packed() {
        FtxWriter writer = new FtxWriter();
        try {
            for (Map.Entry<String, Path> file : files.entrySet()) {
                writer.add(
                        file.getKey(), WholeFile.read(file.getValue(), FtxLimits.ENTRY_BYTES + 1));
            }
        } catch (PackageRefused refused) {
            throw refused.explained(what(folder));
        }
        return writer.finish();
    }

    private static String what(Path folder) {
        return "can't pack " + WholeFile.shown(folder);
    }

    private ExtensionException refusal(ErrorCode code, String why) {
        return new ExtensionException(code, what(folder) + ": " + why);
    }

    private ExtensionException refusal(Path file, String why) {
        return refusal(ErrorCode.INVALID_PACKAGE, WholeFile.shown(relative(file)) + " " + why);
    }

    private Path relative(Path file) {
        return root.relativize(file);
    }

    private static boolean outside(Path relative) {
        String name = String.valueOf(relative.getFileName());
        return name.startsWith(".") || FtxFile.named(relative);
    }

    private void add(Path file) {
        if (files.size() == FtxLimits.ENTRIES) {
            throw refusal(
                    ErrorCode.PACKAGE_LIMIT,
                    "it has more than %s files: keep what belongs to the extension in a folder of its own"
                            .formatted(Quantity.count(FtxLimits.ENTRIES)));
        }
        if (files.put(relative(file).toString(), file) != null) {
            throw refusal(file, "has a name that is not UTF-8");
        }
    }

    /// A link is packed as the file it leads to, if that is packed as well.
    private void addLink(Path link) throws IOException {
        if (!Files.exists(link)) {
            throw refusal(link, "is a link to nothing");
        }
        Path target = link.toRealPath();
        if (!target.startsWith(root)) {
            throw refusal(link, "is a link that leaves the folder: copy what it leads to");
        }
        if (!Files.isRegularFile(target)) {
            throw refusal(link, "is a link to something else than a file");
        }
        for (Path component : root.relativize(target)) {
            if (outside(component)) {
                throw refusal(link, "is a link to something that is left out");
            }
        }
        add(link);
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            if (visited.equals(root) || !outside(relative(visited))) {
                return FileVisitResult.CONTINUE;
            }
            leftOut.add(WholeFile.shown(relative(visited)) + "/");
            return FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            if (outside(relative(file))) {
                leftOut.add(WholeFile.shown(relative(file)));
            } else if (attributes.isSymbolicLink()) {
                addLink(file);
            } else if (attributes.isRegularFile()) {
                add(file);
            } else {
                throw refusal(file, "is neither a file nor a folder");
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
