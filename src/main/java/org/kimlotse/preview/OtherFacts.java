package org.kimlotse.preview;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.facts.ApplicationMade;
import org.kimlotse.assessment.facts.AssignedThere;
import org.kimlotse.assessment.facts.DatedFact;
import org.kimlotse.assessment.facts.EuFacts;
import org.kimlotse.assessment.facts.FamilyTies;
import org.kimlotse.assessment.facts.FreeMovement;
import org.kimlotse.assessment.facts.HealthFacts;
import org.kimlotse.assessment.facts.IntegrationGround;
import org.kimlotse.assessment.facts.JoinedFamily;
import org.kimlotse.assessment.facts.OtherParent;
import org.kimlotse.assessment.facts.ResidenceFacts;
import org.kimlotse.assessment.facts.ResidenceStatus;
import org.kimlotse.assessment.facts.SixtyB;
import org.kimlotse.assessment.facts.SpeechConcern;
import org.kimlotse.assessment.facts.SponsorDuty;
import org.kimlotse.assessment.facts.SpouseElsewhere;
import org.kimlotse.assessment.facts.StatusFacts;
import org.kimlotse.assessment.facts.StudyFacts;
import org.kimlotse.assessment.facts.TemporaryHousing;
import org.kimlotse.assessment.facts.UnaccompaniedBefore;
import org.kimlotse.assessment.facts.WorkFacts;
import org.kimlotse.preview.Household.Member;
import org.kimlotse.referral.facts.AttendanceFacts;
import org.kimlotse.referral.facts.CourseFacts;
import org.kimlotse.referral.facts.CourseStatus;
import org.kimlotse.referral.facts.GermanLevel;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.FindingKind;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Rechtskreis;

/** Puts a member of a household into the facts of the rule sets beside the benefit law. */
final class OtherFacts {

    private OtherFacts() {}

    private static Optional<Finding> law(Decision decision) {
        return decision.ofKind(FindingKind.BENEFIT_LAW).findFirst();
    }

    private static @Nullable Rechtskreis after(Decision decision) {
        return law(decision)
                .flatMap(f -> f.value("rechtskreisAfter"))
                .map(Rechtskreis::valueOf)
                .orElse(null);
    }

    /**
     * The law as after the next change whose event has happened; until then the present one. Who gets benefits of the
     * Agentur für Arbeit when no change is ahead is in its care (§ 5 Abs. 4 SGB II).
     */
    private static @Nullable Rechtskreis inSight(Household household, Member member, Decision decision) {
        if (eventAhead(household, decision)) {
            return law(decision)
                    .flatMap(f -> f.value("rechtskreisBefore"))
                    .map(Rechtskreis::valueOf)
                    .orElse(null);
        }
        return member.family().benefitNow() == Rechtskreis.SGB_III && changesOn(household, decision) == null
                ? Rechtskreis.SGB_III
                : after(decision);
    }

    /** The kind of office that pays now, or empty where a move changes none: AsylbLG goes on at the assigned place. */
    static Optional<String> paying(Household household, Member member, Decision decision) {
        Rechtskreis said = member.family().benefitNow();
        Rechtskreis now = said == null ? inSight(household, member, decision) : said;
        return now == Rechtskreis.SGB_II
                ? Optional.of("JC")
                : now == Rechtskreis.SGB_XII_3 || now == Rechtskreis.SGB_XII_4
                        ? Optional.of("SOZXII")
                        : Optional.empty();
    }

    private static boolean eventAhead(Household household, Decision decision) {
        return law(decision)
                .filter(f -> Boolean.parseBoolean(f.value("change").orElse("")))
                .flatMap(f -> f.date("trigger"))
                .filter(day -> day.isAfter(household.day()))
                .isPresent();
    }

    /** First day of another law that still lies ahead, or null. */
    private static @Nullable LocalDate changesOn(Household household, Decision decision) {
        return law(decision)
                .filter(f -> Boolean.parseBoolean(f.value("change").orElse("")))
                .flatMap(f -> f.date("benefitFrom").or(() -> f.date("newLawFrom")))
                .filter(day -> day.isAfter(household.day()))
                .orElse(null);
    }

    private static int minorChildren(Household household, Member member) {
        return (int) household.childrenOf(member.id()).stream()
                .map(household::member)
                .filter(child -> minor(child, household.day()))
                .count();
    }

