package org.kimlotse.preview;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.facts.ApplicationMade;
import org.kimlotse.assessment.facts.Contradiction;
import org.kimlotse.assessment.facts.CourseAsked;
import org.kimlotse.assessment.facts.DuldungBefore;
import org.kimlotse.assessment.facts.FamilyMeans;
import org.kimlotse.assessment.facts.FamilyPaid;
import org.kimlotse.assessment.facts.OfficeChange;
import org.kimlotse.assessment.facts.RelativeLaw;
import org.kimlotse.assessment.facts.ResidenceStatus;
import org.kimlotse.assessment.facts.StatusFacts;
import org.kimlotse.assessment.facts.TimelineQuestion;
import org.kimlotse.assessment.facts.WorkFacts;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.OfficeKind;
import org.kimlotse.preview.Household.Member;
import org.kimlotse.preview.Preview.Period;
import org.kimlotse.preview.Preview.PersonPreview;
import org.kimlotse.preview.Preview.Step;
import org.kimlotse.referral.facts.GermanLevel;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.FindingKind;
import org.kimlotse.rulebook.RuleBook;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.rulebook.Supposed;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Rechtskreis;
import org.kimlotse.shared.Refused;
import org.kimlotse.transition.facts.AppliedAlready;
import org.kimlotse.transition.facts.TransitionFacts;
import org.springframework.stereotype.Service;

/**
 * Asks the rule sets of the case path about a household: first each person alone, then those whose law depends on a
 * relative's, then the steps. Saves nothing.
 */
@Service
public class HouseholdPreview {

    private static final List<RuleSet> ASKED = List.of(
            RuleSet.BENEFIT_LAW,
            RuleSet.TRANSITION_HOPS,
            RuleSet.INDICATION,
            RuleSet.LANGUAGE_COURSE,
            RuleSet.JOBCENTER_REFERRAL,
            RuleSet.HEALTH,
            RuleSet.RESIDENCE_FAMILY,
            RuleSet.CONSISTENCY,
            RuleSet.ORDER_OF_WORK);

    /** Offices that another place has its own of. */
    private static final Set<OfficeKind> OF_A_PLACE =
            EnumSet.complementOf(EnumSet.of(OfficeKind.KIM, OfficeKind.KK, OfficeKind.FAMKA, OfficeKind.BEZREG));
    /** Under which names the rules on contradictions speak of which status came first. */
    private static final String ORDER = "STATUS_BEFORE STATUS";

    /** Order of work for a step without a rank. */
    private static final int LAST = 1_000;

    private final RuleBook rules;
    private final Directory directory;

    HouseholdPreview(RuleBook rules, Directory directory) {
        this.rules = rules;
        this.directory = directory;
    }

    /** The parameters that may be set otherwise, name to the value in force on that day. */
    public Map<String, String> parameters(LocalDate day) {
        return rules.parameters(RuleSet.BENEFIT_LAW, day);
    }

    /**
     * @throws Refused if a version of a rule set is named that was never kept
     */
    public Preview of(Household all) {
        Household asked = all.known();
        Map<String, String> versions = versions(asked.supposed().versions());
        Supposed supposed =
                new Supposed(asked.supposed().parameters(), asked.supposed().announced(), versions);
        Map<String, Before> before = new HashMap<>();
        Map<String, Decision> alone = new HashMap<>();
        Map<String, List<Finding>> consistency = new HashMap<>();
        for (Member member : asked.members()) {
            consistency.put(
                    member.id(), ask(RuleSet.CONSISTENCY, OtherFacts.consistency(asked, member), asked.with(supposed)));
        }
        Household household =
                asked.with(supposed).without(doubtful(consistency, "SPOUSE"), doubtful(consistency, "PARENT"));
        for (Member member : household.members()) {
            List<Finding> found = java.util.Objects.requireNonNull(consistency.get(member.id()));
            Before past = before(household, member, contradictions(found));
            before.put(member.id(), past);
            StatusFacts status = past.status(member.status(), household.day());
            alone.put(member.id(), benefitLaw(household, member, status, contradictions(found), List.of()));
        }
        List<Answered> answered = new ArrayList<>();
        for (Member member : household.members()) {
            List<Finding> found = java.util.Objects.requireNonNull(consistency.get(member.id()));
            List<Contradiction> contradictions = contradictions(found);
            List<Record> relatives = relatives(household, member, alone);
            Before past = java.util.Objects.requireNonNull(before.get(member.id()));
            StatusFacts status = past.status(member.status(), household.day());
            Decision law = relatives.isEmpty()
                    ? own(alone, member)
                    : benefitLaw(household, member, status, contradictions, relatives);
            Member believed = member.without(contradictions);
            List<Finding> family = believed.status().unaccompaniedMinor(household.day())
                    ? List.of()
                    : ask(RuleSet.RESIDENCE_FAMILY, residenceAndFamily(household, believed, law), household);
            answered.add(new Answered(believed, law, past, found, family));
        }
        List<PersonPreview> persons = answered.stream()
                .map(one -> person(household, one, childrenToApplyFor(household, one, answered)))
                .toList();
        return new Preview(household.asOf(), household.day(), supposed, persons);
    }

