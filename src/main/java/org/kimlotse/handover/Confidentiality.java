package org.kimlotse.handover;

import java.util.List;
import org.kimlotse.casefile.Compartment;
import org.kimlotse.directory.Directory;
import org.kimlotse.shared.Actors;
import org.springframework.stereotype.Component;

/** Who may learn what a confidential handover is about: who may look into the compartment, the receiving office, the system itself. */
@Component
public class Confidentiality {

    private final Compartment compartment;
    private final Actors actors;

    Confidentiality(Compartment compartment, Actors actors) {
        this.compartment = compartment;
        this.actors = actors;
    }

    /** True for everything that is not confidential: other rights still decide. */
    public boolean open(Handover handover) {
        return !handover.confidential()
                || actors.current().map(a -> mayKnow(handover, a)).orElse(true);
    }

    /** Those the acting user may know of. */
    public List<Handover> shown(List<Handover> handovers) {
        return handovers.stream().filter(this::open).toList();
    }

    private boolean mayKnow(Handover handover, Actors.Actor actor) {
        String receiver = handover.receiverOffice();
        return compartment.open(handover.caseId()) || receiver != null && actor.in(Directory.partnerGroup(receiver));
    }
}
