package org.frankenterm.extension.files;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The host's own folders, which no guest may write: told by device and inode, because a bind mount
/// or a link can give one of them another name. Looked at anew each time. Any thread.
///
/// @param paths absolute; they need not exist yet
public record OwnFolders(List<String> paths) {
    /// Copies the list.
    public OwnFolders {
        paths = List.copyOf(paths);
    }

    /// The folder of ours that a grant lies in, or that lies in it.
    Optional<String> touchedBy(PathGrant grant) {
        if (paths.isEmpty()) {
            return Optional.empty();
        }
        List<Identity> above = Identity.down(grant.folder().path());
        return paths.stream().filter(own -> touches(own, grant, above)).findFirst();
    }

    private static boolean touches(String own, PathGrant grant, List<Identity> above) {
        String real = real(own);
        List<Identity> down = Identity.down(real);
        boolean exists = down.size() == components(real) + 1;
        if (exists && above.contains(down.getLast())) {
            return true;
        }
        return grant.kind() == PathGrant.Kind.FOLDER && down.contains(grant.identity());
    }

    private static long components(String path) {
        return path.equals("/") ? 0 : path.chars().filter(c -> c == '/').count();
    }

    /// Its canonical path, as far as it exists; what doesn't has no links.
    private static String real(String path) {
        try {
            return Path.of(path).toRealPath().toString();
        } catch (IOException missing) {
            RootedPath whole = new RootedPath(path);
            String above = path.equals("/") ? path : real(whole.parent().path());
            return above.equals("/") ? "/" + whole.name() : above + "/" + whole.name();
        } catch (InvalidPathException unspeakable) {
            return path;
        }
    }
}
