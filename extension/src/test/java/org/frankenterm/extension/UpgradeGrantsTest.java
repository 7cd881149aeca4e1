package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.frankenterm.extension.InstallPlan.Decision;
import org.frankenterm.extension.InstallPlan.Question;
import org.frankenterm.extension.InstalledExtension.PermissionLine;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.Failed;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of grants when an extension is upgraded, when what they are about changes, and when
/// they are taken back.
@Timeout(120)
class UpgradeGrantsTest {
    private static final Decision KEEP = new Decision(List.of(), true, false);

    @TempDir private Path folder;
    private InstalledFixture user;
    private Path data;

    @BeforeEach
    void home() throws Exception {
        user = new InstalledFixture(folder);
        data = Files.createDirectory(user.home.resolve("data"));
        Files.writeString(data.resolve("x"), "content");
    }

    private Path reader(String version, String... permissions) {
        return user.pack("reader", version, LibcGuest.reads(data.resolve("x")), permissions);
    }

    private static String read(Object... paths) {
        return "filesystem_read = ["
                + String.join(", ", Stream.of(paths).map("\"%s\""::formatted).toList())
                + "]";
    }

    private <T> T with(Function<InstalledExtensions, T> what) {
        try (ExtensionHost host = user.host()) {
            return what.apply(host.installed());
        }
    }

    /// What is asked when it is upgraded, and what it has when nobody says more than to keep.
    private List<String> askedThenGranted(String... permissions) {
        Path newer = reader("2.0.0", permissions);
        return with(all -> {
            InstallPlan plan = all.planUpgrade("reader", newer);
            Stream<String> asked = plan.questions().stream().map(q -> "asked " + q.item());
            Stream<String> granted =
                    plan.finish(KEEP).extension().permissions().stream()
                            .filter(PermissionLine::granted)
                            .map(line -> "granted " + line.item());
            return Stream.concat(asked, granted).sorted().toList();
        });
    }

    private static Path tempLink(Path link, Path target) throws IOException {
        return Files.createSymbolicLink(link, target);
    }

    @Test
    void upgrade_hostPatternWiderThanWhatWasGranted_asked() {
        user.install(reader("1.0.0", "network = [\"x.a.com\"]"), "all");

        assertThat(askedThenGranted("network = [\"*.a.com\", \"x.a.com\"]"))
                .containsExactly("asked network=*.a.com", "granted network=x.a.com");
    }

    @Test
    void upgrade_hostWithinWhatWasGranted_carried() {
        user.install(reader("1.0.0", "network = [\"*.a.com\"]"), "all");

        assertThat(askedThenGranted("network = [\"x.a.com\", \"a.com\"]"))
                .containsExactly("asked network=a.com", "granted network=x.a.com");
    }

    @Test
    void upgrade_folderWithin_carriedButNotALinkOutOfIt() throws Exception {
        Path elsewhere = Files.createDirectory(user.home.resolve("elsewhere"));
        Files.createDirectory(data.resolve("sub"));
        tempLink(data.resolve("link"), elsewhere);
        tempLink(data.resolve("inner"), data.resolve("sub"));
        user.install(reader("1.0.0", read("~/data")), "all");

        assertThat(askedThenGranted(read("~/data/sub", "~/data/link", "~/data/inner", "~/data/no")))
                .containsExactly(
                        "asked filesystem_read=~/data/link",
                        "asked filesystem_read=~/data/no",
                        "granted filesystem_read=~/data/inner",
                        "granted filesystem_read=~/data/sub");
    }

    @Test
    void upgrade_folderThatIsAMountWithin_asked() throws Exception {
        Path mount = Files.createDirectory(data.resolve("mount"));
        user.install(reader("1.0.0", read("~/data")), "all");
        assumeThat(Commands.succeed("mount", "-t", "tmpfs", "tmpfs", mount.toString()))
                .as("run this as root")
                .isTrue();
        try {
            assertThat(askedThenGranted(read("~/data/mount")))
                    .containsExactly("asked filesystem_read=~/data/mount");
        } finally {
            assertThat(Commands.succeed("umount", mount.toString())).isTrue();
        }
    }

