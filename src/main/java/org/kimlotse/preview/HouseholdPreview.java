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
import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.facts.ApplicationMade;
import org.kimlotse.assessment.facts.CourseAsked;
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
            RuleSet.LANGUAGE_COURSE,
            RuleSet.HEALTH,
            RuleSet.RESIDENCE_FAMILY,
            RuleSet.CONSISTENCY,
            RuleSet.ORDER_OF_WORK);

    /** Offices that another place has its own of. */
    private static final Set<OfficeKind> OF_A_PLACE =
            EnumSet.complementOf(EnumSet.of(OfficeKind.KIM, OfficeKind.KK, OfficeKind.FAMKA, OfficeKind.BEZREG));

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
    public Preview of(Household asked) {
        Map<String, String> versions = versions(asked.supposed().versions());
        Supposed supposed =
                new Supposed(asked.supposed().parameters(), asked.supposed().announced(), versions);
        Household household = asked.with(supposed);
        Map<String, Before> before = new HashMap<>();
        Map<String, Decision> alone = new HashMap<>();
        for (Member member : household.members()) {
            Before past = before(household, member);
            before.put(member.id(), past);
            alone.put(
                    member.id(),
                    benefitLaw(household, member, past.status(member.status(), household.day()), List.of()));
        }
        List<PersonPreview> persons = new ArrayList<>();
        for (Member member : household.members()) {
            List<Record> relatives = relatives(household, member, alone);
            Before past = java.util.Objects.requireNonNull(before.get(member.id()));
            StatusFacts status = past.status(member.status(), household.day());
            Decision law = relatives.isEmpty() ? own(alone, member) : benefitLaw(household, member, status, relatives);
            persons.add(person(household, member, law, past));
        }
        return new Preview(household.asOf(), household.day(), supposed, persons);
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

    private Before before(Household household, Member member) {
        Before before = new Before(List.of(), null, null);
        for (Household.Earlier earlier : member.earlier()) {
            LocalDate day = earlier.lastDay();
            Household then = household.at(day.atTime(java.time.LocalTime.NOON)
                    .atZone(BusinessCalendar.ZONE)
                    .toInstant());
            Decision law = benefitLaw(then, member, before.status(earlier.status(), day), List.of());
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

    private Decision benefitLaw(Household household, Member member, StatusFacts status, List<Record> relatives) {
        List<Record> facts = new ArrayList<>();
        facts.add(status);
        facts.add(new TimelineQuestion());
        facts.addAll(member.facts());
        facts.addAll(madeForTheFamily(household, member));
        facts.addAll(relatives);
        if (OtherFacts.courseAsked(household, member)) {
            facts.add(new CourseAsked());
        }
        facts.addAll(OtherFacts.joinedFamily(household, member));
        return rules.preview(RuleSet.BENEFIT_LAW, facts, household.asOf(), household.supposed());
    }

    /** Who applies is presumed to apply for the whole Bedarfsgemeinschaft (§ 38 Abs. 1 SGB II). */
    private static List<ApplicationMade> madeForTheFamily(Household household, Member member) {
        if (member.facts(ApplicationMade.class).findAny().isPresent()) {
            return List.of();
        }
        List<String> family = new ArrayList<>(household.spousesOf(member.id()));
        family.addAll(household.parentsOf(member.id()));
        return family.stream()
                .map(household::member)
                .flatMap(other -> other.facts(ApplicationMade.class))
                .filter(made -> made.law() == Rechtskreis.SGB_II)
                .toList();
    }

    // ---- relatives -------------------------------------------------------------------------------------------

    private static List<Record> relatives(Household household, Member member, Map<String, Decision> alone) {
        List<Record> found = new ArrayList<>();
        household.spousesOf(member.id()).forEach(id -> found.add(relative("SPOUSE", household, id, alone)));
        household.parentsOf(member.id()).forEach(id -> found.add(relative("PARENT", household, id, alone)));
        if (Boolean.FALSE.equals(member.status().employable())) {
            household.childrenOf(member.id()).stream()
                    .filter(id -> under25(household.member(id), household.day()))
                    .map(id -> relative("CHILD", household, id, alone))
                    .filter(RelativeLaw::erwerbsfaehig)
                    .forEach(found::add);
        }
        return found.stream().distinct().toList();
    }

    private static RelativeLaw relative(String kind, Household household, String id, Map<String, Decision> alone) {
        Member other = household.member(id);
        Decision decision = own(alone, other);
        Optional<Finding> law = decision.ofKind(FindingKind.BENEFIT_LAW).findFirst();
        LocalDate until = law.flatMap(f -> f.date("asylblgUntil")).orElse(null);
        boolean stays = law.flatMap(f -> f.value("rechtskreisAfter"))
                .filter(Rechtskreis.ASYLBLG.name()::equals)
                .isPresent();
        LocalDate analog = decision.ofKind(FindingKind.PERIOD)
                .filter(f -> f.value("provision").isPresent())
                .flatMap(f -> f.date("from").stream())
                .filter(day -> !day.isAfter(household.day()))
                .min(LocalDate::compareTo)
                .orElse(null);
        boolean paid = law.flatMap(f -> f.value("rechtskreisAfter"))
                .filter(Rechtskreis.SGB_II.name()::equals)
                .isPresent();
        return new RelativeLaw(
                kind,
                stays || until != null,
                until,
                other.status().residenceStatus(),
                law.flatMap(f -> f.date("trigger")).orElse(null),
                analog,
                paid && !Boolean.FALSE.equals(other.status().employable()) && adult(other, household.day()),
                decision.findings().stream()
                        .flatMap(f -> f.date("statusUntil").stream())
                        .findFirst()
                        .orElse(null),
                law.filter(f -> f.date("asylblgUntil").isPresent())
                        .flatMap(f -> f.date("benefitFrom").or(() -> f.date("newLawFrom")))
                        .orElse(null));
    }

    /** The parents of an erwerbsfähiges child belong to its Bedarfsgemeinschaft (§ 7 Abs. 3 Nr. 2 SGB II). */
    private static boolean under25(Member member, LocalDate day) {
        LocalDate born = member.status().birthDate();
        return born != null && BusinessCalendar.ageOn(born, day) < 25;
    }

    private static boolean adult(Member member, LocalDate day) {
        LocalDate born = member.status().birthDate();
        return born == null || BusinessCalendar.ageOn(born, day) >= 15;
    }

    // ---- one person ------------------------------------------------------------------------------------------

    private PersonPreview person(Household household, Member member, Decision law, Before past) {
        List<Finding> findings = new ArrayList<>(law.findings());
        List<Finding> course = OtherFacts.course(household, member, law)
                .map(facts -> ask(RuleSet.LANGUAGE_COURSE, facts, household))
                .orElse(List.of());
        transition(household, member, law, course).ifPresent(hops -> findings.addAll(hops.findings()));
        findings.addAll(course);
        OtherFacts.health(household, member, law)
                .ifPresent(facts -> findings.addAll(ask(RuleSet.HEALTH, List.of(facts), household)));
        if (member.status().unaccompaniedFoundOn() == null || !member.status().unaccompaniedMinor(household.day())) {
            findings.addAll(
                    ask(RuleSet.RESIDENCE_FAMILY, OtherFacts.residenceAndFamily(household, member, law), household));
        }
        findings.addAll(ask(RuleSet.CONSISTENCY, OtherFacts.dates(household, member), household));
        Set<String> flags = new TreeSet<>();
        findings.stream()
                .filter(f -> f.kind().equals(FindingKind.FLAG))
                .forEach(f -> flags.add(f.value("flag").orElseThrow()));
        return new PersonPreview(
                member.id(),
                past.with(Timelines.of(law)),
                steps(household, member, findings),
                flags,
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

    private Optional<Decision> transition(Household household, Member member, Decision law, List<Finding> course) {
        return law.ofKind(FindingKind.BENEFIT_LAW)
                .filter(f -> Boolean.parseBoolean(f.value("change").orElse("")))
                .filter(f -> f.date("asylblgUntil").isPresent())
                .findFirst()
                .map(f -> rules.preview(
                        RuleSet.TRANSITION_HOPS,
                        List.of(transitionFacts(household, member, f, course)),
                        household.asOf(),
                        household.supposed()));
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
            Household household, Member member, Finding law, List<Finding> course) {
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
                (int) household.childrenOf(member.id()).stream()
                        .map(household::member)
                        .filter(child -> minor(child, household.day()))
                        .count(),
                member.sharedAccommodation(),
                member.consents(),
                insuredByWork(
                        member,
                        law.date("benefitFrom").orElse(law.date("newLawFrom").orElseThrow())),
                status.birthDate(),
                status.employable(),
                german == null ? null : german.inSchool(),
                german == null || german.level() == null ? null : german.level().compareTo(GermanLevel.B1) >= 0,
                member.family().benefitNow());
    }

    private static @Nullable Boolean insuredByWork(Member member, LocalDate from) {
        return member.facts(WorkFacts.class).anyMatch(work -> work.insuredOn(from)) ? Boolean.TRUE : null;
    }

    private static boolean minor(Member member, LocalDate day) {
        LocalDate born = member.status().birthDate();
        return born != null && BusinessCalendar.ageOn(born, day) < 18;
    }

    // ---- steps -----------------------------------------------------------------------------------------------

    private List<Step> steps(Household household, Member member, List<Finding> findings) {
        Map<String, Finding> byKey = new java.util.LinkedHashMap<>();
        for (Finding finding : findings) {
            switch (finding.kind()) {
                case FindingKind.HOP -> byKey.put(finding.value("hop").orElseThrow(), finding);
                case FindingKind.STEP -> byKey.put(finding.value("step").orElseThrow(), finding);
                case "COURSE_DOOR" -> byKey.put("COURSE", finding);
                default -> {}
            }
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
                finding.value("path").orElse("OWN"),
                finding.ruleId());
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
        Household.Stay stay = member.livesOn(day);
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
