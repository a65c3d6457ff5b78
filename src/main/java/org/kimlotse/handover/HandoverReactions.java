package org.kimlotse.handover;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.CaseClosed;
import org.kimlotse.consent.ConsentWithdrawn;
import org.kimlotse.correspondence.LetterPosted;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What other modules' events mean for handovers; in the transaction of the event. */
@Component
class HandoverReactions {

    private final HandoverManagement management;
    private final Handovers handovers;

    HandoverReactions(HandoverManagement management, Handovers handovers) {
        this.management = management;
        this.handovers = handovers;
    }

    @EventListener
    void on(ConsentWithdrawn withdrawn) {
        management.stopOnConsent(
                withdrawn.caseId(),
                withdrawn.recipient(),
                withdrawn.purpose().name(),
                withdrawn.category().name());
    }

    /** The day counts from which the letter was on its way. */
    @EventListener
    void on(LetterPosted posted) {
        handover(posted.letter().about())
                .ifPresent(handover -> management.posted(handover.id(), posted.letter(), posted.on()));
    }

    private Optional<Handover> handover(@Nullable String about) {
        try {
            return Optional.ofNullable(about)
                    .map(UUID::fromString)
                    .map(HandoverId::new)
                    .flatMap(handovers::find);
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    @EventListener
    void on(CaseClosed closed) {
        management.stopWithCase(closed.caseId());
    }
}
