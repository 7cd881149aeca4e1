package org.frankenterm.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import org.junit.jupiter.api.Test;

class OpenHowTest {
    @Test
    void withers_each_onlyTheirs() throws ReflectiveOperationException {
        OpenHow plain = OpenHow.read();
        for (RecordComponent component : OpenHow.class.getRecordComponents()) {
            if (component.getType() != boolean.class) {
                continue;
            }
            Object changed =
                    OpenHow.class.getMethod(component.getName(), boolean.class).invoke(plain, true);
            for (RecordComponent other : OpenHow.class.getRecordComponents()) {
                Object expected =
                        other.getName().equals(component.getName())
                                ? true
                                : other.getAccessor().invoke(plain);
                assertThat(other.getAccessor().invoke(changed))
                        .as("%s after %s", other.getName(), component.getName())
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void of_access_nothingElse() {
        assertThat(OpenHow.path().access()).isEqualTo(Access.PATH);
        assertThat(OpenHow.read().access()).isEqualTo(Access.READ);
        assertThat(OpenHow.write().access()).isEqualTo(Access.WRITE);
        assertThat(OpenHow.readWrite().access()).isEqualTo(Access.READ_WRITE);
        assertThat(OpenHow.of(Access.READ)).isEqualTo(OpenHow.read().create(true).create(false));
    }

    @Test
    void contradictory_placesThatWrite_andNewFolders() {
        assertThat(OpenHow.write().create(true).directory(true).contradictory()).isTrue();
        assertThat(OpenHow.path().create(true).contradictory()).isTrue();
        assertThat(OpenHow.path().append(true).contradictory()).isTrue();
        assertThat(OpenHow.path().sync(true).contradictory()).isTrue();
        assertThat(OpenHow.path().dataSync(true).contradictory()).isTrue();
        assertThat(OpenHow.path().directory(true).noFollow(true).exclusive(true).contradictory())
                .isFalse();
        assertThat(OpenHow.write().create(true).append(true).sync(true).contradictory()).isFalse();
    }
}
