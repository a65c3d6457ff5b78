package org.kimlotse.referral.process;

import static org.kimlotse.engine.FormField.shown;
import static org.kimlotse.engine.FormField.writable;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kimlotse.casefile.Cases;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.engine.FormSection;
import org.kimlotse.referral.Health;
import org.kimlotse.referral.HealthReferral;
import org.kimlotse.referral.Referral;
import org.kimlotse.referral.ReferralId;
import org.kimlotse.referral.ReferralRecords;
import org.kimlotse.referral.process.ReferralProcess.ConfidentialDecision;
import org.kimlotse.referral.process.ReferralProcess.GoesOn;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.stereotype.Component;

/** The fields of a confidential referral: all of them live in the health compartment, none in the engine. */
@Component
class HealthFields implements FormSection {

    static final String PROCESS = "referral-health";

    private static final String NEEDS = "confidential-needs";
    private static final String CHOOSE = "confidential-addressee";
    private static final String APPROVAL = "confidential-approval";
    private static final String FOLLOW = "confidential-follow";
    private static final String DEADLINE = "confidential-deadline";
    private static final String CONTINUITY = "confidential-continuity";

    private static final String NOTE = "confidentialNote";
    private static final String OBJECTION = "confidentialObjection";
    private static final String DECISION = "confidentialDecision";
    private static final String STATUS = "confidentialStatus";
    private static final String PROPOSALS = "confidentialProposals";

    private static final int LONGEST = 4_000;
    private static final int LONGEST_NAME = 120;

    /** Asked anew each time; what was answered before stands in the text above. */
    private static final Set<String> ASKED_ANEW = Set.of(
            HealthReferral.HEARD,
            HealthReferral.APPOINTMENT,
            HealthReferral.APPROVAL,
            HealthReferral.REFUSAL_SERVED,
            HealthReferral.ONGOING);

    private static final Set<String> KEPT_OTHERWISE = Set.of(DECISION, NOTE, HealthReferral.APPOINTMENT);

    private enum Observation {
        CONCENTRATION,
        SLEEP,
        FLASHBACKS,
        WITHDRAWAL,
        PAIN,
        VIOLENCE,
        GRIEF,
        SUBSTANCE,
        CONFUSED,
        PREGNANCY,
        CHRONIC,
        DISABILITY,
        MEDICATION,
        CHILD
    }

    private enum Addressee {
        PSZ,
        SPDI,
        HAUSARZT
    }

    private enum Approval {
        GRANTED,
        REFUSED,
        NONE
    }

    private enum Advice {
        REFERRED,
        OBJECTED,
        NOT_WANTED
    }

    private static final List<FormField> FIELDS = List.of(
            writable(HealthReferral.OBSERVATIONS, Type.CHOICES),
            writable(HealthReferral.IMPAIRED, Type.BOOLEAN),
            writable(HealthReferral.OWN_WORDS, Type.TEXT),
            writable(HealthReferral.WISHES, Type.TEXT),
            writable(HealthReferral.INTERPRETING, Type.TEXT),
            writable(HealthReferral.THERAPY, Type.BOOLEAN),
            writable(HealthReferral.ADDRESSEE, Type.CHOICE),
            writable(HealthReferral.APPROVAL, Type.CHOICE),
            writable(HealthReferral.REFUSAL_SERVED, Type.DATE),
            writable(HealthReferral.ADVICE, Type.CHOICE),
            writable(HealthReferral.ADVICE_FROM, Type.TEXT),
            writable(HealthReferral.HEARD, Type.CHOICE),
            writable(HealthReferral.APPOINTMENT, Type.DATE),
            writable(HealthReferral.ONGOING, Type.BOOLEAN),
            writable(NOTE, Type.TEXT),
            writable(DECISION, Type.CHOICE),
            shown(STATUS, Type.TEXT),
            shown(OBJECTION, Type.TEXT),
            shown(PROPOSALS, Type.TEXT));

    private final HealthReferral referral;
    private final Health health;
    private final ReferralRecords referrals;
    private final Cases cases;
    private final Clock clock;

