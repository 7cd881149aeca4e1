package org.frankenterm.extension;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where this program's own files are: what can change them runs as the user.
final class Installation {
    /// Set by the launcher to the folder that it is in.
    private static final String LAUNCHER = "frankenterm.installation";

    private Installation() {}

    /// The folders, absolute: that of the modules, and the launcher's if there is one.
    static List<String> folders() {
        List<String> folders = new ArrayList<>();
        String launcher = System.getProperty(LAUNCHER, "");
        if (launcher.startsWith("/")) {
            folders.add(launcher);
        }
        CodeSource code = Installation.class.getProtectionDomain().getCodeSource();
        String modules = code == null ? null : folder(code);
        if (modules != null) {
            folders.add(modules);
        }
        return folders;
    }

    private static @Nullable String folder(CodeSource code) {
        try {
            URI place = code.getLocation().toURI();
            File file = "file".equals(place.getScheme()) ? new File(place) : null;
            return file == null || file.isDirectory() ? path(file) : file.getParent();
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static @Nullable String path(@Nullable File file) {
        return file == null ? null : file.getPath();
    }
}