    private List<Record> residenceAndFamily(Household household, Member member, Decision law) {
        List<Record> facts = OtherFacts.residenceAndFamily(household, member, law);
        facts.addAll(officeChanges(household, member, law));
        return facts;
    }

    /** Which office follows which with the last move and with the next; of those who pay, and of the Ausländerbehörde. */
    private List<OfficeChange> officeChanges(Household household, Member member, Decision law) {
        List<String> kinds = new ArrayList<>();
        OtherFacts.paying(household, member, law).ifPresent(kinds::add);
        ResidenceStatus status = member.status().residenceStatus();
        if (status != null
                && status != ResidenceStatus.GERMAN
                && !member.status().isToleratedOrSeeking()) {
            kinds.add(OfficeKind.ABH.name());
        }
        List<OfficeChange> changes = new ArrayList<>();
        for (Household.Stay stay : member.stays()) {
            LocalDate day = stay.from();
            if (day == null || !day.equals(member.family().movedOn()) && stay != member.nextMove(household.day())) {
                continue;
            }
            for (String kind : kinds) {
                String before = office(kind, member, day.minusDays(1));
                String after = office(kind, member, day);
                if (!before.equals(after)) {
                    changes.add(new OfficeChange(kind, before, after, day, stay.outside() != null));
                }
            }
        }
        return changes;
    }

    /** What is found out about a member before the steps are planned. */
    private record Answered(Member member, Decision law, Before past, List<Finding> consistency, List<Finding> family) {

        /** Kindergeld may be this person's, so that the parents have to choose (§ 64 Abs. 2 EStG). */
        boolean mayGetKindergeld() {
            return family.stream().anyMatch(f -> f.value("alternative")
                    .filter("KINDERGELD_FUER_BEIDE_ELTERN"::equals)
                    .isPresent());
        }

        /** First day of the Kindergeld, {@link LocalDate#MAX} if the title it begins with is not there yet. */
        LocalDate kindergeldFrom() {
            return family.stream()
                    .flatMap(f -> f.date("kindergeldFrom").stream())
                    .min(LocalDate::compareTo)
                    .orElse(LocalDate.MAX);
        }
    }