    private static boolean minor(Member member, LocalDate day) {
        LocalDate born = member.status().birthDate();
        return born != null && BusinessCalendar.ageOn(born, day) < 18;
    }

    // ---- language course -------------------------------------------------------------------------------------

    /** Nothing is asked about the German of who stands under the care of the Jugendamt, or of whom nothing is said. */
    static boolean courseAsked(Household household, Member member) {
        return member.german() != null && !member.status().unaccompaniedMinor(household.day());
    }

    static Optional<List<Record>> course(Household household, Member member, Decision decision) {
        GermanInput german = member.german();
        StatusFacts status = member.status();
        if (german == null || !courseAsked(household, member)) {
            return Optional.empty();
        }
        LocalDate today = household.day();
        LocalDate started = german.startedOn() == null || german.startedOn().isAfter(today) ? null : german.startedOn();
        Boolean adult = status.birthDate() == null ? null : !minor(member, today);
        boolean works = member.facts(WorkFacts.class).anyMatch(work -> work.on(today))
                || member.facts(StudyFacts.class)
                        .anyMatch(study -> !today.isBefore(study.from())
                                && (study.lastDay() == null || !today.isAfter(study.lastDay())));
        boolean careMissing = household.childrenOf(member.id()).stream()
                .map(household::member)
                .anyMatch(child -> child.status().birthDate() != null
                        && BusinessCalendar.ageOn(child.status().birthDate(), today) < 3
                        && !child.family().carePlace());
        CourseFacts facts = new CourseFacts(
                today,
                CourseStatus.of(status.residenceStatus()),
                inSight(household, member, decision),
                eventAhead(household, decision) ? null : changesOn(household, decision),
                status.titleIssuedOn(),
                adult,
                status.employable(),
                works,
                german.inSchool(),
                german.level(),
                german.literacy(),
                german.fullTimePossible() == null
                                && member.health() != null
                                && !member.health().observations().isEmpty()
                        ? Boolean.FALSE
                        : german.fullTimePossible(),
                german.childcareNeeded() == null && careMissing ? Boolean.TRUE : german.childcareNeeded(),
                german.refusedDoors(),
                german.door(),
                german.certificateOn(),
                german.obliged(),
                german.registeredOn(),
                german.absentDays(),
                status.titleMonths(),
                member.family().toleratedSince(),
                german.couldNotRegister(),
                null,
                null,
                status.birthDate(),
                german.startedOn() == null ? german.begun() : Boolean.valueOf(started != null),
                started,
                german.interruptedSince());
        boolean trains = member.facts(StudyFacts.class)
                .anyMatch(study ->
                        !today.isBefore(study.from()) && (study.lastDay() == null || !today.isAfter(study.lastDay())));
        List<Record> asked = new ArrayList<>();
        asked.add(facts);
        asked.add(german.details().of(trains, minorChildren(household, member), lastMove(member)));
        if (started != null) {
            asked.add(new AttendanceFacts(today, today, started, null, null, null, null, null, null));
        }
        return Optional.of(asked);
    }

    // ---- work ------------------------------------------------------------------------------------------------

    static Optional<org.kimlotse.referral.facts.WorkFacts> work(Household household, Member member, Decision decision) {
        WorkPlans plans = member.work();
        if (plans == null) {
            return Optional.empty();
        }
        GermanLevel level = member.german() == null ? null : member.german().level();
        return Optional.of(new org.kimlotse.referral.facts.WorkFacts(
                household.day(),
                inSight(household, member, decision),
                eventAhead(household, decision) ? null : changesOn(household, decision),
                plans.recognition(),
                level == null ? null : level.compareTo(GermanLevel.B1) < 0,
                plans.talkOn(),
                plans.planOn(),
                plans.planHasCourse(),
                plans.talkMissed(),
                plans.profession(),
                plans.municipalServices(),
                null,
                null,
                null,
                null));
    }

    /** The last move that is known, made or planned. */
    private static @Nullable LocalDate lastMove(Member member) {
        return member.stays().get(member.stays().size() - 1).from();
    }

    // ---- health ----------------------------------------------------------------------------------------------

