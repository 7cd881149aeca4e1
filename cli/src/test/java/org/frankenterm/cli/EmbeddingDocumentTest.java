package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.frankenterm.extension.ExtensionHost;
import org.junit.jupiter.api.Test;

/// `docs/embedding.md` names each type that the extension host exports to everybody, and no other:
/// whoever adds one says there what an embedder needs it for.
class EmbeddingDocumentTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| .+ \\|$");
    private static final List<String> PACKAGES =
            List.of("org.frankenterm.extension", "org.frankenterm.extension.api");

    @Test
    void types_exported_namedInTheDocument() throws IOException {
        List<String> exported = PACKAGES.stream().flatMap(name -> types(name).stream()).toList();

        assertThat(exported).contains("ExtensionHost", "Event");
        assertThat(documented()).containsExactlyInAnyOrderElementsOf(exported);
    }

    private static List<String> documented() throws IOException {
        String text = Files.readString(Path.of("..", "docs", "embedding.md"));
        return ROW.matcher(text).results().map((MatchResult row) -> row.group(1)).toList();
    }

    private static List<String> types(String packageName) {
        Path folder =
                PackageArrows.folders().stream()
                        .map(module -> module.resolve(packageName.replace('.', '/')))
                        .filter(Files::isDirectory)
                        .findFirst()
                        .orElseThrow();
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .filter(name -> !name.contains("$") && !name.equals("package-info"))
                    .filter(name -> isPublic(packageName + "." + name))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isPublic(String name) {
        try {
            Class<?> type = Class.forName(name, false, ExtensionHost.class.getClassLoader());
            return type.accessFlags().contains(AccessFlag.PUBLIC);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
