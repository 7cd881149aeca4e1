package org.frankenterm.extension.testing;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A program of a test's in a process of its own, with our classes and no library.
public final class ChildJvm {
    private ChildJvm() {}

    /// A process that is not started yet.
    ///
    /// @param tested a class of those under test
    /// @param program with a `main`, beside the test
    /// @param option of the JVM: `-Xmx64m`
    public static ProcessBuilder of(
            Class<?> tested, Class<?> program, String option, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(option);
        command.addAll(List.of("-cp", classes(tested) + ":" + classes(program)));
        command.add(program.getName());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command);
    }

    /// The folder that a class was loaded from.
    private static Path classes(Class<?> type) {
        String resource = type.getName().replace('.', '/') + ".class";
        String found = String.valueOf(type.getResource("/" + resource));
        return Path.of(URI.create(found.substring(0, found.length() - resource.length())));
    }
}