    HealthFields(HealthReferral referral, Health health, ReferralRecords referrals, Cases cases, Clock clock) {
        this.referral = referral;
        this.health = health;
        this.referrals = referrals;
        this.cases = cases;
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

    /** Empty for everybody but the case's own manager. */
    private Optional<Referral> open(FormContext context) {
        return context.processKey().equals(PROCESS)
                ? context.caseId()
                        .filter(health::open)
                        .flatMap(c -> referrals.find(ReferralId.of(context.businessKey())))
                : Optional.empty();
    }

    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        Map<String, Object> values = new LinkedHashMap<>();
        Optional<Referral> found = open(context);
        if (found.isEmpty()) {
            return values;
        }
        Map<String, String> notes = health.notes(found.get());
        KeptFacts.show(FIELDS, notes, values);
        values.keySet().removeAll(ASKED_ANEW);
        values.put(STATUS, referral.statusText(found.get().id()));
        values.put(
                OBJECTION,
                referral.objectionPending(found.get().id())
                        .map(until -> "Bis zum **%s** kann die Person Widerspruch einlegen."
                                .formatted(BusinessCalendar.german(until)))
                        .orElse(""));
        if (wanted.contains(PROPOSALS)) {
            values.put(PROPOSALS, referral.proposals(found.get().id()));
        }
        values.keySet().retainAll(wanted);
        return values;
    }

    @Override
    public void check(FormContext context, FormInput input) {
        if (open(context).isEmpty()) {
            input.reject("", "Diese Aufgabe kann nur bearbeiten, wer den Fall selbst führt.");
            return;
        }
        var file = cases.get(context.requireCase());
        if (!file.open()) {
            input.reject("", Cases.closedMessage(file));
            return;
        }
        for (String key : List.of(HealthReferral.OWN_WORDS, HealthReferral.WISHES, HealthReferral.INTERPRETING, NOTE)) {
            input.limit(key, LONGEST);
        }
        switch (context.formKey()) {
            case NEEDS -> checkNeeds(input);
            case CHOOSE -> {
                Optional<ConfidentialDecision> decision = input.choice(DECISION, ConfidentialDecision.class);
                if (decision.isEmpty()) {
                    input.reject(DECISION, "Wie geht es weiter?");
                }
                if (decision.filter(d -> d == ConfidentialDecision.REFER).isPresent()
                        && input.choice(HealthReferral.ADDRESSEE, Addressee.class)
                                .isEmpty()) {
                    input.reject(HealthReferral.ADDRESSEE, "Wer soll gefragt werden?");
                }
                if (decision.filter(d -> d == ConfidentialDecision.BACK).isPresent()
                        && !referral.attached(ReferralId.of(context.businessKey()))) {
                    input.reject(DECISION, "Noch begleitet keine Stelle. Bitte wählen Sie anders.");
                }
                if (decision.filter(d -> d == ConfidentialDecision.STOP).isPresent()) {
                    referral.objectionPending(ReferralId.of(context.businessKey()))
                            .ifPresent(until -> input.reject(
                                    DECISION,
                                    "Bis zum %s kann die Person Widerspruch einlegen. Bitte wählen Sie „Doch keine weitere Stelle“ und halten Sie dann fest, was damit ist."
                                            .formatted(BusinessCalendar.german(until))));
                }
            }
            case APPROVAL -> checkApproval(input);
            case DEADLINE -> checkAdvice(input);
            case FOLLOW -> checkFollow(ReferralId.of(context.businessKey()), input);
            default -> {}
        }
    }

