package org.kimlotse.preview;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.facts.ApplicationElsewhere;
import org.kimlotse.assessment.facts.ApplicationMade;
import org.kimlotse.assessment.facts.BenefitPaid;
import org.kimlotse.assessment.facts.Contradiction;
import org.kimlotse.assessment.facts.StatusFacts;
import org.kimlotse.intake.facts.IndicationFacts;
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

    /** The same without what is dated after the day: it has not happened yet. */
    Household known() {
        return new Household(
                asOf, members.stream().map(member -> member.knownBy(day())).toList(), relations, supposed);
    }

    /** The same without the marriages and parents of those of whom these contradict each other. */
    Household without(Collection<String> doubtfulMarriages, Collection<String> doubtfulParents) {
        return new Household(
                asOf,
                members,
                relations.stream()
                        .filter(r -> r.kind().equals("SPOUSE")
                                ? !doubtfulMarriages.contains(r.from()) && !doubtfulMarriages.contains(r.to())
                                : !doubtfulParents.contains(r.to()))
                        .toList(),
                supposed);
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
     * @param firstTalk null if nothing is said of it
     * @param work null if nothing is said of it
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
            @Nullable IndicationFacts firstTalk,
            @Nullable WorkPlans work,
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

        /** Where the person is assigned on a day: a move alone changes nothing about it (§ 10a Abs. 1 S. 1 AsylbLG). */
        Stay assignedTo(LocalDate day) {
            Stay assigned = stays.get(0);
            for (Stay stay : stays) {
                if (stay.assigned() && stay.from() != null && !stay.from().isAfter(day)) {
                    assigned = stay;
                }
            }
            return assigned;
        }

        /** The move that is planned next, or null. */
        public @Nullable Stay nextMove(LocalDate today) {
            return stays.stream()
                    .filter(stay -> stay.from() != null && stay.from().isAfter(today))
                    .findFirst()
                    .orElse(null);
        }

        /** The same person without what is dated after that day and so has not happened: applications, payments, steps taken. */
        Member knownBy(LocalDate today) {
            return new Member(
                    id,
                    status,
                    earlier,
                    order,
                    facts.stream().filter(fact -> !ahead(fact, today)).toList(),
                    stays,
                    consents,
                    sharedAccommodation,
                    german == null ? null : german.knownBy(today),
                    health == null ? null : health.knownBy(today),
                    firstTalk,
                    work == null ? null : work.knownBy(today),
                    family);
        }

        private static boolean ahead(Record fact, LocalDate today) {
            if (fact instanceof ApplicationMade made) {
                return made.madeOn().isAfter(today);
            }
            if (fact instanceof ApplicationElsewhere lies) {
                return lies.madeOn().isAfter(today);
            }
            return fact instanceof BenefitPaid paid
                    && (paid.arrivedOn() == null ? paid.from() : paid.arrivedOn()).isAfter(today);
        }

        /** The day, or null if it lies ahead of the other. */
        static @Nullable LocalDate happened(@Nullable LocalDate day, LocalDate today) {
            return day == null || day.isAfter(today) ? null : day;
        }

        /** The same person, as far as nothing said of it contradicts itself. */
        Member without(Collection<Contradiction> contradictions) {
            return contradictions.isEmpty()
                    ? this
                    : new Member(
                            id,
                            status.without(contradictions),
                            earlier,
                            order,
                            facts,
                            stays,
                            consents,
                            sharedAccommodation,
                            german,
                            health,
                            firstTalk,
                            work,
                            family);
        }

        /** The last day before that age, or null if the birth is not known. */
        @Nullable
        LocalDate lastDayBelow(int years) {
            LocalDate born = status.birthDate();
            return born == null ? null : BusinessCalendar.completesYearOfLife(born, years);
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
     * @param assigned the person is known to be assigned there
     */
    public record Stay(
            @Nullable LocalDate from, @Nullable Municipality municipality, @Nullable String outside, boolean assigned) {

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

    /**
     * How somebody is bound to somebody else.
     *
     * @param kind SPOUSE, PARENT or CHILD, as seen from the first; HOUSEHOLD for a closer relative's relative
     * @param id the other
     * @param community whether it makes a Bedarfsgemeinschaft if the other is erwerbsfähig (§ 7 Abs. 3 SGB II)
     * @param until last day of that, null if it has no known end
     * @param byMarriage rests on a marriage
     */
    record Bond(String kind, String id, boolean community, @Nullable LocalDate until, boolean byMarriage) {}

    /** To whom somebody is bound: spouses, parents and children, spouses of parents, children of spouses, sisters and brothers. */
    List<Bond> bonds(String id) {
        List<Bond> bonds = new ArrayList<>();
        spousesOf(id).forEach(spouse -> bonds.add(new Bond("SPOUSE", spouse, true, null, true)));
        for (String parent : parentsOf(id)) {
            bonds.add(asChild("PARENT", parent, id, false));
            spousesOf(parent).forEach(other -> bonds.add(asChild("HOUSEHOLD", other, id, true)));
            childrenOf(parent).forEach(other -> bonds.add(sibling(id, other, false)));
            spousesOf(parent).forEach(step -> childrenOf(step).forEach(other -> bonds.add(sibling(id, other, true))));
        }
        childrenOf(id).forEach(child -> bonds.add(asChild("CHILD", child, child, false)));
        spousesOf(id).forEach(spouse -> childrenOf(spouse)
                .forEach(child -> bonds.add(asChild("HOUSEHOLD", child, child, true))));
        Map<String, Bond> nearest = new LinkedHashMap<>();
        bonds.stream()
                .filter(bond -> !bond.id().equals(id))
                .sorted(Comparator.comparing((Bond bond) -> bond.kind().equals("HOUSEHOLD"))
                        .thenComparing(Bond::byMarriage))
                .forEach(bond -> nearest.putIfAbsent(bond.id(), bond));
        return List.copyOf(nearest.values());
    }

    /** The income of the one counts for the other in need (§ 9 Abs. 2 S. 1, 2 SGB II): of a spouse, a parent, a parent's spouse. */
    boolean incomeCounts(String payer, String receiver) {
        return bonds(receiver).stream()
                .filter(Bond::community)
                .filter(bond -> bond.until() == null || !bond.until().isBefore(day()))
                .filter(bond -> bond.id().equals(payer))
                .anyMatch(bond -> bond.kind().equals("SPOUSE")
                        || bond.kind().equals("PARENT")
                        || parentsOf(receiver).stream()
                                .anyMatch(parent -> spousesOf(parent).contains(payer)));
    }

    /** An unmarried child under 25 years (§ 7 Abs. 3 Nr. 2, 4 SGB II). */
    private Bond asChild(String kind, String other, String child, boolean byMarriage) {
        return new Bond(kind, other, spousesOf(child).isEmpty(), member(child).lastDayBelow(25), byMarriage);
    }

    private Bond sibling(String id, String other, boolean byMarriage) {
        LocalDate own = member(id).lastDayBelow(25);
        LocalDate others = member(other).lastDayBelow(25);
        LocalDate until = own == null || others != null && others.isBefore(own) ? others : own;
        return new Bond(
                "HOUSEHOLD", other, spousesOf(id).isEmpty() && spousesOf(other).isEmpty(), until, byMarriage);
    }

    Member member(String id) {
        return members.stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow();
    }
}