    static Optional<HealthFacts> health(Household household, Member member, Decision decision) {
        HealthInput health = member.health();
        if (health == null) {
            return Optional.empty();
        }
        // On the first day of the other law the therapy has to be looked at once more.
        LocalDate changes = law(decision)
                .filter(f -> Boolean.parseBoolean(f.value("change").orElse("")))
                .flatMap(f -> f.date("benefitFrom").or(() -> f.date("newLawFrom")))
                .filter(day -> !day.isBefore(household.day()))
                .orElse(null);
        boolean analog = decision.ofKind(FindingKind.PERIOD)
                .filter(f -> f.value("provision").isPresent())
                .flatMap(f -> f.date("from").stream())
                .anyMatch(day -> !day.isAfter(household.day()));
        Rechtskreis now = changesOn(household, decision) == null ? after(decision) : Rechtskreis.ASYLBLG;
        return Optional.of(new HealthFacts(
                health.observations(),
                health.impaired(),
                health.noticedOn(),
                health.acuteDanger(),
                now,
                analog,
                member.status().birthDate(),
                health.consents(),
                Boolean.TRUE.equals(health.secrecyReleased()),
                health.sentOn(),
                health.therapyOngoing(),
                changes,
                law(decision).flatMap(f -> f.date("trigger")).orElse(null),
                holdsTitle24(member, household.day())
                        && (health.specialNeeds() || health.observations().contains(HealthFacts.VIOLENCE)),
                health.access(),
                household.day(),
                Optional.ofNullable(member.livesOn(household.day()).municipality())
                        .map(Municipality::name)
                        .orElse(null),
                false,
                Set.of(),
                null,
                member.family().interpreterNeeded(),
                null));
    }

    /** § 6 Abs. 2 AsylbLG is for who holds the title, not for who has only asked for protection. */
    private static boolean holdsTitle24(Member member, LocalDate today) {
        return member.status().residenceStatus() == ResidenceStatus.TITLE_24
                && member.status().titled(today);
    }

    // ---- residence and family --------------------------------------------------------------------------------

    /** Everything the rules on residence and family look at. */
    static List<Record> residenceAndFamily(Household household, Member member, Decision decision) {
        LocalDate today = household.day();
        List<Record> facts = new ArrayList<>();
        facts.add(residence(household, member));
        facts.addAll(integrationGrounds(household, member));
        sponsorDuty(household, member).ifPresent(facts::add);
        LocalDate adult = member.status().lastDayOfMinority();
        if (member.status().unaccompaniedBefore(today) && adult != null) {
            facts.add(new UnaccompaniedBefore(adult.plusDays(1)));
        }
        if (member.stays().stream().allMatch(Household.Stay::assigned)) {
            facts.add(new AssignedThere());
        }
        if (Boolean.TRUE.equals(member.sharedAccommodation())) {
            facts.add(new TemporaryHousing());
        }
        if (household.childrenOf(member.id()).stream()
                .filter(child -> minor(household.member(child), today))
                .anyMatch(child -> household.parentsOf(child).size() > 1)) {
            facts.add(new OtherParent());
        }
        if (member.status().residenceStatus() == ResidenceStatus.EU_CITIZEN) {
            facts.add(freeMovement(member, decision, today));
        }
        String here = member.livesOn(today).place();
        household.spousesOf(member.id()).stream()
                .map(spouse -> household.member(spouse).livesOn(today).place())
                .filter(there -> here != null && there != null && !there.equals(here))
                .findFirst()
                .map(SpouseElsewhere::new)
                .ifPresent(facts::add);
        FamilyInput family = member.family();
        if (family.ahead() != null) {
            facts.add(family.ahead());
        }
        if (family.speechConcern() != null) {
            facts.add(new SpeechConcern(family.speechConcern(), family.mukisConsent()));
        }
        if (family.notCountedFrom() != null && family.notCountedBefore() != null) {
            facts.add(new SixtyB(family.notCountedFrom(), family.notCountedBefore()));
        }
        return facts;
    }

    /**
     * Rows 24 and 25 are a right of residence that counts, rows 23, 26 and 27 are none; a priority row says nothing of it, nor
     * does a right under the AufenthG (§ 62 Abs. 1a S. 3 EStG asks for § 2 Abs. 2, 3 FreizügG/EU).
     */
    private static FreeMovement freeMovement(Member member, Decision decision, LocalDate today) {
        String row = law(decision).flatMap(f -> f.value("row")).orElse("");
        boolean byAufenthG =
                decision.findings().stream().anyMatch(f -> f.ruleId().equals("benefit-law.right-by-german-family"));
        Boolean entitled =
                switch (byAufenthG ? "" : row) {
                    case "24", "25" -> Boolean.TRUE;
                    case "26", "27" -> Boolean.FALSE;
                    default ->
                        member.facts(EuFacts.class).anyMatch(eu -> Boolean.TRUE.equals(eu.otherRight()))
                                ? Boolean.TRUE
                                : null;
                };
        return new FreeMovement(
                entitled,
                member.facts(WorkFacts.class)
                        .anyMatch(work -> work.from() != null && !work.from().isAfter(today)));
    }

