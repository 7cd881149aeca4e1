package org.frankenterm.extension.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.frankenterm.posix.ErrorNumber;
import org.frankenterm.posix.Fd;
import org.frankenterm.posix.OpenHow;
import org.frankenterm.posix.Result;
import org.frankenterm.wasi.GrantedFile;
import org.frankenterm.wasi.Preopen;

/// What an instance finds open: folders under every name they were granted by, and single files in
/// folders that hold nothing else. A folder that a file is granted in and that may be read besides
/// is one mount, not two.
///
/// Made on the guest's thread, and used there. The preopens belong to whoever takes them.
///
/// @param preopens no two of one name
/// @param unmounted grants that are missing, or are not what they were
public record Mounts(List<Preopen> preopens, List<Unmounted> unmounted) {
    /// Opens all that was granted and still is what it was.
    public static Mounts open(FileGrants files) {
        try (MountPlan plan = new MountPlan(files.own(), files.granting())) {
            files.grants().forEach(plan::add);
            Map<String, Preopen> mounts = new LinkedHashMap<>();
            try {
                List<OpenFolder> folders = plan.folders();
                plan.views().forEach((view, shown) -> addView(mounts, view, shown, folders));
                folders.forEach(folder -> addFolder(mounts, folder));
            } catch (RuntimeException | Error e) {
                mounts.values().forEach(Preopen::close);
                throw e;
            }
            return new Mounts(List.copyOf(mounts.values()), plan.unmounted());
        }
    }

    private static void addFolder(Map<String, Preopen> mounts, OpenFolder folder) {
        for (String name : folder.names()) {
            mounts.computeIfAbsent(
                    name,
                    _ -> {
                        Fd fd = opened(RootedPath.again(folder.fd(), OpenHow.read()));
                        return Preopen.folder(name, fd, !folder.writable(), true);
                    });
        }
    }

    /// Where a folder may be written, it shows its files itself; a link to a file elsewhere, which
    /// it can't show, is then known by where it leads only.
    private static void addView(
            Map<String, Preopen> mounts,
            String view,
            List<OpenFile> files,
            List<OpenFolder> folders) {
        try (CoverOrNone cover = new CoverOrNone(Cover.of(view, folders))) {
            List<OpenFile> shown = files.stream().filter(file -> !cover.serves(file)).toList();
            if (!shown.isEmpty() && !cover.writable()) {
                mounts.put(view, preopen(view, shown, cover));
            }
        }
    }

    private static Preopen preopen(String view, List<OpenFile> files, CoverOrNone cover) {
        Map<Identity, Fd> folders = new LinkedHashMap<>();
        try {
            Fd folder =
                    cover.fd()
                            .map(fd -> once(folders, fd, OpenHow.read()))
                            .orElseGet(
                                    () -> once(folders, files.getFirst().folder(), OpenHow.path()));
            List<GrantedFile> granted = new ArrayList<>();
            for (OpenFile file : files) {
                Fd in = once(folders, file.folder(), OpenHow.path());
                granted.add(new GrantedFile(file.name(), in, file.inFolder(), file.writable()));
            }
            return Preopen.files(view, folder, granted, cover.fd().isPresent());
        } catch (RuntimeException | Error e) {
            folders.values().forEach(Fd::close);
            throw e;
        }
    }

    /// A folder opened once more, however many files are in it.
    private static Fd once(Map<Identity, Fd> folders, Fd folder, OpenHow how) {
        Identity identity =
                Identity.of(folder)
                        .orElseThrow(() -> new IllegalStateException("no status of a folder"));
        return folders.computeIfAbsent(identity, _ -> opened(RootedPath.again(folder, how)));
    }

    /// A folder that is held open already can be opened once more, unless descriptors have run out.
    private static Fd opened(Result<Fd> result) {
        return switch (result) {
            case Result.Ok<Fd>(Fd fd) -> fd;
            case Result.Failed<Fd>(ErrorNumber error) ->
                    throw new IllegalStateException("can't open a granted folder: " + error);
        };
    }

    private record CoverOrNone(Optional<Cover> cover) implements AutoCloseable {
        boolean serves(OpenFile file) {
            return cover.filter(c -> c.serves(file)).isPresent();
        }

        boolean writable() {
            return cover.filter(Cover::writable).isPresent();
        }

        Optional<Fd> fd() {
            return cover.map(Cover::fd);
        }

        @Override
        public void close() {
            cover.ifPresent(Cover::close);
        }
    }
}
