package org.kimlotse.goals.process;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Guardians;
import org.kimlotse.casefile.Interpreter;
import org.kimlotse.casefile.Language;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.engine.FormSection;
import org.kimlotse.goals.AgreedReferral;
import org.kimlotse.goals.Goal;
import org.kimlotse.goals.GoalAgreement;
import org.kimlotse.goals.GoalManagement;
import org.kimlotse.goals.GoalOwners;
import org.kimlotse.goals.ReferralProposals;
import org.kimlotse.goals.ReferralsToOpen;
import org.kimlotse.goals.RunningElsewhere;
import org.kimlotse.goals.ShownAgreements;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Markdown;
import org.kimlotse.shared.Texts;
import org.springframework.stereotype.Component;

/** The fields of the goal agreement. */
@Component
class GoalsFields implements FormSection {

    private static final String GOALS_FORM = "goals";
    private static final String PROPOSALS = "referralProposals";
    private static final String SIGNATURE_FORM = "goals-signature";
    private static final String OWNERS = "goalOwnerOptions";
    private static final String PAPER = "goalsPaper";
    private static final String OPENS = "goalsOpens";

    /** An office as the form's choice. */
    private static final String OFFICE = Goal.Owner.OFFICE.name() + ":";

    private static final String MINOR = "goalsMinor";
    private static final String GUARDIAN = "goalsGuardian";

    private static final List<FormField> FIELDS = List.of(
            FormField.shown("goalsVersion", Type.TEXT),
            FormField.shown("goalsSummary", Type.TEXT),
            FormField.shown(PROPOSALS, Type.TEXT),
            FormField.shown(OWNERS, Type.OPTIONS),
            FormField.shown(PAPER, Type.TEXT),
            FormField.shown(OPENS, Type.TEXT),
            FormField.writable("goals", Type.LIST),
            FormField.writable("agreedReferrals", Type.CHOICES),
            FormField.writable("goalsExplainedIn", Type.CHOICE),
            FormField.writable("goalsInterpreter", Type.CHOICE),
            FormField.writable("goalsSigned", Type.BOOLEAN),
            FormField.shown(MINOR, Type.BOOLEAN),
            FormField.writable(GUARDIAN, Type.TEXT),
            FormField.writable("goalsSignedOn", Type.DATE));

    private final GoalManagement management;
    private final ShownAgreements agreements;
    private final Cases cases;
    private final Guardians guardians;
    private final CaseAccess access;
    private final ReferralProposals proposals;
    private final RunningElsewhere running;
    private final List<ReferralsToOpen> toOpen;
    private final GoalOwners owners;
    private final Clock clock;

    GoalsFields(
            GoalManagement management,
            ShownAgreements agreements,
            Cases cases,
            Guardians guardians,
            CaseAccess access,
            ReferralProposals proposals,
            RunningElsewhere running,
            List<ReferralsToOpen> toOpen,
            GoalOwners owners,
            Clock clock) {
        this.management = management;
        this.agreements = agreements;
        this.cases = cases;
        this.guardians = guardians;
        this.access = access;
        this.proposals = proposals;
        this.running = running;
        this.toOpen = toOpen;
        this.owners = owners;
        this.clock = clock;
    }

    @Override
    public Collection<FormField> fields() {
        return FIELDS;
    }

