package org.kimlotse.scenarios;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.NewCase;
import org.kimlotse.casefile.Opening;

/** A case's way through its forms, in words; what a test does not say is filled with the usual. */
public final class CaseStory {

    private final Story story;
    private final CaseOpening opening;
    private final String user;
    private String number = "";
    private LocalDate born = LocalDate.of(1995, 4, 12);

    private CaseStory(Story story, CaseOpening opening, String user) {
        this.story = story;
        this.opening = opening;
        this.user = user;
    }

    public static CaseStory workedBy(String user, Story story, CaseOpening opening) {
        return new CaseStory(story, opening, user);
    }

    /** Before it is opened. */
    public CaseStory personBornOn(LocalDate day) {
        born = day;
        return this;
    }

    /** A case that is there already. */
    public CaseStory goingOn(String caseNumber) {
        number = caseNumber;
        return this;
    }

    public String number() {
        return number;
    }

    public CaseStory opened(String municipality) {
        Opening opened = story.as(
                user,
                () -> opening.open(new NewCase(
                        UUID.randomUUID().toString(),
                        story.say("Vorname"),
                        story.say("Nachname"),
                        born,
                        false,
                        municipality,
                        "AR",
                        true,
                        "",
                        null,
                        true)));
        number = ((Opening.Opened) opened).caseId().number();
        story.runDueJobs();
        return this;
    }

    public CaseStory informedWithConsent() {
        return informed("ALL_LISTED", "consentForm", "WRITTEN", "consentValidUntil", "2028-12-31");
    }

    public CaseStory informedWithConsentOf(String guardian) {
        return informed(
                "ALL_LISTED", "consentForm", "WRITTEN", "consentValidUntil", "2028-12-31", "consentGuardian", guardian);
    }

    public CaseStory informedWithoutConsent() {
        return informed("NONE", "consentRefusedNote", story.say("möchte nicht"));
    }

    private CaseStory informed(String consent, Object... more) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("givenName", story.say("Samira"));
        fields.put("familyName", story.say("Beispiel"));
        fields.put("birthDate", born.toString());
        fields.put("birthDateUncertain", false);
        fields.put("phone", "02241 130");
        fields.put("language", "AR");
        fields.put("interpreterNeeded", true);
        fields.put("infoLanguage", "AR");
        fields.put("infoInterpreter", "PHONE");
        fields.put("infoGiven", true);
        fields.put("voluntary", true);
        fields.put("consentGiven", consent);
        return step("userTask_informAndConsent", with(fields, more));
    }

    public CaseStory noCrisis() {
        return step("userTask_screenCrisis", Map.of("acuteCrisis", false));
    }

    public CaseStory acuteCrisis() {
        return step("userTask_screenCrisis", Map.of("acuteCrisis", true, "crisisKinds", List.of("SUICIDAL")));
    }

    public CaseStory needsManyOffices() {
        return step(
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
    }

    public CaseStory oneQuestionOnly() {
        return step(
                "userTask_clarifyNeeds",
                Map.of(
                        "needAreas",
                        List.of("LANGUAGE"),
                        "agenciesInvolved",
                        List.of("COURSE_PROVIDER"),
                        "managesAlone",
                        true,
                        "wantsCaseManagement",
                        false));
    }

    public CaseStory indication(String indication, Object... more) {
        Map<String, Object> fields = new HashMap<>(Map.of("indication", indication));
        return step("userTask_confirmIndication", with(fields, more));
    }

    /** Opened, informed, with consent, no crisis, indication confirmed: the assessment is next. */
    public CaseStory inCaseManagement(String municipality) {
        return opened(municipality)
                .noCrisis()
                .informedWithConsent()
                .needsManyOffices()
                .indication("CASE_MANAGEMENT");
    }

    public CaseStory assessed(Object... facts) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("residenceStatus", "RECOGNISED");
        fields.put("protectionKind", "REFUGEE");
        fields.put("appealFiled", false);
        fields.put("titleKind", "NONE");
        fields.put("inGermanySince", "2025-01-20");
        fields.put("assignmentMunicipality", "NONE");
        fields.put("benefitNow", "ASYLBLG");
        fields.put("employable", true);
        fields.put("needsSupport", true);
        fields.put("childrenInHousehold", 0);
        fields.put("householdNote", story.say("lebt allein"));
        // Life goes on; who corrects something says so.
        fields.put("earlierAnswers", "CHANGED");
        return step("userTask_assess", with(fields, facts));
    }

    public CaseStory benefitLawConfirmed() {
        return step("userTask_reviewBenefitLaw", Map.of("benefitLawReview", "CONFIRM"));
    }

    public CaseStory goalsAgreed(String... referrals) {
        return step(
                "userTask_agreeGoals",
                Map.of(
                        "goals",
                                List.of(Map.of(
                                        "goal",
                                        story.say("Ohne Lücke zum Jobcenter wechseln"),
                                        "owner",
                                        "CASE_MANAGER",
                                        "dueOn",
                                        "2027-12-01",
                                        "indicator",
                                        story.say("Bescheid liegt vor"))),
                        "agreedReferrals", List.of(referrals)));
    }

    public CaseStory goalsSigned(LocalDate on) {
        return step(
                "userTask_explainAndSign",
                Map.of(
                        "goalsExplainedIn",
                        "AR",
                        "goalsInterpreter",
                        "PHONE",
                        "goalsSigned",
                        true,
                        "goalsSignedOn",
                        on.toString()));
    }

    public CaseStory goalsNotSigned() {
        return step(
                "userTask_explainAndSign",
                Map.of("goalsExplainedIn", "AR", "goalsInterpreter", "PHONE", "goalsSigned", false));
    }

    public CaseStory step(String taskKey, Map<String, Object> fields) {
        Object[] flat = fields.entrySet().stream()
                .flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue()))
                .toArray();
        story.task(user, taskKey, number).submit(flat);
        story.runDueJobs();
        return this;
    }

    private static Map<String, Object> with(Map<String, Object> fields, Object... more) {
        for (int i = 0; i < more.length; i += 2) {
            fields.put((String) more[i], more[i + 1]);
        }
        return fields;
    }
}
