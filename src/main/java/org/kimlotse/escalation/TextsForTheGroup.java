package org.kimlotse.escalation;

import java.util.Collection;
import java.util.List;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.springframework.stereotype.Component;

/** Keeps personal data of the involved cases out of everything people write about a bottleneck. */
@Component
public class TextsForTheGroup {

    private final Bottlenecks bottlenecks;
    private final InvolvedPersons involved;

    TextsForTheGroup(Bottlenecks bottlenecks, InvolvedPersons involved) {
        this.bottlenecks = bottlenecks;
        this.involved = involved;
    }

    /** German messages that name the place, in the order of the text; empty if the text may be shown to the group. */
    public List<String> problems(Bottleneck.Id id, String text) {
        return problems(bottlenecks.cases(id), text);
    }

    public List<String> problems(Collection<CaseId> cases, String text) {
        return PersonalData.in(text, involved.of(cases)).stream()
                .map(PersonalData.Hit::message)
                .distinct()
                .toList();
    }

    /** @throws Refused in German, naming the place */
    void require(Bottleneck.Id id, String field, String text) {
        refuse(field, problems(id, text));
    }

    /** @throws Refused in German, naming the place */
    void require(Collection<CaseId> cases, String field, String text) {
        refuse(field, problems(cases, text));
    }

    private static void refuse(String field, List<String> messages) {
        if (!messages.isEmpty()) {
            throw new Refused(
                    messages.stream().map(m -> new Refused.Problem(field, m)).toList());
        }
    }
}
