package org.kimlotse.referral.process;

import static org.kimlotse.engine.FormField.shown;
import static org.kimlotse.engine.FormField.writable;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.casefile.Cases;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.engine.FormSection;
import org.kimlotse.referral.ReferralId;
import org.kimlotse.referral.WorkKind;
import org.kimlotse.referral.WorkReferral;
import org.kimlotse.referral.process.ReferralProcess.PlanState;
import org.kimlotse.referral.process.ReferralProcess.TalkOutcome;
import org.kimlotse.referral.process.ReferralProcess.WorkNext;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.stereotype.Component;

/** The fields of the way into work. */
@Component
class WorkFields implements FormSection {

    static final String PROCESS = "referral-jobcenter";

    private static final String NEEDS = "work-needs";
    private static final String TALK = "work-talk";
    private static final String RETRY = "work-retry";
    private static final String PLAN = "work-plan";
    private static final String FOLLOW = "work-follow";
    private static final String RESULT = "work-result";

    private static final String TALK_OUTCOME = "talkOutcome";
    private static final String TALK_MOVED_TO = "talkMovedTo";
    private static final String PLAN_STATE = "planState";
    private static final String ASK_AGAIN = "askAgain";
    private static final String NEXT = "workNext";
    private static final String STATUS = "workStatusText";
    private static final String DEADLINES = "workDeadlines";
    private static final String HAS_PLAN = "workHasPlan";
    private static final String PLAN_MADE = "workPlanMade";
    private static final String PERMIT_ASKED = "workPermitAsked";
    private static final int LONGEST_GOAL = 300;

    /** Answers that lead on; what follows from them is kept by other names. */
    private static final Set<String> NOT_KEPT = Set.of(ASK_AGAIN, NEXT, TALK_OUTCOME, TALK_MOVED_TO, PLAN_STATE);

    private enum Education {
        NONE,
        SCHOOL,
        VOCATIONAL,
        UNIVERSITY,
        UNKNOWN
    }

    private enum Permit {
        ALLOWED,
        PERMISSION,
        FORBIDDEN,
        UNKNOWN
    }

    private static final List<FormField> FIELDS = List.of(
            writable(WorkReferral.EDUCATION, Type.CHOICE),
            writable(WorkReferral.EXPERIENCE, Type.BOOLEAN),
            writable(WorkReferral.GOAL, Type.TEXT),
            writable(WorkReferral.OFFER, Type.BOOLEAN),
            writable(WorkReferral.PERMIT, Type.CHOICE),
            writable(WorkReferral.TALK_ON, Type.DATE),
            writable(WorkReferral.ANALYSED, Type.BOOLEAN),
            writable(WorkReferral.RECOGNITION, Type.BOOLEAN),
            writable(TALK_OUTCOME, Type.CHOICE),
            writable(TALK_MOVED_TO, Type.DATE),
            writable(PLAN_STATE, Type.CHOICE),
            writable(WorkReferral.PLAN_ASK_ON, Type.DATE),
            writable(WorkReferral.PLAN_ON, Type.DATE),
            writable(WorkReferral.PLAN_HAS_COURSE, Type.BOOLEAN),
            writable(WorkReferral.WORK_KIND, Type.CHOICE),
            writable(WorkReferral.STARTS_ON, Type.DATE),
            writable(WorkReferral.COVERS_NEED, Type.BOOLEAN),
            writable(ASK_AGAIN, Type.BOOLEAN),
            writable(NEXT, Type.CHOICE),
            shown(STATUS, Type.TEXT),
            shown(DEADLINES, Type.TEXT),
            shown(HAS_PLAN, Type.BOOLEAN),
            shown(PLAN_MADE, Type.BOOLEAN),
            shown(PERMIT_ASKED, Type.BOOLEAN));

    private final WorkReferral work;
    private final Cases cases;
    private final CaseAccess access;
    private final Clock clock;

    WorkFields(WorkReferral work, Cases cases, CaseAccess access, Clock clock) {
        this.work = work;
        this.cases = cases;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public Collection<FormField> fields() {
        return FIELDS;
    }

    @Override
    public int order() {
        return 150;
    }

    private Optional<ReferralId> referral(FormContext context) {
        return context.processKey().equals(PROCESS)
                        && context.caseId().filter(access::visible).isPresent()
                ? Optional.of(ReferralId.of(context.businessKey()))
                : Optional.empty();
    }

    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        Map<String, Object> values = new LinkedHashMap<>();
        Optional<ReferralId> found = referral(context);
        if (found.isEmpty()) {
            return values;
        }
        Map<String, String> known = work.known(found.get());
        KeptFacts.show(FIELDS, known, values);
        values.remove(WorkReferral.PLAN_ASK_ON);
        values.put(PLAN_MADE, known.containsKey(WorkReferral.PLAN_ON));
        values.put(STATUS, work.statusText(found.get()));
        if (wanted.contains(DEADLINES)) {
            values.put(DEADLINES, work.deadlinesText(found.get()));
        }
        if (wanted.contains(HAS_PLAN)) {
            values.put(HAS_PLAN, work.hasPlan(found.get()));
        }
        if (wanted.contains(PERMIT_ASKED)) {
            values.put(PERMIT_ASKED, work.permitAsked(context.requireCase()));
        }
        values.keySet().retainAll(wanted);
        return values;
    }

