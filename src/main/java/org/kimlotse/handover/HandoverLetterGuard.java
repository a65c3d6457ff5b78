package org.kimlotse.handover;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.LetterGuard;
import org.kimlotse.directory.Directory;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.GermanDates;
import org.springframework.stereotype.Component;

/**
 * Who reads the letters about handovers: the case's own team, and the people of the office a letter went to, as long as it
 * was not withdrawn. The data package is enclosed as it was shared at that sending, in a correction with what is
 * right now beside it.
 */
@Component
class HandoverLetterGuard implements LetterGuard {

    private static final Set<String> WITH_PACKAGE =
            Set.of("handover-sent", "handover-query-answered", HandoverLetterBook.CORRECTED);

    private final Handovers handovers;
    private final TransferConsents consents;
    private final CaseAccess access;
    private final Confidentiality confidentiality;
    private final DataCorrections corrections;
    private final Actors actors;

    HandoverLetterGuard(
            Handovers handovers,
            TransferConsents consents,
            CaseAccess access,
            Confidentiality confidentiality,
            DataCorrections corrections,
            Actors actors) {
        this.handovers = handovers;
        this.consents = consents;
        this.access = access;
        this.confidentiality = confidentiality;
        this.corrections = corrections;
        this.actors = actors;
    }

    @Override
    public boolean mayRead(Letter letter) {
        Optional<Handover> about = handovers.about(letter);
        if (about.isEmpty() || actors.current().isEmpty()) {
            return false;
        }
        boolean ownTeam = access.visible(about.get().caseId()) && confidentiality.open(about.get());
        boolean recipient = letter.state() != Letter.State.CANCELLED
                && (!WITH_PACKAGE.contains(letter.templateKey()) || stillWith(letter, about.get()))
                && letter.recipient()
                        .office()
                        .map(Directory::partnerGroup)
                        .filter(group ->
                                actors.current().filter(a -> a.in(group)).isPresent())
                        .isPresent();
        return ownTeam || recipient;
    }

    /** An office that declined, or that another took the place of, has no need to know any more. */
    private static boolean stillWith(Letter letter, Handover handover) {
        return letter.recipient()
                        .office()
                        .filter(office -> office.equals(handover.receiverOffice()))
                        .isPresent()
                && handover.withReceiver();
    }

    @Override
    public boolean mayPost(Letter letter) {
        return actors.current().isPresent()
                && handovers
                        .about(letter)
                        .filter(h -> access.visible(h.caseId()))
                        .filter(confidentiality::open)
                        .isPresent();
    }

    @Override
    public List<Enclosure> enclosures(Letter letter) {
        Optional<Handover> about = handovers.about(letter);
        Optional<String> office = letter.recipient().office();
        if (about.isEmpty() || office.isEmpty() || !WITH_PACKAGE.contains(letter.templateKey())) {
            return List.of();
        }
        boolean corrected = letter.templateKey().equals(HandoverLetterBook.CORRECTED);
        Map<String, DataCorrection> corrections = corrected ? this.corrections.of(about.get()) : Map.of();
        Map<String, List<Row>> byCategory = new LinkedHashMap<>();
        for (DataField field : handovers.sharedWith(about.get().id(), office.get())) {
            byCategory
                    .computeIfAbsent(heading(field.category()), c -> new ArrayList<>())
                    .add(new Row(field.label(), value(field, corrections.get(field.key()))));
        }
        List<Enclosure> enclosures = new ArrayList<>();
        if (corrected) {
            enclosures.add(new Enclosure(
                    "Anlage: Berichtigte Angaben",
                    corrections.values().stream()
                            .map(correction -> new Row(correction.label(), right(correction)))
                            .toList()));
        }
        byCategory.forEach((heading, rows) -> enclosures.add(new Enclosure(heading, rows)));
        if (letter.templateKey().equals("handover-query-answered")) {
            query(about.get()).ifPresent(enclosures::add);
        }
        return enclosures;
    }

    private static String right(DataCorrection correction) {
        String right = correction.newValue();
        String day = GermanDates.day(correction.correctedAt());
        if (right != null) {
            return "%s (%s am %s)"
                    .formatted(
                            right, CaseFileFields.states(correction.fieldKey()) ? "berichtigt" : "neu berechnet", day);
        }
        return correction.withheld()
                ? "nicht mehr richtig (seit %s). Die richtige Angabe darf ohne Einwilligung nicht weitergegeben werden."
                        .formatted(day)
                : "trifft nicht zu (berichtigt am %s)".formatted(day);
    }

    private static String value(DataField field, @Nullable DataCorrection correction) {
        return correction == null ? field.value() : "%s; vorher: %s".formatted(right(correction), field.value());
    }

    private Optional<Enclosure> query(Handover handover) {
        String question = note(handover, HandoverAction.QUERIED);
        String answer = note(handover, HandoverAction.QUERY_ANSWERED);
        return question == null || answer == null
                ? Optional.empty()
                : Optional.of(new Enclosure(
                        "Anlage: Ihre Rückfrage", List.of(new Row("Rückfrage", question), new Row("Antwort", answer))));
    }

    private @Nullable String note(Handover handover, HandoverAction action) {
        return handovers
                .lastEvent(handover.id(), action)
                .map(HandoverEvent::note)
                .orElse(null);
    }

    private String heading(String category) {
        return "Anlage: " + (category.equals(DataField.NOTE) ? "Hinweis" : consents.categoryLabel(category));
    }
}