    private static List<Record> integrationGrounds(Household household, Member member) {
        List<Record> grounds = new ArrayList<>(grounds("SELF", member, household.day()));
        household
                .spousesOf(member.id())
                .forEach(id -> grounds.addAll(grounds("SPOUSE", household.member(id), household.day())));
        household.childrenOf(member.id()).stream()
                .map(household::member)
                .filter(child -> minor(child, household.day()))
                .forEach(child -> grounds.addAll(grounds("CHILD", child, household.day())));
        return grounds;
    }

    private static List<IntegrationGround> grounds(String who, Member member, LocalDate today) {
        List<IntegrationGround> grounds = new ArrayList<>();
        member.facts(WorkFacts.class)
                .filter(work -> work.on(today) && !work.selfEmployed())
                .forEach(work -> grounds.add(new IntegrationGround(
                        who,
                        "WORK",
                        work.from(),
                        work.weeklyHours(),
                        work.insured(),
                        work.averageNeedMet() == null && work.coversNeed() ? Boolean.TRUE : work.averageNeedMet())));
        member.facts(StudyFacts.class)
                .filter(study ->
                        !today.isBefore(study.from()) && (study.lastDay() == null || !today.isAfter(study.lastDay())))
                .forEach(study -> grounds.add(new IntegrationGround(who, "TRAINING", study.from(), null, null, null)));
        return grounds;
    }

    /** Who came to a relative under the duty shares it; only a family title is such a coming. */
    private static Optional<SponsorDuty> sponsorDuty(Household household, Member member) {
        if (member.status().residenceStatus() != ResidenceStatus.FAMILY_TITLE) {
            return Optional.empty();
        }
        return family(household, member)
                .map(other -> residence(household, other).residenceDutyFrom())
                .filter(java.util.Objects::nonNull)
                .max(LocalDate::compareTo)
                .map(SponsorDuty::new);
    }

    private static Stream<Member> family(Household household, Member member) {
        return Stream.of(
                        household.spousesOf(member.id()),
                        household.parentsOf(member.id()),
                        household.childrenOf(member.id()))
                .flatMap(java.util.Collection::stream)
                .map(household::member);
    }

    /** Those from whom a right of residence may be derived, or who work so that the family is not excluded. */
    static List<Record> joinedFamily(Household household, Member member) {
        ResidenceStatus own = member.status().residenceStatus();
        if (own == null || !own.in("FAMILY_TITLE WORK_TITLE SETTLEMENT OTHER_TITLE EU_CITIZEN")) {
            return List.of();
        }
        LocalDate today = household.day();
        return family(household, member)
                .filter(other -> other.status().residenceStatus() != null)
                .<Record>map(other -> new JoinedFamily(
                        java.util.Objects.requireNonNull(other.status().residenceStatus()),
                        household.spousesOf(member.id()).contains(other.id())
                                || minor(
                                        household.childrenOf(member.id()).contains(other.id()) ? other : member, today),
                        other.facts(WorkFacts.class).anyMatch(work -> work.on(today))))
                .distinct()
                .toList();
    }

