package org.kimlotse.sample;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.NewCase;
import org.kimlotse.casefile.Opening;
import org.kimlotse.engine.ModelsDeployed;
import org.kimlotse.handover.Handovers;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.SampleData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Makes the sample cases when the database has none. Every case goes through the real forms with a sample user's rights;
 * names are invented, dates lie around today.
 */
@Component
class SampleCases {

    private static final Logger LOG = LoggerFactory.getLogger(SampleCases.class);

    /** How far a sample case has come. */
    enum Progress {
        OPENED,
        NEEDS_CLEAR,
        ASSESSING,
        REVIEWING,
        AGREEING,
        IN_TRANSITION,
        /** The application and the message to the Sozialamt are on their way: both offices have a task. */
        HANDED_OVER
    }

    record Sample(
            String token,
            String user,
            Municipality municipality,
            String givenName,
            String familyName,
            LocalDate birthDate,
            String language,
            LocalDate servedOn,
            Progress progress) {}

    /** The steps that go out at once in a case that is handed over. */
    private static final Set<String> SENT = Set.of("H0", "H1");

    private final SampleData sampleData;
    private final Handovers handovers;
    private final SampleSteering steering;
    private final Cases cases;
    private final CaseOpening opening;
    private final SampleDesk desk;
    private final Clock clock;

    SampleCases(
            SampleData sampleData,
            Handovers handovers,
            SampleSteering steering,
            Cases cases,
            CaseOpening opening,
            SampleDesk desk,
            Clock clock) {
        this.sampleData = sampleData;
        this.handovers = handovers;
        this.steering = steering;
        this.cases = cases;
        this.opening = opening;
        this.desk = desk;
        this.clock = clock;
    }

    @Order(100)
    @EventListener
    void fillEmptyHouse(ModelsDeployed deployed) {
        if (!deployed.first() || !sampleData.cases()) {
            return;
        }
        List<String> teams = List.of(Municipality.SIEGBURG.team(), Municipality.LOHMAR.team());
        boolean empty = cases.search("", Set.copyOf(teams), java.util.EnumSet.allOf(Case.State.class), 1)
                .isEmpty();
        if (!empty) {
            return;
        }
        LOG.info("Die Beispielfälle werden angelegt …");
        samples(BusinessCalendar.today(clock)).forEach(this::make);
        steering.prepare();
        LOG.info("Die Beispielfälle sind angelegt.");
    }

    static List<Sample> samples(LocalDate today) {
        List<Sample> all = new ArrayList<>();
        Municipality siegburg = Municipality.SIEGBURG;
        Municipality lohmar = Municipality.LOHMAR;
        all.add(new Sample(
                "sample-1",
                "fallmanagement",
                siegburg,
                "Samira",
                "Haddad",
                LocalDate.of(1995, 4, 12),
                "AR",
                today.minusDays(2),
                Progress.OPENED));
        all.add(new Sample(
                "sample-2",
                "fallmanagement",
                siegburg,
                "Oleksandr",
                "Bondar",
                LocalDate.of(1988, 11, 3),
                "UK",
                today.minusDays(3),
                Progress.NEEDS_CLEAR));
        all.add(new Sample(
                "sample-3",
                "fallmanagement",
                siegburg,
                "Tesfay",
                "Gebremedhin",
                LocalDate.of(1999, 1, 1),
                "TI",
                today.minusDays(4),
                Progress.ASSESSING));
        all.add(new Sample(
                "sample-4",
                "fallmanagement",
                siegburg,
                "Farhad",
                "Rahimi",
                LocalDate.of(1991, 7, 23),
                "PRS",
                today.minusDays(1),
                Progress.REVIEWING));
        all.add(new Sample(
                "sample-5",
                "fallmanagement",
                siegburg,
                "Leyla",
                "Demir",
                LocalDate.of(1984, 2, 29),
                "KMR",
                today.minusDays(3),
                Progress.AGREEING));
        all.add(new Sample(
                "sample-6",
                "fallmanagement",
                siegburg,
                "Yusuf",
                "Warsame",
                LocalDate.of(1997, 9, 14),
                "SO",
                // Seven days after the service the application is due: on the day of the start.
                today.minusDays(7),
                Progress.IN_TRANSITION));
        all.add(new Sample(
                "sample-7",
                "fallmanagement",
                siegburg,
                "Nour",
                "Al-Khatib",
                LocalDate.of(1990, 5, 30),
                "AR",
                today.minusDays(40),
                Progress.HANDED_OVER));
        all.add(new Sample(
                "sample-8",
                "fallmanagement",
                siegburg,
                "Ahmad",
                "Sharifi",
                LocalDate.of(1986, 12, 8),
                "FA",
                today.minusDays(45),
                Progress.HANDED_OVER));
        all.add(new Sample(
                "sample-9",
                "vertretung",
                siegburg,
                "Rojin",
                "Aslan",
                LocalDate.of(1993, 3, 17),
                "KMR",
                today.minusDays(38),
                Progress.HANDED_OVER));
        all.add(new Sample(
                "sample-10",
                "lohmar",
                lohmar,
                "Kidist",
                "Alemu",
                LocalDate.of(1998, 6, 5),
                "EN",
                today.minusDays(41),
                Progress.IN_TRANSITION));
        all.add(new Sample(
                "sample-11",
                "lohmar",
                lohmar,
                "Mariam",
                "Kalandadze",
                LocalDate.of(1979, 10, 21),
                "KA",
                today.minusDays(5),
                Progress.REVIEWING));
        all.add(new Sample(
                "sample-12",
                "lohmar",
                lohmar,
                "Bilal",
                "Saleh",
                LocalDate.of(2001, 8, 11),
                "AR",
                today.minusDays(1),
                Progress.OPENED));
        return all;
    }