    /** Of the members, who has two facts of that name which cannot both be true. */
    private static Set<String> doubtful(Map<String, List<Finding>> consistency, String what) {
        Set<String> ids = new TreeSet<>();
        consistency.forEach((id, found) -> {
            if (contradictions(found).stream()
                    .anyMatch(one -> one.first().equals(what) && one.second().equals(what))) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** The minor children for whom this parent applies for Kindergeld: where both may, the one who may earlier, or the first named. */
    private static int childrenToApplyFor(Household household, Answered asked, List<Answered> all) {
        LocalDate today = household.day();
        return (int) household.childrenOf(asked.member().id()).stream()
                .filter(child -> minor(household.member(child), today))
                .filter(child -> !asked.mayGetKindergeld()
                        || all.stream()
                                .filter(one -> household
                                        .parentsOf(child)
                                        .contains(one.member().id()))
                                .filter(Answered::mayGetKindergeld)
                                .min(java.util.Comparator.comparing(Answered::kindergeldFrom))
                                .filter(first -> !first.member()
                                        .id()
                                        .equals(asked.member().id()))
                                .isEmpty())
                .count();
    }

    /** One version of each rule set for the whole answer, even if another begins to serve meanwhile. */
    private Map<String, String> versions(Map<String, String> wanted) {
        Map<String, String> versions = new TreeMap<>();
        List<Refused.Problem> problems = new ArrayList<>();
        for (RuleSet set : ASKED) {
            String version = wanted.get(set.folder());
            versions.put(set.folder(), version == null ? rules.version(set) : version);
            if (version != null && !rules.knows(set, version)) {
                problems.add(problem(set.folder(), "nennt eine Fassung, die nicht aufbewahrt ist."));
            }
        }
        wanted.keySet().stream()
                .filter(folder -> !versions.containsKey(folder))
                .forEach(folder -> problems.add(problem(folder, "wird in der Vorschau nicht gefragt.")));
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        return versions;
    }

    private static Refused.Problem problem(String folder, String message) {
        String place = "ruleSets." + folder;
        return new Refused.Problem(place, "„" + place + "“ " + message);
    }

    private static Decision own(Map<String, Decision> alone, Member member) {
        return java.util.Objects.requireNonNull(alone.get(member.id()));
    }

    // ---- earlier titles --------------------------------------------------------------------------------------

    /**
     * What earlier titles had come to.
     *
     * @param lastDay the last day of the last of them, null if there were none
     * @param left first day of the law after AsylbLG that was in force then, null if AsylbLG or nothing known was
     */
    private record Before(List<Period> timeline, @Nullable LocalDate lastDay, @Nullable LocalDate left) {

        /** A further title of somebody who had left AsylbLG begins nothing anew. */
        StatusFacts status(StatusFacts status, LocalDate today) {
            return left != null && (status.titled(today) || status.internationallyProtected() && status.served(today))
                    ? status.afterAsylblg(left)
                    : status;
        }

        List<Period> with(List<Period> now) {
            return lastDay == null ? now : Timelines.after(timeline, now, lastDay);
        }
    }

    /** What earlier titles had come to; nothing, where it is not sure which came first. */
    private Before before(Household household, Member member, List<Contradiction> contradictions) {
        Before before = new Before(List.of(), null, null);
        if (contradictions.stream().anyMatch(one -> one.of(ORDER))) {
            return before;
        }
        for (Household.Earlier earlier : member.earlier()) {
            LocalDate day = earlier.lastDay();
            Household then = household.at(day.atTime(java.time.LocalTime.NOON)
                    .atZone(BusinessCalendar.ZONE)
                    .toInstant());
            Decision law = benefitLaw(then, member, before.status(earlier.status(), day), contradictions, List.of());
            List<Period> timeline = before.with(Timelines.of(law));
            before = new Before(timeline, day, earlier.next() ? left(timeline, day) : null);
        }
        return before;
    }

    private static @Nullable LocalDate left(List<Period> timeline, LocalDate day) {
        LocalDate left = null;
        boolean under = false;
        for (Period period : timeline) {
            if (period.from() != null && period.from().isAfter(day)) {
                break;
            }
            under |= period.law() == Rechtskreis.ASYLBLG;
            boolean before = left != null;
            left = !under || period.law() == Rechtskreis.ASYLBLG ? null : before ? left : period.from();
        }
        return left;
    }

    // ---- benefit law -----------------------------------------------------------------------------------------

    /** What contradicts itself is told, and not worked with: neither the entry nor, if their order is not sure, any status. */
    private Decision benefitLaw(
            Household household,
            Member member,
            StatusFacts status,
            List<Contradiction> contradictions,
            List<Record> relatives) {
        List<Record> facts = new ArrayList<>(contradictions);
        if (contradictions.stream().noneMatch(one -> one.of(ORDER))) {
            facts.add(status.withoutEntry(contradictions));
        }
        facts.add(new TimelineQuestion());
        facts.addAll(member.facts());
        facts.addAll(madeForTheFamily(household, member));
        facts.addAll(relatives);
        if (member.family().firstTolerated() != null) {
            facts.add(new DuldungBefore(member.family().firstTolerated()));
        }
        if (OtherFacts.courseAsked(household, member)) {
            facts.add(new CourseAsked());
        }
        facts.addAll(OtherFacts.joinedFamily(household, member));
        return rules.preview(RuleSet.BENEFIT_LAW, facts, household.asOf(), household.supposed());
    }

    /**
     * Who applies is presumed to apply for who lives in the Bedarfsgemeinschaft then (§ 38 Abs. 1 SGB II); what it is paid goes
     * to them too, unless something else is said of this person.
     */
    private static List<Record> madeForTheFamily(Household household, Member member) {
        if (member.facts(ApplicationMade.class).findAny().isPresent()) {
            return List.of();
        }
        LocalDate entry = member.status().inGermanySince();
        List<String> family = new ArrayList<>(household.spousesOf(member.id()));
        family.addAll(household.parentsOf(member.id()));
        List<Record> made = new ArrayList<>();
        for (String id : family) {
            Member other = household.member(id);
            List<ApplicationMade> applications = other.facts(ApplicationMade.class)
                    .filter(one -> one.law() == Rechtskreis.SGB_II)
                    .filter(one -> entry == null || !one.madeOn().isBefore(entry))
                    .toList();
            made.addAll(applications);
            if (!applications.isEmpty()
                    && other.family().benefitNow() == Rechtskreis.SGB_II
                    && member.family().benefitNow() == null) {
                made.add(new FamilyPaid(Rechtskreis.SGB_II));
            }
        }
        return made;
    }

    // ---- relatives -------------------------------------------------------------------------------------------

    private static List<Record> relatives(Household household, Member member, Map<String, Decision> alone) {
        List<Record> found = new ArrayList<>();
        for (Household.Bond bond : household.bonds(member.id())) {
            RelativeLaw law = relative(bond, household, alone);
            boolean direct = bond.kind().equals("SPOUSE") || bond.kind().equals("PARENT");
            boolean follows = !member.status().canWorkOn(household.day());
            if (direct || follows && law.erwerbsfaehig()) {
                found.add(law);
            }
            if (follows && bond.community()) {
                found.addAll(further(bond, member.id(), household, alone));
            }
        }
        found.addAll(means(household, member, alone));
        return found.stream().distinct().toList();
    }

    private static RelativeLaw relative(Household.Bond bond, Household household, Map<String, Decision> alone) {
        Member other = household.member(bond.id());
        Decision decision = own(alone, other);
        Optional<Finding> law = decision.ofKind(FindingKind.BENEFIT_LAW).findFirst();
        LocalDate until = law.flatMap(f -> f.date("asylblgUntil")).orElse(null);
        boolean stays = law.flatMap(f -> f.value("rechtskreisAfter"))
                .filter(Rechtskreis.ASYLBLG.name()::equals)
                .isPresent();
        boolean own = bond.kind().equals("SPOUSE") || bond.kind().equals("PARENT");
        Optional<Finding> analog = decision.ofKind(FindingKind.PERIOD)
                .filter(f -> f.value("provision").isPresent())
                .filter(f -> f.date("from").isPresent())
                .min(java.util.Comparator.comparing(f -> f.date("from").orElseThrow()));
        Period sgbIi = sgbIi(household, decision, law);
        LocalDate first = sgbIi == null ? null : sgbIi.from();
        LocalDate last = sgbIi == null ? null : earlier(sgbIi.until(), bond.until());
        boolean erwerbsfaehig = sgbIi != null
                && !Boolean.FALSE.equals(other.status().employable())
                && bond.community()
                && (last == null || !last.isBefore(household.day()));
        return new RelativeLaw(
                bond.kind(),
                own && (stays || until != null),
                own ? until : null,
                other.status().residenceStatus(),
                own ? law.flatMap(f -> f.date("trigger")).orElse(null) : null,
                own ? analog.flatMap(f -> f.date("from")).orElse(null) : null,
                erwerbsfaehig,
                decision.findings().stream()
                        .flatMap(f -> f.date("statusUntil").stream())
                        .findFirst()
                        .orElse(null),
                erwerbsfaehig ? first : null,
                erwerbsfaehig ? last : null,
                own ? law.flatMap(f -> f.value("triggerEvent")).orElse(null) : null,
                own ? analog.flatMap(f -> f.date("until")).orElse(null) : null,
                erwerbsfaehig ? law.flatMap(f -> f.date("benefitFrom")).orElse(null) : null);
    }

    /** SGB II as it stands, without a first day if it never was another law, else the next stretch of it; null if there is none. */
    private static @Nullable Period sgbIi(Household household, Decision decision, Optional<Finding> law) {
        boolean open = law.filter(f -> f.date("asylblgUntil").isEmpty())
                .flatMap(f -> f.value("rechtskreisAfter"))
                .filter(Rechtskreis.SGB_II.name()::equals)
                .isPresent();
        Period carries = carriesFamily(decision, household.day()).stream()
                .filter(period -> !coveredByIncome(period))
                .findFirst()
                .orElse(null);
        return carries != null
                        && open
                        && carries.from() != null
                        && !carries.from().isAfter(household.day())
                ? carries.between(null, carries.until())
                : carries;
    }

    /** The other stretches in which somebody of the Bedarfsgemeinschaft takes the family into SGB II. */
    private static List<RelativeLaw> further(
            Household.Bond bond, String id, Household household, Map<String, Decision> alone) {
        Member other = household.member(bond.id());
        if (Boolean.FALSE.equals(other.status().employable())) {
            return List.of();
        }
        List<Period> stretches = new ArrayList<>(carriesFamily(own(alone, other), household.day()));
        stretches.stream()
                .filter(period -> !coveredByIncome(period))
                .findFirst()
                .ifPresent(stretches::remove);
        return stretches.stream()
                .filter(period -> !coveredByIncome(period)
                        || other.status().canWorkOn(household.day()) && household.incomeCounts(other.id(), id))
                .map(period -> RelativeLaw.inCommunity(period.from(), earlier(period.until(), bond.until())))
                .toList();
    }

    /**
     * The stretches on or after that day in which the person takes the family into SGB II: under SGB II, also in the days lost
     * by applying late (§ 5 Abs. 2, § 7 Abs. 2, 3 SGB II, § 21 S. 1 SGB XII: who is entitled in principle), only shut out of
     * most of it by studies, or with an income that covers the own need (§ 9 Abs. 2 SGB II). Who studies keeps § 27 SGB II and
     * stays erwerbsfähig in the Bedarfsgemeinschaft; § 7 Abs. 5 SGB II shuts out nobody else.
     */
    private static List<Period> carriesFamily(Decision decision, LocalDate day) {
        List<Period> stretches = new ArrayList<>();
        boolean goesOn = false;
        for (Period period : Timelines.of(decision)) {
            boolean over = period.until() != null && period.until().isBefore(day);
            boolean carries = period.law() == Rechtskreis.SGB_II || shutOutByStudies(period) || coveredByIncome(period);
            if (over || !carries) {
                goesOn = false;
                continue;
            }
            Period last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
            if (goesOn && last != null && coveredByIncome(last) == coveredByIncome(period)) {
                stretches.set(stretches.size() - 1, last.between(last.from(), period.until()));
            } else {
                stretches.add(sinceEntitled(period, decision));
            }
            goesOn = true;
        }
        return stretches;
    }

    /** SGB II that an application which came late lets begin later, from the day on which it was possible. */
    private static Period sinceEntitled(Period period, Decision decision) {
        Optional<Finding> law = decision.ofKind(FindingKind.BENEFIT_LAW)
                .filter(f -> f.value("rechtskreisAfter")
                        .filter(Rechtskreis.SGB_II.name()::equals)
                        .isPresent())
                .filter(f -> f.date("benefitFrom")
                        .filter(first -> first.equals(period.from()))
                        .isPresent())
                .findFirst();
        return law.flatMap(f -> f.date("newLawFrom"))
                .map(first -> period.between(first, period.until()))
                .orElse(period);
    }

    /** Row 5 of the table of laws. */
    private static boolean coveredByIncome(Period period) {
        return period.law() == Rechtskreis.NONE && "5".equals(period.row());
    }

    /** How the income of one of the family stands beside the need of another, and who of it is shut out of SGB II. */
    private static List<FamilyMeans> means(Household household, Member member, Map<String, Decision> alone) {
        List<FamilyMeans> means = new ArrayList<>();
        List<Period> own = Timelines.of(own(alone, member));
        for (Member other : household.members()) {
            List<Period> others = Timelines.of(own(alone, other));
            if (household.incomeCounts(other.id(), member.id())) {
                common("INCOME_OF_OTHER", others, own, household.day()).ifPresent(means::add);
            }
            if (household.incomeCounts(member.id(), other.id())) {
                common("INCOME_FOR_OTHER", own, others, household.day()).ifPresent(means::add);
            }
        }
        household.bonds(member.id()).stream()
                .filter(Household.Bond::community)
                .map(bond -> household.member(bond.id()))
                .filter(other -> other.status().canWorkOn(household.day()))
                .flatMap(other -> Timelines.of(own(alone, other)).stream())
                .filter(period -> period.law() == Rechtskreis.SGB_XII_3
                        || period.law() == Rechtskreis.NONE && !shutOutByStudies(period) && !coveredByIncome(period))
                .map(period -> new FamilyMeans("SHUT_OUT", period.from(), period.until()))
                .forEach(means::add);
        return means;
    }

    /** The first time, not over on that day, in which one has enough and the other needs. */
    private static Optional<FamilyMeans> common(
            String kind, List<Period> payers, List<Period> receivers, LocalDate day) {
        return payers.stream()
                .filter(HouseholdPreview::coveredByIncome)
                .flatMap(payer -> receivers.stream()
                        .filter(period -> period.law() == Rechtskreis.SGB_II || period.law() == Rechtskreis.SGB_XII_3)
                        .map(receiver -> new FamilyMeans(
                                kind, later(payer.from(), receiver.from()), earlier(payer.until(), receiver.until()))))
                .filter(one -> one.until() == null
                        || !one.until().isBefore(day)
                                && (one.from() == null || !one.until().isBefore(one.from())))
                .findFirst();
    }

    /** Row 4 of the table of laws. */
    private static boolean shutOutByStudies(Period period) {
        return period.law() == Rechtskreis.NONE && "4".equals(period.row());
    }

    private static @Nullable LocalDate later(@Nullable LocalDate a, @Nullable LocalDate b) {
        return a == null || b != null && b.isAfter(a) ? b : a;
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate a, @Nullable LocalDate b) {
        return a == null || b != null && b.isBefore(a) ? b : a;
    }

    /** What the rules on contradictions found that touches the benefit law. */
    private static List<Contradiction> contradictions(List<Finding> found) {
        return found.stream()
                .flatMap(f -> Contradiction.told(f.values(), f.reason()).stream())
                .toList();
    }

    // ---- one person ------------------------------------------------------------------------------------------

    private PersonPreview person(Household household, Answered answered, int childrenToApplyFor) {
        Member member = answered.member();
        Decision law = answered.law();
        List<Finding> family = answered.family();
        List<Finding> findings = new ArrayList<>(law.findings());
        List<Finding> course = OtherFacts.course(household, member, law)
                .map(facts -> ask(RuleSet.LANGUAGE_COURSE, facts, household))
                .orElse(List.of());
        transition(household, member, law, course, family, childrenToApplyFor)
                .ifPresent(hops -> findings.addAll(hops.findings()));
        findings.addAll(course);
        if (member.firstTalk() != null) {
            findings.addAll(ask(RuleSet.INDICATION, List.of(member.firstTalk()), household));
        }
        OtherFacts.work(household, member, law)
                .ifPresent(facts -> findings.addAll(ask(RuleSet.JOBCENTER_REFERRAL, List.of(facts), household)));
        OtherFacts.health(household, member, law)
                .ifPresent(facts -> findings.addAll(ask(RuleSet.HEALTH, List.of(facts), household)));
        findings.addAll(family);
        findings.addAll(answered.consistency());
        Set<String> flags = new TreeSet<>();
        findings.stream()
                .filter(f -> f.kind().equals(FindingKind.FLAG))
                .forEach(f -> flags.add(f.value("flag").orElseThrow()));
        return new PersonPreview(
                member.id(),
                answered.past().with(Timelines.of(law)),
                steps(household, member, findings, childrenToApplyFor > 0),
                flags,
                findings.stream()
                        .filter(f -> f.kind().equals(FindingKind.INDICATION))
                        .flatMap(f -> f.value("indication").stream())
                        .findFirst()
                        .orElse(null),
                ofKind(findings, FindingKind.MISSING_FACT),
                ofKind(findings, FindingKind.REJECTED),
                ofKind(findings, FindingKind.DEADLINE),
                findings);
    }

    private List<Finding> ask(RuleSet set, Collection<? extends Record> facts, Household household) {
        return rules.preview(set, facts, household.asOf(), household.supposed()).findings();
    }

    private static List<Finding> ofKind(Collection<Finding> findings, String kind) {
        return findings.stream().filter(f -> f.kind().equals(kind)).toList();
    }

    private Optional<Decision> transition(
            Household household,
            Member member,
            Decision law,
            List<Finding> course,
            List<Finding> family,
            int childrenToApplyFor) {
        return law.ofKind(FindingKind.BENEFIT_LAW)
                .filter(f -> Boolean.parseBoolean(f.value("change").orElse("")))
                .filter(f -> f.date("asylblgUntil").isPresent())
                .findFirst()
                .map(f -> {
                    List<Record> facts = new ArrayList<>();
                    facts.add(transitionFacts(household, member, f, course, family, childrenToApplyFor));
                    applied(household, member, f).ifPresent(facts::add);
                    return rules.preview(RuleSet.TRANSITION_HOPS, facts, household.asOf(), household.supposed());
                });
    }

    /** The first application for the benefit that comes next, made since the event, if there is one. */
    private static Optional<AppliedAlready> applied(Household household, Member member, Finding law) {
        String next = law.value("rechtskreisAfter").orElse("");
        LocalDate event = law.date("trigger").orElse(LocalDate.MIN);
        return Stream.concat(member.facts().stream(), madeForTheFamily(household, member).stream())
                .filter(ApplicationMade.class::isInstance)
                .map(ApplicationMade.class::cast)
                .filter(made -> made.law().name().equals(next))
                .map(ApplicationMade::madeOn)
                .filter(made -> !made.isBefore(event))
                .min(LocalDate::compareTo)
                .map(AppliedAlready::new);
    }

    /** The title gives a right to the course, and nothing the course rules know stands against it. */
    private static boolean courseRight(@Nullable ResidenceStatus kind, List<Finding> course) {
        return kind != null
                && kind.in("RECOGNISED SUBSIDIARY TITLE_25B FAMILY_TITLE WORK_TITLE RESETTLEMENT_TITLE VICTIM_TITLE")
                && course.stream().noneMatch(f -> f.value("flag")
                        .filter("KURS_KEIN_ANSPRUCH"::equals)
                        .isPresent());
    }

    private static TransitionFacts transitionFacts(
            Household household,
            Member member,
            Finding law,
            List<Finding> course,
            List<Finding> family,
            int childrenToApplyFor) {
        StatusFacts status = member.status();
        LocalDate titled = status.titled(household.day()) ? status.titleIssuedOn() : null;
        ResidenceStatus kind = status.residenceStatus();
        GermanInput german = member.german();
        return new TransitionFacts(
                Rechtskreis.valueOf(law.value("rechtskreisAfter").orElseThrow()),
                law.date("trigger").orElseThrow(),
                law.date("asylblgUntil").orElseThrow(),
                law.date("benefitFrom").orElse(law.date("newLawFrom").orElseThrow()),
                titled,
                courseRight(kind, course),
                kind != null
                        && kind.in(
                                "RECOGNISED SUBSIDIARY DEPORTATION_BAN TITLE_24 TITLE_23_1_WAR RESETTLEMENT_TITLE ADMISSION_TITLE"),
                childrenToApplyFor,
                member.sharedAccommodation(),
                member.consents(),
                insuredByWork(
                        member,
                        law.date("benefitFrom").orElse(law.date("newLawFrom").orElseThrow())),
                status.birthDate(),
                status.employable(),
                german == null ? null : german.inSchool(),
                german == null || german.level() == null ? null : german.level().compareTo(GermanLevel.B1) >= 0,
                law.date("newLawFrom").filter(household.day()::isBefore).isPresent()
                        ? null
                        : member.family().benefitNow(),
                family.stream()
                        .flatMap(f -> f.date("kindergeldApplication").stream())
                        .min(LocalDate::compareTo)
                        .orElse(null));
    }

    private static @Nullable Boolean insuredByWork(Member member, LocalDate from) {
        return member.facts(WorkFacts.class).anyMatch(work -> work.insuredOn(from)) ? Boolean.TRUE : null;
    }

    private static boolean minor(Member member, LocalDate day) {
        LocalDate born = member.status().birthDate();
        return born != null && BusinessCalendar.ageOn(born, day) < 18;
    }

    // ---- steps -----------------------------------------------------------------------------------------------

    private List<Step> steps(Household household, Member member, List<Finding> findings, boolean appliesForKindergeld) {
        Map<String, Finding> byKey = new java.util.LinkedHashMap<>();
        for (Finding finding : findings) {
            switch (finding.kind()) {
                case FindingKind.HOP -> byKey.put(finding.value("hop").orElseThrow(), finding);
                case FindingKind.STEP -> byKey.put(finding.value("step").orElseThrow(), finding);
                case "COURSE_DOOR" -> {
                    if (!finding.value("inCourse").map(Boolean::parseBoolean).orElse(false)) {
                        byKey.put("COURSE", finding);
                    }
                }
                default -> {}
            }
        }
        findings.stream()
                .filter(finding -> finding.kind().equals(FindingKind.REFERRAL_STEP))
                .filter(finding -> finding.ruleId().startsWith(RuleSet.JOBCENTER_REFERRAL.folder() + "."))
                .filter(finding -> !done(member, finding, byKey.containsKey("H13")))
                .forEach(finding -> byKey.put(finding.value("step").orElseThrow(), finding));
        if (byKey.containsKey("H9") || !appliesForKindergeld) {
            byKey.remove("KINDERGELD");
        }
        Map<String, Finding> places = new HashMap<>();
        for (Finding place : ask(
                RuleSet.ORDER_OF_WORK,
                byKey.keySet().stream()
                        .map(org.kimlotse.assessment.facts.StepKey::new)
                        .toList(),
                household)) {
            places.put(place.value("step").orElseThrow(), place);
        }
        List<String> inOrder = byKey.keySet().stream()
                .sorted(java.util.Comparator.comparingInt((String key) -> rank(places.get(key))))
                .toList();
        List<Step> steps = new ArrayList<>();
        for (String key : inOrder) {
            Finding place = places.get(key);
            List<String> after =
                    place == null ? List.of() : list(place.value("after").orElse(""));
            steps.add(step(
                    household,
                    member,
                    java.util.Objects.requireNonNull(byKey.get(key)),
                    key,
                    steps.size() + 1,
                    after.stream().filter(byKey::containsKey).toList()));
        }
        return steps;
    }

    /** The first talk and the plan were there already, or are a step of the change. */
    private static boolean done(Member member, Finding step, boolean ofTheChange) {
        WorkPlans plans = java.util.Objects.requireNonNull(member.work());
        return switch (step.value("step").orElseThrow()) {
            case "J1" -> ofTheChange || plans.talkOn() != null;
            case "J2" -> ofTheChange || plans.planOn() != null;
            default -> false;
        };
    }

    private static int rank(@Nullable Finding place) {
        return place == null ? LAST : Integer.parseInt(place.value("rank").orElse(String.valueOf(LAST)));
    }

    private Step step(
            Household household, Member member, Finding finding, String key, int position, List<String> after) {
        String kind = finding.value("receiverKind").orElse("KIM");
        return new Step(
                position,
                key,
                finding.value("title").orElse(key),
                kind,
                office(
                        kind,
                        member,
                        finding.value("officeOn")
                                .map(LocalDate::parse)
                                .or(() -> finding.date("due"))
                                .orElse(household.day())),
                finding.reason(),
                finding.legalBasis() == null ? null : finding.legalBasis().citation(),
                finding.date("due").orElse(null),
                finding.date("hard").orElse(null),
                after,
                finding.value("purpose").orElse(""),
                list(finding.value("dataCategories").orElse("")),
                finding.value("path").orElseGet(() -> path(finding, member, kind)),
                finding.ruleId());
    }

    /** A step of a referral goes out with consent; of what needs no office nothing does. */
    private static String path(Finding finding, Member member, String kind) {
        if (!finding.kind().equals(FindingKind.REFERRAL_STEP) || kind.equals(OfficeKind.KIM.name())) {
            return "OWN";
        }
        return member.consents().contains(kind) ? "HANDOVER" : "SELF_SERVICE";
    }

    private static List<String> list(String commaSeparated) {
        return commaSeparated.isBlank()
                ? List.of()
                : Arrays.stream(commaSeparated.split(",")).map(String::strip).toList();
    }

    /** The code of the competent office on that day, or the kind where the directory knows no single one. */
    private String office(String kind, Member member, LocalDate day) {
        Optional<OfficeKind> known = Arrays.stream(OfficeKind.values())
                .filter(k -> k.name().equals(kind))
                .findFirst();
        boolean assigned = known.filter(OfficeKind.SOZ::equals).isPresent()
                && member.status().isToleratedOrSeeking();
        Household.Stay stay = assigned ? member.assignedTo(day) : member.livesOn(day);
        if (stay.outside() != null && known.filter(OF_A_PLACE::contains).isPresent()) {
            return known.get().labelWithoutLaw() + " am neuen Wohnort";
        }
        Municipality place = stay.municipality();
        return known.filter(k -> place != null)
                .flatMap(k -> directory.competent(k, java.util.Objects.requireNonNull(place), day))
                .map(org.kimlotse.directory.Office::code)
                .orElse(kind);
    }
}