    private static ResidenceFacts residence(Household household, Member member) {
        StatusFacts status = member.status();
        FamilyInput family = member.family();
        LocalDate today = household.day();
        Household.Stay next = member.nextMove(today);
        List<WorkFacts> work =
                member.facts(WorkFacts.class).filter(one -> one.on(today)).toList();
        int children = minorChildren(household, member);
        List<LocalDate> born = household.childrenOf(member.id()).stream()
                .map(household::member)
                .filter(child -> minor(child, today))
                .map(child -> child.status().birthDate())
                .filter(java.util.Objects::nonNull)
                .toList();
        return new ResidenceFacts(
                status.residenceStatus(),
                status.decisionServedOn(),
                status.titleIssuedOn(),
                family.titleValidUntil(),
                status.inGermanySince(),
                later(family.toleratedSince(), family.notCountedBefore()),
                status.birthDate(),
                family.wantsToMoveTo() == null && next != null ? next.place() : family.wantsToMoveTo(),
                family.movesToFamily(),
                family.movedOn(),
                children,
                children > 0,
                !work.isEmpty(),
                family.schoolYears(),
                family.schoolDegree(),
                family.consentToModule3(),
                family.simpleNeed(),
                family.asylumQuestion(),
                family.remedyDeadlineRuns(),
                status.titleMonths(),
                family.statusSince(),
                work.stream()
                        .map(WorkFacts::from)
                        .filter(java.util.Objects::nonNull)
                        .min(LocalDate::compareTo)
                        .orElse(null),
                work.stream().anyMatch(one -> Boolean.TRUE.equals(one.coversNeed())),
                family.asylumSince(),
                family.notCountedBefore(),
                born.stream().min(LocalDate::compareTo).orElse(null),
                born.stream().max(LocalDate::compareTo).orElse(null),
                next == null ? null : next.from(),
                family.carePlace());
    }

    private static @Nullable LocalDate later(@Nullable LocalDate day, @Nullable LocalDate other) {
        return day == null || other == null || day.isAfter(other) ? day : other;
    }

    // ---- dates that must agree -------------------------------------------------------------------------------

    /** What must agree: days, and with whom the person lives. */
    static List<Record> consistency(Household household, Member member) {
        List<Record> facts = new ArrayList<>(dates(household, member));
        facts.add(new FamilyTies(
                Stream.concat(Stream.of(member.id()), household.spousesOf(member.id()).stream())
                        .mapToInt(one -> household.spousesOf(one).size())
                        .max()
                        .orElse(0),
                household.parentsOf(member.id()).size(),
                household.childrenOf(member.id()).stream()
                        .mapToInt(child -> household.parentsOf(child).size())
                        .max()
                        .orElse(0),
                member.status().unaccompaniedMinor(household.day())));
        return facts;
    }