    @Override
    public void check(FormContext context, FormInput input) {
        Optional<ReferralId> found = referral(context);
        if (found.isEmpty()) {
            input.reject("", "Diese Angaben gehören zu einer Vermittlung in Arbeit.");
            return;
        }
        var file = cases.get(context.requireCase());
        if (!file.open()) {
            input.reject("", Cases.closedMessage(file));
            return;
        }
        switch (context.formKey()) {
            case NEEDS -> {
                choice(input, WorkReferral.EDUCATION, Education.class, "Welchen Abschluss hat die Person?");
                yesNo(input, WorkReferral.EXPERIENCE);
                yesNo(input, WorkReferral.OFFER);
                input.requireText(WorkReferral.GOAL, "Was möchte die Person arbeiten?");
                input.limit(WorkReferral.GOAL, LONGEST_GOAL);
                permit(context, input);
            }
            case TALK -> checkTalk(input);
            case RETRY -> yesNo(input, ASK_AGAIN);
            case PLAN -> checkPlan(found.get(), input);
            case FOLLOW -> {
                choice(input, NEXT, WorkNext.class, "Wie geht es weiter?");
                if (input.has(WorkReferral.PLAN_ON)) {
                    checkPlanDay(found.get(), input);
                }
                permit(context, input)
                        .filter(permit -> permit != Permit.ALLOWED)
                        .filter(permit -> input.choice(NEXT, WorkNext.class)
                                .filter(WorkNext.IN_WORK::equals)
                                .isPresent())
                        .ifPresent(
                                permit -> input.reject(
                                        WorkReferral.PERMIT,
                                        "Ohne Erlaubnis darf die Arbeit nicht beginnen (§ 4a Abs. 4, 5 AufenthG). Bitte tragen Sie ein, wenn sie erlaubt ist; bis dahin: „weiter begleiten“."));
            }
            case RESULT -> {
                choice(input, WorkReferral.WORK_KIND, WorkKind.class, "Was beginnt?");
                if (input.date(WorkReferral.STARTS_ON).isEmpty()) {
                    input.reject(WorkReferral.STARTS_ON, "Wann beginnt es?");
                }
                PlausibleDays.check(input, WorkReferral.STARTS_ON, BusinessCalendar.today(clock));
                yesNo(input, WorkReferral.COVERS_NEED);
            }
            default -> {}
        }
    }

    /** Asked only of who stays without a title; the rest may work. */
    private Optional<Permit> permit(FormContext context, FormInput input) {
        if (!work.permitAsked(context.requireCase())) {
            return Optional.empty();
        }
        choice(input, WorkReferral.PERMIT, Permit.class, "Was steht im Ausweis: Darf die Person arbeiten?");
        return input.choice(WorkReferral.PERMIT, Permit.class);
    }

    private void checkPlan(ReferralId id, FormInput input) {
        choice(input, PLAN_STATE, PlanState.class, "Liegt der Kooperationsplan vor?");
        Optional<PlanState> state = input.choice(PLAN_STATE, PlanState.class);
        if (state.filter(s -> s == PlanState.LATER).isPresent()) {
            ahead(input, WorkReferral.PLAN_ASK_ON, "Wann fragen Sie wieder nach?");
        }
        if (state.filter(s -> s == PlanState.MADE).isEmpty()) {
            return;
        }
        yesNo(input, WorkReferral.PLAN_HAS_COURSE);
        checkPlanDay(id, input);
    }

    private void checkPlanDay(ReferralId id, FormInput input) {
        Optional<LocalDate> on = past(input, WorkReferral.PLAN_ON, "Von wann ist der Kooperationsplan?");
        String talk = work.known(id).get(WorkReferral.TALK_ON);
        if (on.isPresent() && talk != null && !talk.isEmpty() && on.get().isBefore(LocalDate.parse(talk))) {
            input.reject(
                    WorkReferral.PLAN_ON,
                    "Der Kooperationsplan kann nicht vor dem ersten Gespräch vom %s liegen."
                            .formatted(BusinessCalendar.german(LocalDate.parse(talk))));
        }
    }