    @Override
    public int order() {
        return 130;
    }

    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        Map<String, Object> values = new LinkedHashMap<>();
        Optional<CaseId> visible = context.caseId().filter(access::visible);
        if (visible.isEmpty()) {
            return values;
        }
        CaseId caseId = visible.get();
        values.put("goalsVersion", management.versionText(caseId));
        values.put("goalsSummary", management.summary(caseId));
        if (wanted.contains(PROPOSALS)) {
            values.put(
                    PROPOSALS,
                    Stream.of(runningText(caseId), proposals.text(caseId))
                            .filter(text -> !text.isEmpty())
                            .collect(Collectors.joining("\n\n")));
        }
        if (wanted.contains(MINOR)) {
            values.put(MINOR, guardians.decide(caseId));
        }
        if (wanted.contains(OWNERS)) {
            values.put(OWNERS, ownerOptions(caseId));
        }
        values.put(
                PAPER,
                "[Zielvereinbarung zum Vorlesen, Ausdrucken und Unterschreiben](/faelle/%s/zielvereinbarung)"
                        .formatted(caseId.number()));
        Optional<GoalAgreement> latest = agreements.latest(caseId);
        if (wanted.contains(OPENS)) {
            Set<AgreedReferral> agreed = latest.map(GoalAgreement::referrals).orElse(Set.of());
            values.put(
                    OPENS,
                    toOpen.stream()
                            .map(kinds -> kinds.text(caseId, agreed))
                            .filter(text -> !text.isEmpty())
                            .collect(Collectors.joining("\n")));
        }
        values.put(
                "goals",
                latest.map(GoalAgreement::goals).orElse(List.of()).stream()
                        .map(GoalsFields::row)
                        .toList());
        values.put("agreedReferrals", referrals(caseId, latest));
        latest.filter(agreement -> !agreement.signed()).ifPresent(draft -> {
            Language explainedIn = draft.explainedIn();
            Interpreter interpreter = draft.interpreter();
            if (explainedIn != null) {
                values.put("goalsExplainedIn", explainedIn.name());
            }
            if (interpreter != null) {
                values.put("goalsInterpreter", interpreter.name());
            }
        });
        values.keySet().retainAll(wanted);
        return values;
    }

    @Override
    public void check(FormContext context, FormInput input) {
        Case file = cases.get(context.requireCase());
        if (!file.open()) {
            input.reject("", Cases.closedMessage(file));
            return;
        }
        if (input.has("goals") || context.formKey().equals(GOALS_FORM)) {
            List<Goal> goals = goals(input);
            if (input.valid()) {
                management
                        .problems(file.id(), goals, referrals(input))
                        .forEach(problem -> input.reject(problem.field(), problem.message()));
            }
        }
        if (input.has("goalsSigned") || context.formKey().equals(SIGNATURE_FORM)) {
            checkSignature(file.id(), input);
        }
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        CaseId caseId = context.requireCase();
        if (input.has("goals")) {
            management.draft(caseId, goals(input), referrals(input));
        }
        if (!input.has("goalsSigned")) {
            return Answers.none();
        }
        Language language = input.choice("goalsExplainedIn", Language.class).orElse(Language.OTHER);
        Interpreter interpreter =
                input.choice("goalsInterpreter", Interpreter.class).orElse(Interpreter.NONE);
        boolean signed = input.isTrue("goalsSigned");
        if (signed) {
            management.sign(
                    caseId,
                    language,
                    interpreter,
                    input.date("goalsSignedOn").orElseThrow(),
                    guardians.name(caseId, input, GUARDIAN));
        } else {
            management.explain(caseId, language, interpreter);
        }
        return Answers.of(GoalsProcess.GOALS_SIGNED, signed);
    }

    private void checkSignature(CaseId caseId, FormInput input) {
        Optional<Boolean> signed = input.bool("goalsSigned");
        if (signed.isEmpty()) {
            input.reject("goalsSigned", "Ist die Vereinbarung unterschrieben? Bitte antworten Sie mit Ja oder Nein.");
        }
        if (input.has("goalsExplainedIn")
                && input.choice("goalsExplainedIn", Language.class).isEmpty()) {
            input.reject("goalsExplainedIn", "In welcher Sprache wurde die Vereinbarung erklärt?");
        }
        if (input.has("goalsInterpreter")
                && input.choice("goalsInterpreter", Interpreter.class).isEmpty()) {
            input.reject("goalsInterpreter", "Wer hat gedolmetscht?");
        }
        if (signed.orElse(false)) {
            guardians.check(caseId, input, GUARDIAN, "Wer hat für sie unterschrieben?");
            management
                    .signatureProblems(caseId, input.date("goalsSignedOn").orElse(null))
                    .forEach(problem -> input.reject(problem.field(), problem.message()));
        }
        boolean draft = agreements.latest(caseId).filter(a -> !a.signed()).isPresent();
        if (!draft && !input.has("goals")) {
            input.reject(
                    "goalsSigned", "Diese Zielvereinbarung ist schon unterschrieben. Bitte laden Sie die Seite neu.");
        }
    }

    private List<Map<String, String>> ownerOptions(CaseId caseId) {
        List<Map<String, String>> options = new ArrayList<>();
        options.add(Map.of("label", "die Person selbst", "value", Goal.Owner.PERSON.name()));
        options.add(Map.of("label", "Case Management", "value", Goal.Owner.CASE_MANAGER.name()));
        options.add(Map.of("label", "Angehörige oder Freunde", "value", Goal.Owner.RELATIVES.name()));
        options.add(Map.of("label", "Ehrenamtliche", "value", Goal.Owner.VOLUNTEER.name()));
        owners.offices(cases.get(caseId).municipality(), BusinessCalendar.today(clock))
                .forEach(office -> options.add(Map.of("label", office.label(), "value", OFFICE + office.code())));
        return options;
    }

    private List<String> referrals(CaseId caseId, Optional<GoalAgreement> latest) {
        if (latest.isPresent()) {
            boolean expected = management.transitionExpected(caseId);
            return latest.get().referrals().stream()
                    .filter(referral -> referral != AgreedReferral.TRANSITION || expected)
                    .map(Enum::name)
                    .toList();
        }
        // A proposal: what runs already, and the change of law that is expected.
        boolean transition = management.transitionExpected(caseId);
        Set<AgreedReferral> proposed = EnumSet.noneOf(AgreedReferral.class);
        running.of(caseId).forEach(r -> proposed.add(r.kind()));
        if (transition) {
            proposed.add(AgreedReferral.TRANSITION);
        } else {
            proposed.remove(AgreedReferral.TRANSITION);
        }
        return proposed.stream().map(Enum::name).toList();
    }

    private String runningText(CaseId caseId) {
        return running.of(caseId).stream()
                .map(r -> "- **%s** lief schon vor Lotse %s"
                        .formatted(r.kind().label(), Markdown.escape(Texts.oneLine(r.text()))))
                .collect(Collectors.joining("\n"));
    }

    private static Set<AgreedReferral> referrals(FormInput input) {
        Set<AgreedReferral> referrals = new LinkedHashSet<>();
        for (String name : input.choices("agreedReferrals")) {
            constant(AgreedReferral.class, name)
                    .ifPresentOrElse(
                            referrals::add, () -> input.reject("agreedReferrals", "Diese Auswahl gibt es nicht."));
        }
        return referrals;
    }

    private static List<Goal> goals(FormInput input) {
        List<Goal> goals = new ArrayList<>();
        int number = 0;
        for (Map<String, Object> row : input.rows("goals")) {
            number++;
            String goal = Texts.clean(text(row.get("goal")));
            String who = text(row.get("owner"));
            boolean byOffice = who.startsWith(OFFICE);
            Optional<Goal.Owner> owner = byOffice ? Optional.of(Goal.Owner.OFFICE) : constant(Goal.Owner.class, who);
            Optional<LocalDate> dueOn = day(row.get("dueOn"));
            String indicator = Texts.clean(text(row.get("indicator")));
            if (goal.isEmpty() && owner.isEmpty() && dueOn.isEmpty() && indicator.isEmpty()) {
                continue;
            }
            if (owner.isEmpty()) {
                input.reject("goals", "Ziel %d: Wer kümmert sich darum?".formatted(number));
            }
            if (dueOn.isEmpty()) {
                input.reject("goals", "Ziel %d: Bis wann?".formatted(number));
            }
            if (owner.isPresent() && dueOn.isPresent()) {
                goals.add(new Goal(
                        goal, owner.get(), byOffice ? who.substring(OFFICE.length()) : null, dueOn.get(), indicator));
            }
        }
        return goals;
    }

    private static Map<String, Object> row(Goal goal) {
        return Map.of(
                "goal",
                goal.goal(),
                "owner",
                goal.office() == null ? goal.owner().name() : OFFICE + goal.office(),
                "dueOn",
                goal.dueOn().toString(),
                "indicator",
                goal.indicator());
    }

    private static Optional<LocalDate> day(@Nullable Object value) {
        try {
            return value instanceof LocalDate day
                    ? Optional.of(day)
                    : text(value).isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text(value)));
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }

    private static <E extends Enum<E>> Optional<E> constant(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
