package org.kimlotse.consent;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Compartment;
import org.kimlotse.consent.Consent.Form;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The talk in which consent is asked for: what is proposed, what the person answers. */
@Service
public class ConsentTalk {

    /** The person's answer to the list of proposals. */
    public enum Answer {
        ALL_LISTED,
        SOME,
        NONE
    }

    private final Consents consents;
    private final ConsentManagement management;
    private final StandardConsents standard;
    private final Cases cases;
    private final Compartment compartment;
    private final Actors actors;
    private final Clock clock;

    ConsentTalk(
            Consents consents,
            ConsentManagement management,
            StandardConsents standard,
            Cases cases,
            Compartment compartment,
            Actors actors,
            Clock clock) {
        this.consents = consents;
        this.management = management;
        this.standard = standard;
        this.cases = cases;
        this.compartment = compartment;
        this.actors = actors;
        this.clock = clock;
    }

    /** What would be asked for today. */
    public List<StandardConsents.Proposal> proposals(CaseId caseId) {
        return standard.proposedFor(cases.get(caseId).municipality(), BusinessCalendar.today(clock));
    }

    /** Name of an office for people. */
    public String officeLabel(String recipient) {
        return consents.label(recipient);
    }

    /**
     * Takes down the answer: all that is listed, only some rows, or nothing. What was listed and not given is recorded as
     * refused, so that nobody asks again by accident.
     *
     * @param rows what was given if the answer is {@link Answer#SOME}
     * @param offices with which the person has to do: all that is listed means all of theirs, and nobody else is asked for;
     *     null if that was not asked
     * @param validUntil for all that is listed, or null for the usual period
     * @param form for all that is listed
     */
    @Transactional
    public void record(
            CaseId caseId,
            Answer answer,
            List<ConsentManagement.Statement> rows,
            @Nullable Set<String> offices,
            @Nullable LocalDate validUntil,
            @Nullable Form form,
            String refusedNote,
            ConsentManagement.Explained explained) {
        List<StandardConsents.Proposal> listed = proposals(caseId);
        List<ConsentManagement.Statement> statements = new ArrayList<>();
        if (answer == Answer.ALL_LISTED) {
            listed.stream()
                    .filter(p -> offices == null || offices.contains(p.recipient()))
                    .forEach(p -> statements.add(new ConsentManagement.Statement(
                            p.recipient(), p.purpose(), p.categories(), true, validUntil, form)));
        } else {
            List<ConsentManagement.Statement> given = answer == Answer.SOME ? rows : List.of();
            statements.addAll(given);
            for (StandardConsents.Proposal proposal : listed) {
                Set<DataCategory> refused = new LinkedHashSet<>(proposal.categories());
                given.stream()
                        .filter(row ->
                                row.recipient().equals(proposal.recipient()) && row.purpose() == proposal.purpose())
                        .forEach(row -> refused.removeAll(row.categories()));
                if (!refused.isEmpty()) {
                    statements.add(new ConsentManagement.Statement(
                            proposal.recipient(), proposal.purpose(), refused, false, null, null));
                }
            }
        }
        management.record(caseId, statements, explained);
        consents.recordTalk(caseId, answer.name(), refusedNote, actors.currentId());
    }

    /** The last answer, or empty if the person was never asked. */
    public Optional<Answer> lastAnswer(CaseId caseId) {
        return consents.lastTalk(caseId).map(talk -> Answer.valueOf(talk.answer()));
    }

    /** The note on what was refused last time; empty text if there is none. */
    public String lastNote(CaseId caseId) {
        return consents.lastTalk(caseId).map(Consents.Talk::note).orElse("");
    }

    /** The proposals and what holds already, Markdown, German. */
    public String list(CaseId caseId) {
        LocalDate today = BusinessCalendar.today(clock);
        StringBuilder text =
                new StringBuilder("**Vorgeschlagen** (jede einzeln, freiwillig, jederzeit widerrufbar):\n\n");
        List<StandardConsents.Proposal> proposals = proposals(caseId);
        if (proposals.isEmpty()) {
            text.append("Für diese Gemeinde sind noch keine Stellen eingetragen.\n");
        }
        proposals.forEach(p -> text.append("- **%s** – Zweck: %s – Daten: %s%n"
                .formatted(
                        officeLabel(p.recipient()),
                        p.purpose().label(),
                        p.categories().stream()
                                .sorted()
                                .map(DataCategory::label)
                                .collect(Collectors.joining("; ")))));
        Map<String, List<String>> valid = new LinkedHashMap<>();
        boolean inside = compartment.open(caseId);
        for (Consent consent : consents.of(caseId)) {
            if (consent.confidential() && !inside) {
                continue;
            }
            LocalDate until = consent.validUntil();
            if (consent.covers(today) && until != null) {
                valid.computeIfAbsent(
                                "%s – Zweck: %s – bis %s"
                                        .formatted(
                                                officeLabel(consent.recipient()),
                                                consent.purpose().label(),
                                                BusinessCalendar.german(until)),
                                key -> new ArrayList<>())
                        .add(consent.category().label());
            }
        }
        if (!valid.isEmpty()) {
            text.append("\n**Liegt schon vor:**\n\n");
            valid.forEach((line, categories) -> text.append("- ")
                    .append(line)
                    .append(" – ")
                    .append(String.join("; ", categories))
                    .append("\n"));
        }
        return text.toString().strip();
    }
}
