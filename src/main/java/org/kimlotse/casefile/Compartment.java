package org.kimlotse.casefile;

import java.util.Optional;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.springframework.stereotype.Component;

/**
 * The health compartment of a case: who may look inside. That is who runs the case, and the system for its own steps;
 * nobody else, whatever group they are in, deputies and coordination included. Every module that shows something of a case
 * asks here, so that there is one answer. Breaking the glass opens one page and not this. Whoever runs a case because
 * somebody else than its manager gave it to them waits until coordination has confirmed it: nobody gives themselves the key.
 */
@Component
public class Compartment {

    /** For whoever runs a case that others gave them. */
    private static final String AWAITED =
            " Sie führen den Fall, aber andere haben ihn an Sie gegeben: Das gilt auch für Sie, bis die Koordination entschieden hat.";

    private final Cases cases;
    private final CompartmentLocks locks;
    private final Actors actors;

    Compartment(Cases cases, CompartmentLocks locks, Actors actors) {
        this.cases = cases;
        this.locks = locks;
        this.actors = actors;
    }

    /** Whether the acting user may see what tells of the person's health. */
    public boolean open(CaseId caseId) {
        return actors.current()
                .map(actor -> cases.find(caseId, actor.teams())
                        .filter(file -> file.caseManager().equals(actor.id()))
                        .filter(file -> locks.shutting(caseId).isEmpty())
                        .isPresent())
                .orElse(true);
    }

    /** Whether it is shut even for the one who runs the case, because coordination has not confirmed the change of hands. */
    public boolean awaitsConfirmation(CaseId caseId) {
        return locks.shutting(caseId).isPresent();
    }

    /** Who does the confidential work of a case now; nobody while coordination has not confirmed the change of hands. */
    public Optional<String> insider(CaseId caseId) {
        return awaitsConfirmation(caseId)
                ? Optional.empty()
                : Optional.of(cases.get(caseId).caseManager());
    }

    /**
     * What is said to somebody for whom it is shut. Whoever runs the case is told why that holds for them too.
     *
     * @param germanMessage the same whether or not there is anything inside
     */
    public String whyShut(CaseId caseId, String germanMessage) {
        boolean runsIt =
                awaitsConfirmation(caseId) && cases.get(caseId).caseManager().equals(actors.currentId());
        return runsIt ? germanMessage + AWAITED : germanMessage;
    }

    /** @throws Refused with this message, German; it must be the same whether or not there is anything inside */
    public void requireOpen(CaseId caseId, String germanMessage) {
        if (!open(caseId)) {
            throw new Refused(whyShut(caseId, germanMessage));
        }
    }
}
