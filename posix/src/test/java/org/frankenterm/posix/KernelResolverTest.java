package org.frankenterm.posix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelResolverTest {
    @ParameterizedTest
    @EnumSource(names = {"NOSYS", "PERM", "INVAL"})
    void offered_kernelOrFilterRefuses_no(ErrorNumber answer) {
        assertThat(KernelResolver.offered(answer.negated())).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"NOENT", "ACCES", "MFILE"})
    void offered_onlyTheFolderRefuses_yes(ErrorNumber answer) {
        assertThat(KernelResolver.offered(answer.negated())).isTrue();
    }

    @Test
    void offered_anAnswer_yes() {
        assertThat(KernelResolver.offered(3)).isTrue();
    }

    @Test
    void system_eachTime_theSame() {
        assertThat(Resolver.system()).isSameAs(Resolver.system());
    }
}
