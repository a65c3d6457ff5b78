package org.kimlotse.preview;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.facts.StatusFacts;
import org.kimlotse.rulebook.Supposed;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Municipality;

/**
 * The people of a household with what is known of each, as of an instant.
 *
 * @param asOf UTC
 * @param supposed in what the question differs from that of a case
 */
public record Household(Instant asOf, List<Member> members, List<Relation> relations, Supposed supposed) {

    public Household {
        members = List.copyOf(members);
        relations = List.copyOf(relations);
    }

    Household at(Instant then) {
        return new Household(then, members, relations, supposed);
    }

    Household with(Supposed otherwise) {
        return new Household(asOf, members, relations, otherwise);
    }

    /** The day in Germany. */
    public LocalDate day() {
        return BusinessCalendar.dayOf(asOf);
    }

    /**
     * @param id given by who asks; stands in the answer
     * @param status the status in force, with what came before it worked in
     * @param earlier what the residence rested on before, oldest first, as far as it can have ended AsylbLG
     * @param order the beginnings of two statuses that follow each other, out of order if there are such; may be empty
     * @param facts further facts the rules see of this person
     * @param stays where the person lives or has to live and is to, in the order of time
     * @param consents kinds of office a consent covers, names of {@code OfficeKind}
     * @param sharedAccommodation lives in municipal accommodation, null if not known
     * @param german null if nothing is said of it
     * @param health null if nothing is said of it
     */
    public record Member(
            String id,
            StatusFacts status,
            List<Earlier> earlier,
            List<LocalDate> order,
            List<Record> facts,
            List<Stay> stays,
            Set<String> consents,
            @Nullable Boolean sharedAccommodation,
            @Nullable GermanInput german,
            @Nullable HealthInput health,
            FamilyInput family) {

        public Member {
            earlier = List.copyOf(earlier);
            order = List.copyOf(order);
            facts = List.copyOf(facts);
            stays = List.copyOf(stays);
            consents = Set.copyOf(consents);
        }

        /** Where the person lives on a day; the first place also before it is known that somebody lived there. */
        public Stay livesOn(LocalDate day) {
            Stay lives = stays.get(0);
            for (Stay stay : stays) {
                if (stay.from() != null && !stay.from().isAfter(day)) {
                    lives = stay;
                }
            }
            return lives;
        }

        /** The move that is planned next, or null. */
        public @Nullable Stay nextMove(LocalDate today) {
            return stays.stream()
                    .filter(stay -> stay.from() != null && stay.from().isAfter(today))
                    .findFirst()
                    .orElse(null);
        }

        /** All facts of one kind. */
        public <T extends Record> Stream<T> facts(Class<T> kind) {
            return facts.stream().filter(kind::isInstance).map(kind::cast);
        }
    }

    /**
     * Where somebody lives from a day on.
     *
     * @param from null: as long as is known
     * @param municipality null if outside the Rhein-Sieg-Kreis or not known
     * @param outside the place outside the Rhein-Sieg-Kreis, or null
     */
    public record Stay(@Nullable LocalDate from, @Nullable Municipality municipality, @Nullable String outside) {

        @Nullable
        String place() {
            return municipality == null ? outside : municipality.label();
        }
    }

    /**
     * A title somebody had before the present status.
     *
     * @param lastDay the day before the next status began
     * @param next whether the present status, or the next earlier title, followed it directly
     */
    public record Earlier(StatusFacts status, LocalDate lastDay, boolean next) {}

    /**
     * @param kind SPOUSE (either direction) or PARENT ({@code from} is the parent of {@code to})
     */
    public record Relation(String kind, String from, String to) {}

    /** The ids of the parents of a member. */
    Collection<String> parentsOf(String id) {
        return relations.stream()
                .filter(r -> r.kind().equals("PARENT") && r.to().equals(id))
                .map(Relation::from)
                .toList();
    }

    Collection<String> childrenOf(String id) {
        return relations.stream()
                .filter(r -> r.kind().equals("PARENT") && r.from().equals(id))
                .map(Relation::to)
                .toList();
    }

    Collection<String> spousesOf(String id) {
        return relations.stream()
                .filter(r -> r.kind().equals("SPOUSE"))
                .flatMap(r -> r.from().equals(id)
                        ? Stream.of(r.to())
                        : r.to().equals(id) ? Stream.of(r.from()) : Stream.empty())
                .toList();
    }

    Member member(String id) {
        return members.stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow();
    }
}