    private void checkApproval(FormInput input) {
        Optional<Approval> approval = input.choice(HealthReferral.APPROVAL, Approval.class);
        if (approval.isEmpty()) {
            input.reject(HealthReferral.APPROVAL, "Wie wurde entschieden?");
        }
        if (approval.filter(a -> a == Approval.REFUSED).isEmpty()) {
            return;
        }
        LocalDate today = BusinessCalendar.today(clock);
        Optional<LocalDate> served = input.date(HealthReferral.REFUSAL_SERVED);
        if (served.isEmpty()) {
            input.reject(
                    HealthReferral.REFUSAL_SERVED,
                    "Wann ist der Bescheid bei der Person angekommen? Davon hängt die Widerspruchsfrist ab.");
        } else if (served.get().isAfter(today)) {
            input.reject(HealthReferral.REFUSAL_SERVED, "Dieser Tag liegt in der Zukunft.");
        }
        PlausibleDays.check(input, HealthReferral.REFUSAL_SERVED, today);
    }

    private static void checkAdvice(FormInput input) {
        Optional<Advice> advice = input.choice(HealthReferral.ADVICE, Advice.class);
        if (advice.isEmpty()) {
            input.reject(HealthReferral.ADVICE, "Bitte wählen Sie, was geklärt ist.");
        } else if (advice.get() == Advice.REFERRED) {
            input.requireText(HealthReferral.ADVICE_FROM, "An wen die Person vermittelt wurde, fehlt.");
            input.limit(HealthReferral.ADVICE_FROM, LONGEST_NAME);
        }
    }

    private void checkFollow(ReferralId id, FormInput input) {
        Optional<GoesOn> heard = input.choice(HealthReferral.HEARD, GoesOn.class);
        if (heard.isEmpty()) {
            input.reject(HealthReferral.HEARD, "Wie geht es weiter?");
            return;
        }
        switch (heard.get()) {
            case CONTINUE, POSTPONED -> checkAppointment(heard.get(), input);
            case MISSED -> {
                referral.appointmentAhead(id)
                        .ifPresent(ahead -> input.reject(
                                HealthReferral.HEARD,
                                "Der Termin ist erst am %s. Ist er verschoben oder abgesagt, wählen Sie bitte das."
                                        .formatted(BusinessCalendar.german(ahead))));
                checkAppointment(heard.get(), input);
            }
            case APPLY -> {
                if (!referral.applicationPossible(id)) {
                    input.reject(
                            HealthReferral.HEARD,
                            "Beim Sozialamt ist zurzeit nichts zu beantragen: Die Person bekommt keine Grundleistungen nach dem AsylbLG.");
                }
            }
            case STOP -> checkObjection(id, false, input);
            case DONE -> {
                checkObjection(id, true, input);
                Optional<Boolean> ongoing = input.bool(HealthReferral.ONGOING);
                if (ongoing.isEmpty()) {
                    input.reject(HealthReferral.ONGOING, "Bitte antworten Sie mit Ja oder Nein.");
                } else if (ongoing.get() && referral.continuityOpen(id)) {
                    input.reject(
                            HealthReferral.HEARD,
                            "Der Rechtskreis wechselt, und die Fortführung ist noch nicht geprüft. Bitte begleiten Sie bis dahin weiter.");
                }
            }
            default -> {}
        }
    }

    /** Nobody else looks after a period that runs. */
    private void checkObjection(ReferralId id, boolean settled, FormInput input) {
        referral.objectionPending(id).ifPresent(until -> {
            Optional<Advice> advice = input.choice(HealthReferral.ADVICE, Advice.class);
            if (advice.isEmpty() || settled && advice.get() == Advice.REFERRED) {
                input.reject(
                        HealthReferral.ADVICE,
                        "Bis zum %s kann die Person Widerspruch einlegen. Bitte halten Sie fest, was damit ist, oder begleiten Sie bis dahin weiter."
                                .formatted(BusinessCalendar.german(until)));
            }
        });
    }

    private void checkAppointment(GoesOn heard, FormInput input) {
        LocalDate today = BusinessCalendar.today(clock);
        Optional<LocalDate> next = input.date(HealthReferral.APPOINTMENT);
        if (heard == GoesOn.POSTPONED && next.isEmpty()) {
            input.reject(HealthReferral.APPOINTMENT, "Auf welchen Tag ist der Termin verschoben?");
        }
        if (next.filter(day -> day.isBefore(today)).isPresent()) {
            input.reject(HealthReferral.APPOINTMENT, "Der nächste Termin liegt in der Vergangenheit.");
        }
        PlausibleDays.check(input, HealthReferral.APPOINTMENT, today);
    }

