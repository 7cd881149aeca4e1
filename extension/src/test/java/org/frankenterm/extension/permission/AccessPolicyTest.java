package org.frankenterm.extension.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessPolicyTest {
    private static final String HOME = "/home/u";

    /// One request of each kind, the item that allows it, and the line of the manifest to change.
    static Stream<Case> kinds() {
        return Stream.of(
                new Case(
                        new AccessRequest.EnvironmentVariable("HOME"),
                        "environment=HOME",
                        "add \"HOME\" to environment"),
                new Case(
                        new AccessRequest.ReadFile("/a/b"),
                        "filesystem_read=/a",
                        "add \"/a/b\" to filesystem_read"),
                new Case(
                        new AccessRequest.WriteFile("/a/b"),
                        "filesystem_write=/a",
                        "add \"/a/b\" to filesystem_write"),
                new Case(
                        new AccessRequest.Connect("a.com", 443),
                        "network=a.com",
                        "add \"a.com\" to network"),
                new Case(
                        new AccessRequest.Connect("a.com", 99),
                        "network=a.com:99",
                        "add \"a.com:99\" to network"),
                new Case(
                        new AccessRequest.ConnectPrivate("10.0.0.1", 443),
                        "network=10.0.0.1",
                        "add \"10.0.0.1\" to network"),
                new Case(new AccessRequest.PaneAccess(), "pane_access", "set pane_access = true"),
                new Case(new AccessRequest.PaneKeys(), "pane_keys", "set pane_keys = true"),
                new Case(
                        new AccessRequest.PaneInput(InputKind.TEXT),
                        "pane_input=text",
                        "set pane_input = \"text\""),
                new Case(
                        new AccessRequest.PaneInput(InputKind.CONTROL),
                        "pane_input=control",
                        "set pane_input = \"control\""),
                new Case(new AccessRequest.SetConfig("a.b"), "config=a.b", "add \"a.b\" to config"),
                new Case(new AccessRequest.Notify(), "notifications", "set notifications = true"));
    }

    @Test
    void kinds_everyKindOfRequest_hasACase() {
        Set<Class<?>> seen =
                kinds().map(each -> each.request.getClass()).collect(Collectors.toSet());
        assertThat(seen).containsExactlyInAnyOrder(AccessRequest.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void decide_requestedAndGranted_allowed(Case each) {
        assertThat(policy(List.of(each.item), List.of(each.item)).decide(each.request))
                .isEqualTo(Decision.ALLOWED);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void decide_nothingRequested_namesTheManifestLine(Case each) {
        assertThat(reason(policy(List.of(), List.of(each.item)), each.request))
                .endsWith(
                        " is not requested: "
                                + each.line
                                + " under [permissions] in extension.toml and grant it");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void decide_requestedButNotGranted_namesTheGrant(Case each) {
        assertThat(reason(policy(List.of(each.item), List.of()), each.request))
                .endsWith(" is requested but not granted: grant it with --grant " + each.item);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void decide_everyOtherItemGranted_denied(Case each) {
        List<String> others =
                kinds().filter(other ->
                                !Permission.parse(other.item).covers(Permission.parse(each.item)))
                        .map(Case::item)
                        .toList();
        assertThat(policy(others, others).decide(each.request)).isInstanceOf(Decision.Denied.class);
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b, true",
        "/a/b, /a/b/c, true",
        "/a/b, /a/bc, false",
        "/a/b, /a, false",
        "/a/b, /a/b/../c, false",
        "/a/b, /a/b/.., false",
        "/a/b/, /a/b, true",
        "~/x, /home/u/x/y, true",
        "~/x, ~/x/y, false",
        "~/x, x/y, false",
        "~/x, '', false",
        "/, /etc/passwd, true",
    })
    void decide_path_containedByComponents(String grant, String path, boolean allowed) {
        AccessPolicy policy =
                policy(List.of("filesystem_read=" + grant), List.of("filesystem_read=" + grant));
        assertThat(policy.decide(new AccessRequest.ReadFile(path)).equals(Decision.ALLOWED))
                .isEqualTo(allowed);
        assertThat(policy.decide(new AccessRequest.WriteFile(path)))
                .isInstanceOf(Decision.Denied.class);
    }

    @Test
    void decide_writeGranted_readsThereAndNowhereElse() {
        AccessPolicy policy =
                policy(List.of("filesystem_write=/a"), List.of("filesystem_write=/a"));
        assertThat(policy.decide(new AccessRequest.ReadFile("/a/b"))).isEqualTo(Decision.ALLOWED);
        assertThat(policy.decide(new AccessRequest.ReadFile("/b")))
                .isInstanceOf(Decision.Denied.class);
    }

    @Test
    void decide_grantWiderThanRequest_onlyWhatBothAllow() {
        AccessPolicy policy = policy(List.of("environment=LC_ALL"), List.of("environment=LC_*"));
        assertThat(policy.decide(new AccessRequest.EnvironmentVariable("LC_ALL")))
                .isEqualTo(Decision.ALLOWED);
        assertThat(reason(policy, new AccessRequest.EnvironmentVariable("LC_TIME")))
                .contains("is not requested");
    }

    @Test
    void decide_grantNarrowerThanRequest_onlyWhatBothAllow() {
        AccessPolicy policy = policy(List.of("network=*.a.com"), List.of("network=x.a.com"));
        assertThat(policy.decide(new AccessRequest.Connect("x.a.com", 443)))
                .isEqualTo(Decision.ALLOWED);
        assertThat(reason(policy, new AccessRequest.Connect("y.a.com", 443)))
                .endsWith("--grant 'network=*.a.com'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.1", "2130706433", "A.com", "a.com.", "", "[::01]", "a b"})
    void decide_anyNetworkAndHostNotCanonical_denied(String host) {
        AccessPolicy policy = policy(List.of("network"), List.of("network"));
        assertThat(policy.decide(new AccessRequest.Connect(host, 443)))
                .isInstanceOf(Decision.Denied.class);
    }

    @Test
    void decide_nameThatResolvesToPrivateAddress_deniedUnlessNamed() {
        List<String> names = List.of("network", "network=evil.com", "network=*.evil.com");
        AccessRequest loopback = new AccessRequest.ConnectPrivate("127.0.0.1", 443);
        assertThat(policy(names, names).decide(loopback)).isInstanceOf(Decision.Denied.class);
        List<String> named = List.of("network=localhost");
        assertThat(policy(named, named).decide(loopback)).isEqualTo(Decision.ALLOWED);
    }

    @Test
    void decide_configOfTheHostItself_neverAllowed() {
        AccessPolicy policy = policy(List.of("config=*"), List.of("config=*"));
        assertThat(policy.decide(new AccessRequest.SetConfig("a"))).isEqualTo(Decision.ALLOWED);
        assertThat(reason(policy, new AccessRequest.SetConfig("extensions.x.granted")))
                .isEqualTo("setting \"extensions.x.granted\" can't be set by any extension");
    }

    @Test
    void decide_hostileName_reasonIsSanitised() {
        String name = "A\u001b[2J\n" + "x".repeat(100_000);
        String reason =
                reason(policy(List.of(), List.of()), new AccessRequest.EnvironmentVariable(name));
        assertThat(reason).doesNotContain("\u001b", "\n").hasSizeLessThan(400);
    }

    @Test
    void decide_grantWithAQuote_quotedForAShell() {
        List<String> requested = List.of("filesystem_read=/a b'c");
        assertThat(reason(policy(requested, List.of()), new AccessRequest.ReadFile("/a b'c")))
                .endsWith("--grant 'filesystem_read=/a b'\\''c'");
    }

    @Test
    void effective_meetOfBoth() {
        AccessPolicy policy =
                policy(
                        List.of(
                                "filesystem_read=/a",
                                "filesystem_read=/b/c",
                                "environment=X",
                                "pane_keys"),
                        List.of(
                                "filesystem_read=/a/d",
                                "filesystem_write=/b",
                                "environment=Y",
                                "pane_access"));
        assertThat(policy.effective().items().stream().map(Permission::text))
                .containsExactlyInAnyOrder("filesystem_read=/b/c", "filesystem_read=/a/d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "home/u", "/home/../u"})
    void home_notAbsolute_refused(String home) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccessPolicy(PermissionSet.NONE, PermissionSet.NONE, home));
    }

    @Test
    void decide_nothingRequestedNorGranted_everythingDenied() {
        AccessPolicy policy = policy(List.of(), List.of());
        assertThat(kinds())
                .allSatisfy(each ->
                        assertThat(policy.decide(each.request))
                                .isInstanceOf(Decision.Denied.class));
    }

    private static AccessPolicy policy(List<String> requested, List<String> granted) {
        return new AccessPolicy(set(requested), set(granted), HOME);
    }

    private static PermissionSet set(List<String> texts) {
        return PermissionSet.of(texts.stream().map(Permission::parse).toList());
    }

    private static String reason(AccessPolicy policy, AccessRequest request) {
        return policy.decide(request) instanceof Decision.Denied(String reason)
                ? reason
                : "allowed";
    }

    record Case(AccessRequest request, String item, String line) {}
}
