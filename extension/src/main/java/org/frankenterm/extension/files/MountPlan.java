package org.frankenterm.extension.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.frankenterm.extension.text.Quoted;
import org.frankenterm.posix.Fd;

/// The grants of one instance, opened again: folders with all their names, files by the folder that
/// the guest looks for them in. Owns the descriptors; guest thread only.
final class MountPlan implements AutoCloseable {
    private final OwnFolders own;
    private final String granting;
    private final Map<Identity, OpenFolder> folders = new LinkedHashMap<>();
    private final List<OpenFile> files = new ArrayList<>();
    private final List<Fd> owned = new ArrayList<>();
    private final List<Unmounted> unmounted = new ArrayList<>();

    /// @param granting what a person types before an item to grant it
    MountPlan(OwnFolders own, String granting) {
        this.own = own;
        this.granting = granting;
    }

    /// Opens a grant, if it still is what was granted.
    void add(PathGrant grant) {
        switch (Reopening.of(grant)) {
            case Reopening.Stale(String why) -> stale(grant, why);
            case Reopening.Same(PathGrant same, Fd fd) -> {
                owned.add(fd);
                add(same, fd, writable(same));
            }
        }
    }

    private void add(PathGrant grant, Fd fd, boolean writable) {
        switch (grant.kind()) {
            case FOLDER ->
                    folders.merge(
                            grant.identity(),
                            OpenFolder.of(grant, fd, writable),
                            (known, _) -> known.and(grant, writable));
            case FILE -> {
                files.add(OpenFile.of(grant, grant.canonical(), fd, writable));
                if (!grant.path().equals(grant.canonical())) {
                    files.add(OpenFile.of(grant, grant.path(), fd, writable));
                }
            }
        }
    }

    private void stale(PathGrant grant, String why) {
        unmounted.add(
                new Unmounted(
                        grant.path(),
                        "the grant of %s is stale, %s: look at what is there now, and grant it again with %s %s"
                                .formatted(
                                        Quoted.of(grant.path()),
                                        why,
                                        granting,
                                        grant.item().word())));
    }

    private boolean writable(PathGrant grant) {
        Optional<String> touched = grant.writable() ? own.touchedBy(grant) : Optional.empty();
        touched.ifPresent(folder ->
                unmounted.add(
                        new Unmounted(
                                grant.path(),
                                "%s can be read but not written, because FrankenTerm's own folder %s is in it or around it: grant a folder beside that one"
                                        .formatted(Quoted.of(grant.path()), Quoted.of(folder)))));
        return grant.writable() && touched.isEmpty();
    }

    /// The folders, in the order of their grants.
    List<OpenFolder> folders() {
        return List.copyOf(folders.values());
    }

    /// The files by the folder that the guest finds them in.
    Map<String, List<OpenFile>> views() {
        Map<String, List<OpenFile>> views = new LinkedHashMap<>();
        for (OpenFile file : files) {
            views.computeIfAbsent(file.view(), _ -> new ArrayList<>()).add(file);
        }
        return views;
    }

    List<Unmounted> unmounted() {
        return List.copyOf(unmounted);
    }

    @Override
    public void close() {
        owned.forEach(Fd::close);
    }
}
