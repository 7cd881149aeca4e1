package org.frankenterm.extension.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.frankenterm.extension.event.PayloadProblem.Kind;
import org.frankenterm.extension.json.JsonProblem;
import org.frankenterm.extension.json.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PayloadCheckTest {
    @ParameterizedTest
    @EnumSource
    void problems_sample_none(EventType type) throws JsonProblem {
        assertThat(problems(type, EventSamples.of(type))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void problems_empty_eachRequiredFieldIsMissing(EventType type) throws JsonProblem {
        assertThat(problems(type, "{}"))
                .hasSize((int) type.fields().stream().filter(EventField::required).count())
                .allMatch(problem -> problem.contains(" is missing: it must be "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'pane_id':-1,'focused':true}  | 'pane_id' must be an integer of at least 0",
                "{'pane_id':1.0,'focused':true} | 'pane_id' must be an integer of at least 0",
                "{'pane_id':'1','focused':true} | 'pane_id' must be an integer of at least 0",
                "{'pane_id':1,'focused':1}      | 'focused' must be true or false",
                "{'pane_id':1,'focused':null}   | 'focused' must be true or false",
                "{'pane_id':1}                  | 'focused' is missing: it must be true or false",
            })
    void problems_typeOrAbsence_wrong(String payload, String message) throws JsonProblem {
        assertThat(check(EventType.BELL, payload.replace('\'', '"')))
                .containsExactly(new PayloadProblem(Kind.WRONG, message.replace('\'', '"')));
    }

    @Test
    void problems_inLists_namedByTheirPlace() throws JsonProblem {
        assertThat(
                        problems(
                                EventType.SESSION_SAVE,
                                "{\"tabs\":[{\"tab_id\":1},{\"title\":2},3,{\"tab_id\":1,\"titel\":\"\"}]}"))
                .containsExactly(
                        "\"tabs[1].tab_id\" is missing: it must be an integer of at least 0",
                        "\"tabs[1].title\" must be a string",
                        "\"tabs[2]\" must be an object",
                        "\"tabs[3].titel\" is no field of the event, and handlers don't see it; did you mean title?");
        assertThat(
                        problems(
                                EventType.KEY_PRESSED,
                                "{\"pane_id\":1,\"focused\":true,\"echo\":true,\"key\":\"a\",\"modifiers\":[\"hyper\"]}"))
                .containsExactly(
                        "\"modifiers[0]\" must be one of the strings ctrl, alt, shift, super");
    }

    @Test
    void problems_unknownField_warnedWithTheNearest() throws JsonProblem {
        assertThat(check(EventType.CONFIG_RELOAD, "{\"paht\":1,\"\\u001b[2J\":1}"))
                .containsExactly(
                        new PayloadProblem(
                                Kind.UNKNOWN,
                                "\"paht\" is no field of the event, and handlers don't see it; did you mean path?"),
                        new PayloadProblem(
                                Kind.UNKNOWN,
                                "\"\\u{1b}[2J\" is no field of the event, and handlers don't see it"));
    }

    @Test
    void problems_many_bounded() throws JsonProblem {
        StringBuilder payload = new StringBuilder("{\"tabs\":[0");
        for (int i = 0; i < 10_000; i++) {
            payload.append(",0");
        }
        payload.append(']');
        for (int i = 0; i < 10_000; i++) {
            payload.append(",\"f").append(i).append("\":0");
        }
        assertThat(problems(EventType.SESSION_SAVE, payload.append('}').toString()))
                .hasSize(PayloadCheck.MAX);
    }

    private static List<PayloadProblem> check(EventType type, String payload) throws JsonProblem {
        return PayloadCheck.problems(type, JsonReader.parseObject(payload));
    }

    private static List<String> problems(EventType type, String payload) throws JsonProblem {
        return check(type, payload).stream().map(PayloadProblem::message).toList();
    }
}
