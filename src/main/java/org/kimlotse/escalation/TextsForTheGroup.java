package org.kimlotse.escalation;

import java.time.Clock;
import java.util.List;
import org.kimlotse.casefile.NameWords;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Refused;
import org.springframework.stereotype.Component;

/** Keeps personal data, of whomever, out of everything people write about a bottleneck. */
@Component
public class TextsForTheGroup {

    private final NameWords names;
    private final EverydayWords everyday;
    private final Clock clock;

    TextsForTheGroup(NameWords names, EverydayWords everyday, Clock clock) {
        this.names = names;
        this.everyday = everyday;
        this.clock = clock;
    }

    /** German messages that name the place, in the order of the text; empty if the text may be shown to the group. */
    public List<String> problems(String text) {
        return PersonalData.in(
                        text, names.among(PersonalData.words(text)), everyday.all(), BusinessCalendar.today(clock))
                .stream()
                .map(PersonalData.Hit::message)
                .distinct()
                .toList();
    }

    /** @throws Refused in German, naming the place and what to write instead */
    void require(String field, String text) {
        List<String> messages = problems(text);
        if (!messages.isEmpty()) {
            throw new Refused(
                    messages.stream().map(m -> new Refused.Problem(field, m)).toList());
        }
    }
}