    private static void checkNeeds(FormInput input) {
        List<String> observed = input.choices(HealthReferral.OBSERVATIONS);
        boolean known = observed.stream().allMatch(name -> Arrays.stream(Observation.values())
                .anyMatch(o -> o.name().equals(name)));
        if (!known) {
            input.reject(HealthReferral.OBSERVATIONS, "Diese Auswahl gibt es nicht.");
        }
        if (observed.isEmpty() && input.text(HealthReferral.OWN_WORDS).isEmpty()) {
            input.reject(
                    HealthReferral.OBSERVATIONS,
                    "Was sagt die Person, oder was ist aufgefallen? Bitte keine Diagnose.");
        }
        for (String key : List.of(HealthReferral.IMPAIRED, HealthReferral.THERAPY)) {
            if (input.bool(key).isEmpty()) {
                input.reject(key, "Bitte antworten Sie mit Ja oder Nein.");
            }
        }
    }

    @Override
    public Answers write(FormContext context, FormInput input) {
        Referral found = open(context).orElseThrow();
        FIELDS.stream()
                .filter(FormField::writable)
                .filter(f -> input.has(f.key()) && !KEPT_OTHERWISE.contains(f.key()))
                .forEach(f -> health.keep(found, f.key(), text(f, input)));
        input.text(NOTE).ifPresent(note -> health.remark(found, note));
        return switch (context.formKey()) {
            case CHOOSE ->
                Answers.of(
                        ReferralProcess.CONFIDENTIAL_DECISION,
                        input.choice(DECISION, ConfidentialDecision.class).orElseThrow());
            case APPROVAL -> decided(found, input);
            case FOLLOW -> followed(found, input);
            case CONTINUITY -> {
                referral.continuityChecked(found.id());
                yield Answers.none();
            }
            default -> Answers.none();
        };
    }

    private static String text(FormField field, FormInput input) {
        return switch (field.type()) {
            case BOOLEAN -> input.bool(field.key()).map(String::valueOf).orElse("");
            case DATE -> input.date(field.key()).map(LocalDate::toString).orElse("");
            case CHOICES -> String.join(",", input.choices(field.key()));
            default -> input.text(field.key()).orElse("");
        };
    }

    /** What was said about an earlier notice does not belong to this one. */
    private Answers decided(Referral found, FormInput input) {
        boolean refused = input.choice(HealthReferral.APPROVAL, Approval.class).orElseThrow() == Approval.REFUSED;
        health.keep(found, HealthReferral.ADVICE, "");
        health.keep(found, HealthReferral.ADVICE_FROM, "");
        if (!refused) {
            health.keep(found, HealthReferral.REFUSAL_SERVED, "");
        }
        return Answers.of(ReferralProcess.CONFIDENTIAL_DEADLINE, refused);
    }

    private Answers followed(Referral found, FormInput input) {
        GoesOn heard = input.choice(HealthReferral.HEARD, GoesOn.class).orElseThrow();
        Optional<LocalDate> next = input.date(HealthReferral.APPOINTMENT);
        boolean stands = heard == GoesOn.ANOTHER
                || heard == GoesOn.APPLY
                || heard == GoesOn.CONTINUE
                        && next.isEmpty()
                        && referral.appointmentAhead(found.id()).isPresent();
        if (!stands) {
            health.keep(
                    found,
                    HealthReferral.APPOINTMENT,
                    next.map(LocalDate::toString).orElse(""));
        }
        if (heard == GoesOn.CANCELLED) {
            referral.refused(found);
        }
        if (heard == GoesOn.APPLY) {
            health.keep(found, HealthReferral.THERAPY, String.valueOf(true));
        }
        return Answers.of(ReferralProcess.CONFIDENTIAL_GOES_ON, heard);
    }
}
