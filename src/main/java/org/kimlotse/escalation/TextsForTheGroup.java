package org.kimlotse.escalation;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.kimlotse.casefile.NameWords;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Refused;
import org.springframework.stereotype.Component;

/**
 * Keeps personal data, of whomever, out of everything people write about a bottleneck. A name is one that is common, or one of
 * somebody in the cases of the writer's own team: so the answer depends on nothing the writer may not see, and nobody can ask it who
 * is a client of others. Rare names of others' clients are for the two people who release a dossier.
 */
@Component
public class TextsForTheGroup {

    private final NameWords names;
    private final CommonNames common;
    private final EverydayWords everyday;
    private final Actors actors;
    private final Clock clock;

    TextsForTheGroup(NameWords names, CommonNames common, EverydayWords everyday, Actors actors, Clock clock) {
        this.names = names;
        this.common = common;
        this.everyday = everyday;
        this.actors = actors;
        this.clock = clock;
    }

    /** German messages that name the place, in the order of the text; empty if the text may be shown to the group. */
    public List<String> problems(String text) {
        Set<String> words = PersonalData.words(text);
        Collection<String> own = actors.current().map(Actors.Actor::teams).orElse(Set.of());
        NameWords.Known known = common.among(words).and(names.among(words, own));
        return PersonalData.in(text, known, everyday.all(), BusinessCalendar.today(clock)).stream()
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