    private void make(Sample sample) {
        try {
            Opening opened = desk.as(
                    sample.user(),
                    () -> opening.open(new NewCase(
                            sample.token(),
                            sample.givenName(),
                            sample.familyName(),
                            sample.birthDate(),
                            false,
                            sample.municipality().name(),
                            sample.language(),
                            true,
                            "",
                            null,
                            true)));
            CaseId caseId = ((Opening.Opened) opened).caseId();
            desk.runWaitingSteps(caseId.number());
            work(sample, caseId.number());
        } catch (RuntimeException e) {
            // A sample that no longer fits edited forms must not keep the house from opening.
            LOG.warn(
                    "Der Beispielfall {} passt nicht zu den Prozessen und Formularen und bleibt unvollständig: {}",
                    sample.token(),
                    e.getMessage());
        }
    }

    private void work(Sample sample, String number) {
        String user = sample.user();
        int progress = sample.progress().ordinal();
        if (progress >= Progress.NEEDS_CLEAR.ordinal()) {
            desk.submit(user, number, "userTask_informAndConsent", informed(sample));
            desk.submit(user, number, "userTask_screenCrisis", Map.of("acuteCrisis", false));
        }
        if (progress >= Progress.ASSESSING.ordinal()) {
            desk.submit(
                    user,
                    number,
                    "userTask_clarifyNeeds",
                    Map.of(
                            "needAreas",
                            List.of("LANGUAGE", "LIVELIHOOD", "RESIDENCE"),
                            "agenciesInvolved",
                            List.of("SOCIAL_OFFICE", "JOBCENTER", "IMMIGRATION_OFFICE"),
                            "managesAlone",
                            false,
                            "wantsCaseManagement",
                            true));
            desk.submit(user, number, "userTask_confirmIndication", Map.of("indication", "CASE_MANAGEMENT"));
        }
        if (progress >= Progress.REVIEWING.ordinal()) {
            desk.submit(user, number, "userTask_assess", facts(sample));
        }
        if (progress >= Progress.AGREEING.ordinal()) {
            desk.submit(user, number, "userTask_reviewBenefitLaw", Map.of("benefitLawReview", "CONFIRM"));
        }
        if (progress >= Progress.IN_TRANSITION.ordinal()) {
            desk.submit(
                    user,
                    number,
                    "userTask_agreeGoals",
                    Map.of(
                            "goals",
                            List.of(Map.of(
                                    "goal", "Ohne Lücke vom Sozialamt zum Jobcenter wechseln",
                                    "owner", "CASE_MANAGER",
                                    "dueOn",
                                            BusinessCalendar.today(clock)
                                                    .plusDays(45)
                                                    .toString(),
                                    "indicator", "Der Bescheid des Jobcenters ist da")),
                            "agreedReferrals",
                            List.of("TRANSITION")));
            desk.submit(
                    user,
                    number,
                    "userTask_explainAndSign",
                    Map.of(
                            "goalsExplainedIn",
                            sample.language(),
                            "goalsInterpreter",
                            "PHONE",
                            "goalsSigned",
                            true,
                            "goalsSignedOn",
                            BusinessCalendar.today(clock).toString()));
        }
        if (progress >= Progress.HANDED_OVER.ordinal()) {
            handovers.ofCase(new CaseId(number)).stream()
                    .filter(h -> SENT.contains(h.hop()))
                    .forEach(h -> desk.submit(
                            user, h.id().toString(), "userTask_prepareAndSend", Map.of("sendDecision", "SEND")));
        }
    }

    private Map<String, Object> informed(Sample sample) {
        return Map.ofEntries(
                Map.entry("givenName", sample.givenName()),
                Map.entry("familyName", sample.familyName()),
                Map.entry("birthDate", sample.birthDate().toString()),
                Map.entry("birthDateUncertain", false),
                Map.entry("language", sample.language()),
                Map.entry("interpreterNeeded", true),
                Map.entry("infoLanguage", sample.language()),
                Map.entry("infoInterpreter", "PHONE"),
                Map.entry("infoGiven", true),
                Map.entry("voluntary", true),
                Map.entry("consentGiven", "ALL_LISTED"),
                Map.entry("consentForm", "WRITTEN"),
                Map.entry(
                        "consentValidUntil",
                        BusinessCalendar.today(clock).plusYears(1).toString()));
    }

    private static Map<String, Object> facts(Sample sample) {
        return Map.ofEntries(
                Map.entry("residenceStatus", "RECOGNISED"),
                Map.entry("protectionKind", "REFUGEE"),
                Map.entry("decisionServedOn", sample.servedOn().toString()),
                Map.entry("appealFiled", false),
                Map.entry("titleKind", "NONE"),
                Map.entry("inGermanySince", sample.servedOn().minusMonths(14).toString()),
                Map.entry("assignmentMunicipality", sample.municipality().name()),
                Map.entry("benefitNow", "ASYLBLG"),
                Map.entry("employable", true),
                Map.entry("needsSupport", true),
                Map.entry("householdNote", ""));
    }
}