    /// The grant of a folder that is gone would come back as one of what took its place.
    @Test
    void upgrade_folderWithinWhatTookThePlaceOfTheGranted_asked() throws Exception {
        Files.createDirectory(data.resolve("sub"));
        user.install(reader("1.0.0", read("~/data")), "all");
        Files.move(data, user.home.resolve("moved"));
        Files.createDirectories(data.resolve("sub"));

        assertThat(askedThenGranted(read("~/data/sub")))
                .containsExactly("asked filesystem_read=~/data/sub");
    }

    @Test
    void upgrade_dangerousPlaceWithinWhatWasGranted_asked() throws Exception {
        Files.createDirectory(user.home.resolve(".ssh"));
        user.install(reader("1.0.0", read("~")), "filesystem_read=~");

        assertThat(askedThenGranted(read("~/.ssh", "~/data")))
                .containsExactly("asked filesystem_read=~/.ssh", "granted filesystem_read=~/data");
    }

    @Test
    void upgrade_readingGrantedWritingAskedFor_asked() {
        user.install(reader("1.0.0", read("~/data")), "all");

        assertThat(askedThenGranted("filesystem_write = [\"~/data\"]"))
                .containsExactly("asked filesystem_write=~/data");
    }

    @Test
    void upgrade_sameItem_staysWhatItLedToThen() throws Exception {
        Path real = Files.createDirectory(user.home.resolve("real"));
        Path secret = Files.createDirectory(user.home.resolve("secret"));
        Files.writeString(real.resolve("x"), "content");
        Files.writeString(secret.resolve("x"), "secret");
        Path link = tempLink(user.home.resolve("link"), real);
        user.install(
                user.pack("reader", "1.0.0", LibcGuest.reads(link.resolve("x")), read(link)),
                "all");
        Files.delete(link);
        tempLink(link, secret);

        Path newer = user.pack("reader", "2.0.0", LibcGuest.reads(link.resolve("x")), read(link));
        with(all -> all.planUpgrade("reader", newer).finish(KEEP));

        assertThat(user.fire().handlers().getFirst().outcome()).isEqualTo(new Completed());
        assertThat(user.log)
                .anyMatch(line -> line.endsWith("content"))
                .noneMatch(line -> line.endsWith("secret"));
    }

    @Test
    void upgrade_revokedWhileTheUserReads_refused() {
        user.install(reader("1.0.0", read("~/data")), "all");
        Path newer = reader("2.0.0", read("~/data"));
        try (ExtensionHost host = user.host()) {
            InstallPlan plan = host.installed().planUpgrade("reader", newer);
            with(all -> all.revoke("reader", List.of("all")));
            assertThatThrownBy(() -> plan.finish(KEEP))
                    .isInstanceOf(ExtensionException.class)
                    .hasMessageContaining("was changed by somebody else meanwhile");
        }
        assertThat(user.find("reader").version()).isEqualTo("1.0.0");
        assertThat(user.find("reader").permissions()).noneMatch(PermissionLine::granted);
    }

    @Test
    void rollback_afterARevoke_doesntBringItBack() {
        user.install(reader("1.0.0", read("~/data"), "environment = [\"A\", \"B\"]"), "all");
        Path newer = reader("2.0.0", read("~/data/x"), "environment = [\"A\"]");
        with(all ->
                all.planUpgrade("reader", newer)
                        .finish(new Decision(List.of("all"), false, false)));

        with(all -> all.revoke("reader", List.of("filesystem_read", "environment=A")));

        assertThat(with(all -> all.rollback("reader")).permissions())
                .filteredOn(PermissionLine::granted)
                .extracting(PermissionLine::item)
                .as("the folder of the file, and the variable")
                .containsExactly("environment=B");
    }

