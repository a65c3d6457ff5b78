package org.kimlotse.referral.process;

import static org.kimlotse.engine.FormField.shown;
import static org.kimlotse.engine.FormField.writable;

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
import org.kimlotse.shared.Texts;
import org.springframework.stereotype.Component;

/** The fields of a confidential referral: all of them live in the health compartment, none in the engine. */
@Component
class HealthFields implements FormSection {

    static final String PROCESS = "referral-health";

    private static final String NEEDS = "confidential-needs";
    private static final String CHOOSE = "confidential-addressee";
    private static final String APPROVAL = "confidential-approval";
    private static final String FOLLOW = "confidential-follow";

    private static final String DECISION = "confidentialDecision";
    private static final String GOES_ON = "confidentialGoesOn";
    private static final String STATUS = "confidentialStatus";
    private static final String PROPOSALS = "confidentialProposals";

    private static final int LONGEST = 4_000;

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

    private static final List<FormField> FIELDS = List.of(
            writable(HealthReferral.OBSERVATIONS, Type.CHOICES),
            writable(HealthReferral.IMPAIRED, Type.BOOLEAN),
            writable(HealthReferral.OWN_WORDS, Type.TEXT),
            writable(HealthReferral.WISHES, Type.TEXT),
            writable(HealthReferral.INTERPRETING, Type.TEXT),
            writable(HealthReferral.THERAPY, Type.BOOLEAN),
            writable(HealthReferral.ADDRESSEE, Type.CHOICE),
            writable(HealthReferral.APPROVAL, Type.CHOICE),
            writable(HealthReferral.NOTE, Type.TEXT),
            writable(DECISION, Type.CHOICE),
            writable(GOES_ON, Type.CHOICE),
            shown(STATUS, Type.TEXT),
            shown(PROPOSALS, Type.TEXT));

    private final HealthReferral referral;
    private final Health health;
    private final ReferralRecords referrals;
    private final Cases cases;

    HealthFields(HealthReferral referral, Health health, ReferralRecords referrals, Cases cases) {
        this.referral = referral;
        this.health = health;
        this.referrals = referrals;
        this.cases = cases;
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
        values.put(STATUS, referral.statusText(found.get().id()));
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
        for (String key : List.of(
                HealthReferral.OWN_WORDS, HealthReferral.WISHES, HealthReferral.INTERPRETING, HealthReferral.NOTE)) {
            if (Texts.length(input.text(key).orElse("")) > LONGEST) {
                input.reject(key, "Der Text ist zu lang (höchstens %d Zeichen).".formatted(LONGEST));
            }
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
            }
            case APPROVAL -> {
                if (input.choice(HealthReferral.APPROVAL, Approval.class).isEmpty()) {
                    input.reject(HealthReferral.APPROVAL, "Wie wurde entschieden?");
                }
            }
            case FOLLOW -> {
                if (input.choice(GOES_ON, GoesOn.class).isEmpty()) {
                    input.reject(GOES_ON, "Wie geht es weiter?");
                }
            }
            default -> {}
        }
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
                .filter(f -> input.has(f.key())
                        && !f.key().equals(DECISION)
                        && !f.key().equals(GOES_ON))
                .forEach(f -> health.keep(
                        found,
                        f.key(),
                        switch (f.type()) {
                            case BOOLEAN ->
                                input.bool(f.key()).map(String::valueOf).orElse("");
                            case CHOICES -> String.join(",", input.choices(f.key()));
                            default -> input.text(f.key()).orElse("");
                        }));
        return switch (context.formKey()) {
            case CHOOSE ->
                Answers.of(
                        ReferralProcess.CONFIDENTIAL_DECISION,
                        input.choice(DECISION, ConfidentialDecision.class).orElseThrow());
            case FOLLOW ->
                Answers.of(
                        ReferralProcess.CONFIDENTIAL_GOES_ON,
                        input.choice(GOES_ON, GoesOn.class).orElseThrow());
            default -> Answers.none();
        };
    }
}
