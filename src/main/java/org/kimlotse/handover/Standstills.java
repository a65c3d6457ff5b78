package org.kimlotse.handover;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.handover.facts.HandoverPause;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.GermanDates;
import org.springframework.stereotype.Component;

/** What every module that knows of pauses says, in one answer. */
@Component
public class Standstills {

    private final List<HandoverPauses> sources;
    private final Handovers handovers;

    Standstills(List<HandoverPauses> sources, Handovers handovers) {
        this.handovers = handovers;
        this.sources = List.copyOf(sources);
    }

    /** The longest, if the case stands still now. */
    public Optional<HandoverPauses.Standstill> now(CaseId caseId) {
        return sources.stream()
                .flatMap(source -> source.now(caseId).stream())
                .max(Comparator.comparing(HandoverPauses.Standstill::lookAgain));
    }

    /** Why nothing of it may go out now, German, or null: a person has to decide, or the case stands still. */
    public @Nullable String reason(Handover handover) {
        if (handover.heldReason() != null || !handover.open()) {
            return handover.heldReason();
        }
        return now(handover.caseId()).map(HandoverPauses.Standstill::sentence).orElse(null);
    }

    /** "angehalten seit 02.09.2026", if nothing of it may go out now: of the whole case, or of this step; else empty. */
    public String since(Handover handover) {
        return !handover.open()
                ? ""
                : now(handover.caseId())
                        .map(HandoverPauses.Standstill::since)
                        .or(() -> handover.heldReason() == null
                                ? Optional.empty()
                                : handovers
                                        .lastEvent(handover.id(), HandoverAction.HELD)
                                        .map(HandoverEvent::at))
                        .map(Standstills::since)
                        .orElse("");
    }

    /** The same of what else the case has to do. */
    public String since(CaseId caseId) {
        return now(caseId)
                .map(HandoverPauses.Standstill::since)
                .map(Standstills::since)
                .orElse("");
    }

    private static String since(Instant from) {
        return "angehalten seit " + GermanDates.day(from);
    }

    /** Oldest first, for every case asked about. */
    Map<CaseId, List<HandoverPause>> of(Collection<Handover> handovers) {
        Map<CaseId, List<HandoverPause>> all = new HashMap<>();
        var cases = handovers.stream().map(Handover::caseId).collect(Collectors.toSet());
        sources.forEach(source -> source.of(cases)
                .forEach((caseId, pauses) ->
                        all.computeIfAbsent(caseId, c -> new ArrayList<>()).addAll(pauses)));
        all.values().forEach(pauses -> pauses.sort(Comparator.comparing(HandoverPause::from)));
        return all;
    }
}