    @Test
    void revokeAll_afterAnUpgradeThatGrantedNothing_theVersionBeforeHasNothingEither() {
        user.install(reader("1.0.0", read("~/data")), "all");
        Path newer = reader("2.0.0", read("~/data"));
        with(all -> all.planUpgrade("reader", newer).finish(Decision.of(List.of())));

        with(all -> all.revoke("reader", List.of("all")));

        assertThat(with(all -> all.rollback("reader")).permissions())
                .noneMatch(PermissionLine::granted);
    }

    @Test
    void folder_swappedBetweenProcesses_notMountedAndShown() throws Exception {
        user.install(reader("1.0.0", read("~/data")), "all");
        assertThat(user.fire().handlers().getFirst().outcome()).isEqualTo(new Completed());
        Files.move(data, user.home.resolve("moved"));
        Files.createDirectory(data);
        Files.writeString(data.resolve("x"), "secret");

        assertThat(user.fire().handlers().getFirst().outcome())
                .isEqualTo(new Failed(LibcGuest.NOENT));
        assertThat(user.log).noneMatch(line -> line.endsWith("secret"));
        assertThat(user.find("reader").permissions().getFirst().note())
                .startsWith("stale, another folder has taken its place");

        with(all -> all.grant("reader", List.of("filesystem_read=~/data")));
        assertThat(user.fire().handlers().getFirst().outcome()).isEqualTo(new Completed());
        assertThat(user.find("reader").permissions().getFirst().note()).isEmpty();
    }

    @Test
    void path_appearsLater_grantedIfItIsAnOrdinaryOne() throws Exception {
        Path later = user.home.resolve("later");
        user.install(
                user.pack("reader", "1.0.0", LibcGuest.reads(later.resolve("x")), read("~/later")),
                "all");
        assertThat(user.fire().handlers().getFirst().outcome())
                .isEqualTo(new Failed(LibcGuest.NOENT));
        assertThat(user.find("reader").permissions().getFirst().note())
                .isEqualTo("there was nothing when it was granted");

        Files.createDirectory(later);
        Files.writeString(later.resolve("x"), "content");
        assertThat(user.fire().handlers().getFirst().outcome()).isEqualTo(new Completed());
    }

    @Test
    void path_appearsLaterAsALinkToKeys_notGranted() throws Exception {
        Path keys = Files.createDirectory(user.home.resolve(".ssh"));
        Files.writeString(keys.resolve("x"), "secret");
        Path later = user.home.resolve("later");
        user.install(
                user.pack("reader", "1.0.0", LibcGuest.reads(later.resolve("x")), read("~/later")),
                "all");
        tempLink(later, keys);

        assertThat(user.fire().handlers().getFirst().outcome())
                .isEqualTo(new Failed(LibcGuest.NOENT));
        assertThat(user.log).noneMatch(line -> line.endsWith("secret"));
    }

    @Test
    void revokeAll_running_itsDescriptorsAreClosedByTheNextEvent() throws Exception {
        user.install(reader("1.0.0", read("~/data")), "all");
        try (ExtensionHost running = user.host()) {
            running.loadInstalled();
            running.fire(Event.of(InstalledFixture.EVENT));
            assertThat(open(data)).isPositive();

            running.installed().revoke("reader", List.of("all"));

            running.fire(Event.of(InstalledFixture.EVENT));
            assertThat(open(data)).isZero();
        }
    }

    /// How many descriptors of this process lead to a folder or beneath it.
    private static long open(Path place) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(fd -> leadsInto(fd, place)).count();
        }
    }

    private static boolean leadsInto(Path fd, Path place) {
        try {
            return Files.readSymbolicLink(fd).startsWith(place);
        } catch (IOException closed) {
            return false;
        }
    }

    @Test
    void questions_ofAnUpgrade_riskiestFirstAndOnlyWhatIsOpen() {
        user.install(reader("1.0.0", "environment = [\"A\"]"), "all");
        Path newer = reader("2.0.0", "environment = [\"A\", \"B\"]", "network = [\"a.com\"]");
        with(all -> {
            InstallPlan plan = all.planUpgrade("reader", newer);
            assertThat(plan.questions())
                    .extracting(Question::item)
                    .containsExactlyInAnyOrder("network=a.com", "environment=B");
            return plan;
        });
    }
}
