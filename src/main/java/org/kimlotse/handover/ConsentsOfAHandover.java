package org.kimlotse.handover;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kimlotse.consent.ConsentsNeeded;
import org.kimlotse.consent.DataCategory;
import org.kimlotse.consent.Purpose;
import org.kimlotse.engine.FormContext;
import org.springframework.stereotype.Component;

/** The receiver of the handover that is about to be sent, and what it may not be told yet. */
@Component
class ConsentsOfAHandover implements ConsentsNeeded {

    private static final String SEND = "handover-send";

    private final Handovers handovers;
    private final HandoverManagement management;
    private final TransferConsents consents;
    private final Standstills standstills;

    ConsentsOfAHandover(
            Handovers handovers, HandoverManagement management, TransferConsents consents, Standstills standstills) {
        this.standstills = standstills;
        this.handovers = handovers;
        this.management = management;
        this.consents = consents;
    }

    @Override
    public Optional<Needed> of(FormContext context) {
        if (!context.processKey().equals("handover") || !context.formKey().equals(SEND)) {
            return Optional.empty();
        }
        Handover handover = handovers.get(HandoverId.of(context.businessKey()));
        if (handover.ownStep()
                || standstills.reason(handover) != null
                || management.sendable(handover.id()).allowed()) {
            return Optional.empty();
        }
        String office = handover.requireReceiver();
        Set<DataCategory> missing = handover.dataCategories().stream()
                .filter(category -> !consents.check(handover.caseId(), office, handover.purpose(), Set.of(category))
                        .allowed())
                .map(DataCategory::valueOf)
                .collect(Collectors.toSet());
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Needed(office, Purpose.valueOf(handover.purpose()), missing));
    }
}