    private void checkTalk(FormInput input) {
        choice(input, TALK_OUTCOME, TalkOutcome.class, "Hat das Gespräch stattgefunden?");
        Optional<TalkOutcome> outcome = input.choice(TALK_OUTCOME, TalkOutcome.class);
        if (outcome.filter(o -> o == TalkOutcome.HELD).isPresent()) {
            past(input, WorkReferral.TALK_ON, "Wann war das erste Gespräch?");
            yesNo(input, WorkReferral.ANALYSED);
            yesNo(input, WorkReferral.RECOGNITION);
        } else if (outcome.filter(o -> o == TalkOutcome.POSTPONED).isPresent()) {
            ahead(input, TALK_MOVED_TO, "Auf welchen Tag ist das Gespräch verschoben?");
        }
    }

    private void ahead(FormInput input, String key, String question) {
        Optional<LocalDate> day = input.date(key);
        if (day.isEmpty()) {
            input.reject(key, question);
        } else if (!day.get().isAfter(BusinessCalendar.today(clock))) {
            input.reject(key, "Der %s liegt nicht in der Zukunft.".formatted(BusinessCalendar.german(day.get())));
        }
        PlausibleDays.check(input, key, BusinessCalendar.today(clock));
    }

    private static void yesNo(FormInput input, String key) {
        if (input.bool(key).isEmpty()) {
            input.reject(key, "Bitte antworten Sie mit Ja oder Nein.");
        }
    }

    private static <E extends Enum<E>> void choice(FormInput input, String key, Class<E> type, String question) {
        if (input.choice(key, type).isEmpty()) {
            input.reject(key, question);
        }
    }

    private Optional<LocalDate> past(FormInput input, String key, String question) {
        Optional<LocalDate> day = input.date(key);
        if (day.isEmpty()) {
            input.reject(key, question);
        }
        day.filter(d -> d.isAfter(BusinessCalendar.today(clock)))
                .ifPresent(
                        d -> input.reject(key, "Der %s liegt in der Zukunft.".formatted(BusinessCalendar.german(d))));
        PlausibleDays.check(input, key, BusinessCalendar.today(clock));
        return day;
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        ReferralId id = referral(context).orElseThrow();
        Map<String, String> kept = new LinkedHashMap<>();
        FIELDS.stream()
                .filter(f -> f.writable() && input.has(f.key()) && !NOT_KEPT.contains(f.key()))
                .forEach(f -> kept.put(
                        f.key(),
                        switch (f.type()) {
                            case BOOLEAN ->
                                input.bool(f.key()).map(String::valueOf).orElse("");
                            case DATE ->
                                input.date(f.key()).map(LocalDate::toString).orElse("");
                            default -> input.text(f.key()).orElse("");
                        }));
        work.keep(id, kept);
        return switch (context.formKey()) {
            case TALK -> {
                TalkOutcome outcome =
                        input.choice(TALK_OUTCOME, TalkOutcome.class).orElseThrow();
                switch (outcome) {
                    case HELD -> {}
                    case POSTPONED ->
                        work.talkMoved(id, input.date(TALK_MOVED_TO).orElseThrow());
                    case MISSED_EXCUSED, NONE -> work.talkMissed(id, true);
                    case MISSED -> work.talkMissed(id, false);
                }
                yield Answers.of(ReferralProcess.TALK_OUTCOME, outcome)
                        .and(ReferralProcess.RECOGNITION_WISHED, input.isTrue(WorkReferral.RECOGNITION))
                        .and(ReferralProcess.PLAN_NEEDED, work.hasPlan(id));
            }
            case PLAN -> {
                PlanState state = input.choice(PLAN_STATE, PlanState.class).orElseThrow();
                if (state != PlanState.LATER) {
                    work.keep(id, Map.of(WorkReferral.PLAN_ASK_ON, ""));
                }
                if (state == PlanState.MADE) {
                    work.planMade(id);
                }
                yield Answers.of(ReferralProcess.PLAN_STATE, state);
            }
            case RESULT -> {
                work.workFound(id);
                yield Answers.none();
            }
            case RETRY -> Answers.of(ReferralProcess.ASK_AGAIN, input.isTrue(ASK_AGAIN));
            case FOLLOW ->
                Answers.of(
                        ReferralProcess.WORK_NEXT,
                        input.choice(NEXT, WorkNext.class).orElseThrow());
            default -> Answers.none();
        };
    }
}