    private static List<DatedFact> dates(Household household, Member member) {
        StatusFacts status = member.status();
        List<DatedFact> dates = new ArrayList<>();
        add(dates, "ENTRY", status.inGermanySince(), "Einreise");
        add(dates, "BIRTH", status.birthDate(), "Geburt");
        add(dates, "DECISION_SERVED", status.decisionServedOn(), "Zustellung des Bescheids");
        add(dates, "DECISION_FINAL", status.decisionFinalOn(), "Unanfechtbarkeit");
        add(dates, "TITLE_ISSUED", status.titleIssuedOn(), "Erteilung des Titels");
        add(dates, "ADDRESS_REGISTERED", status.registeredAddressOn(), "Anmeldung bei der Meldebehörde");
        add(dates, "ASYLUM_BEGUN", member.family().asylumSince(), "Beginn der Aufenthaltsgestattung");
        if (status.internationallyProtected()) {
            add(dates, "PROTECTION_TITLE", status.titleIssuedOn(), "Erteilung des Titels");
        }
        add(dates, "TITLE_VALID_UNTIL", member.family().titleValidUntil(), "Ende des Titels");
        add(dates, "FIKTIONSBESCHEINIGUNG", status.certificateOn(), "Fiktionsbescheinigung");
        add(dates, "FIRST_DULDUNG", status.suspensionDecidedOn(), "erste Duldung");
        add(dates, "UNACCOMPANIED_FOUND", status.unaccompaniedFoundOn(), "Feststellung der unbegleiteten Einreise");
        add(dates, "LAST_DAY_OF_MINORITY", status.lastDayOfMinority(), "letzter Tag vor der Volljährigkeit");
        Stream.of(
                        Optional.ofNullable(status.isToleratedOrSeeking() ? status.statusSince() : null),
                        Optional.ofNullable(member.family().hereBefore()))
                .flatMap(Optional::stream)
                .min(LocalDate::compareTo)
                .ifPresent(day -> add(dates, "STATUS_HERE", day, "Beginn des Aufenthaltsstatus"));
        if (member.order().size() == 2) {
            add(dates, "STATUS_BEFORE", member.order().get(0), "Beginn des früheren Aufenthaltsstatus");
            add(dates, "STATUS", member.order().get(1), "Beginn des späteren Aufenthaltsstatus");
        }
        if (status.residenceStatus() == ResidenceStatus.TITLE_25_5) {
            add(dates, "TITLE_25_5", status.titleIssuedOn(), "Erteilung des Titels");
        }
        if (status.residenceStatus() == ResidenceStatus.TITLE_24
                && (status.titleIssuedOn() == null || !status.titleIssuedOn().equals(status.statusSince()))) {
            add(dates, "PROTECTION_SOUGHT", status.statusSince(), "Schutzgesuch");
        }
        if (status.residenceStatus() != ResidenceStatus.GERMAN) {
            member.earlier().stream()
                    .filter(one -> one.status().residenceStatus() == ResidenceStatus.GERMAN)
                    .findFirst()
                    .ifPresent(one -> {
                        add(dates, "GERMAN", one.lastDay(), "deutsche Staatsangehörigkeit");
                        add(dates, "STATUS", one.lastDay().plusDays(1), "Beginn des nächsten Aufenthaltsstatus");
                    });
        }
        if (Set.of("GESTATTUNG", "ANKUNFTSNACHWEIS", "FOLGEANTRAG")
                .contains(String.valueOf(status.residenceStatus()))) {
            member.earlier().stream()
                    .filter(one -> one.status().residenceStatus() == ResidenceStatus.EU_CITIZEN)
                    .findFirst()
                    .ifPresent(one -> {
                        add(dates, "UNION_CITIZEN", one.lastDay(), "Unionsbürgerschaft");
                        add(dates, "STATUS", one.lastDay().plusDays(1), "Beginn des nächsten Aufenthaltsstatus");
                    });
        }
        add(dates, "TITLE_MONTHS_END", status.getTitleEnds(), "Ende des Titels nach seiner Dauer in Monaten");
        earliest(member.facts(WorkFacts.class).map(WorkFacts::from), dates, "WORK_BEGUN", "Beginn der Arbeit");
        earliest(
                member.facts(WorkFacts.class)
                        .filter(work -> Boolean.TRUE.equals(work.insured()))
                        .map(WorkFacts::from),
                dates,
                "INSURED_WORK",
                "Beginn der sozialversicherungspflichtigen Arbeit");
        earliest(
                member.facts(ApplicationMade.class).map(ApplicationMade::madeOn),
                dates,
                "APPLICATION_MADE",
                "Antrag auf Leistungen");
        GermanInput german = member.german();
        if (german != null) {
            add(dates, "COURSE_CERTIFICATE", german.certificateOn(), "Bestätigung oder Verpflichtung zum Kurs");
            add(dates, "COURSE_REGISTERED", german.registeredOn(), "Anmeldung zum Kurs");
            add(dates, "COURSE_STARTED", german.startedOn(), "Beginn des Kurses");
            add(dates, "COURSE_INTERRUPTED", german.interruptedSince(), "Unterbrechung des Kurses");
            if ("ANSPRUCH".equals(german.door())) {
                add(dates, "COURSE_RIGHT_CERTIFICATE", german.certificateOn(), "Bestätigung des Kursanspruchs");
            }
            if (Set.of("JOBCENTER").contains(german.door() == null ? "" : german.door())) {
                member.facts(ApplicationMade.class)
                        .filter(made -> made.law() == Rechtskreis.SGB_II)
                        .map(ApplicationMade::madeOn)
                        .min(LocalDate::compareTo)
                        .ifPresent(day -> add(dates, "APPLICATION", day, "Antrag auf SGB II"));
            }
        }
        household.spousesOf(member.id()).forEach(id -> {
            add(dates, "SPOUSE_BIRTH", status.birthDate(), "Geburt");
            add(dates, "SPOUSE_BIRTH", household.member(id).status().birthDate(), "Geburt des Ehegatten");
        });
        household
                .parentsOf(member.id())
                .forEach(id -> add(
                        dates, "PARENT_BIRTH", household.member(id).status().birthDate(), "Geburt des Elternteils"));
        return dates;
    }

    private static void earliest(Stream<@Nullable LocalDate> days, List<DatedFact> dates, String what, String words) {
        days.filter(java.util.Objects::nonNull)
                .min(LocalDate::compareTo)
                .ifPresent(day -> add(dates, what, day, words));
    }

    private static void add(List<DatedFact> dates, String what, @Nullable LocalDate day, String words) {
        if (day != null) {
            dates.add(new DatedFact(what, day, words));
        }
    }
}
