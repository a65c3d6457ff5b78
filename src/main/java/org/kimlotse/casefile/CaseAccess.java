package org.kimlotse.casefile;

import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.Texts;
import org.springframework.stereotype.Service;

/** Whether the acting user may see a case. */
@Service
public class CaseAccess {

    private final Cases cases;
    private final Actors actors;

    CaseAccess(Cases cases, Actors actors) {
        this.cases = cases;
        this.actors = actors;
    }

    /** True for the case's own team and for the system itself (a job, a migration); false for everybody else. */
    public boolean visible(CaseId id) {
        return actors.current()
                .map(actor -> cases.find(id, actor.teams()).isPresent())
                .orElse(true);
    }

    /** @throws Refused in the same words for a case that does not exist and one that is not theirs */
    public Case requireVisible(CaseId id) {
        return actors.current()
                .map(actor -> cases.find(id, actor.teams()))
                .orElseGet(() -> cases.find(id))
                .orElseThrow(() ->
                        new Refused("Den Fall %s gibt es nicht, oder er gehört nicht zu Ihrem Team.".formatted(id)));
    }

    static void refuseIfStale(Case file, int expectedVersion) {
        if (file.version() != expectedVersion) {
            throw new Refused("Der Fall %s wurde inzwischen von jemand anderem geändert. Bitte laden Sie die Seite neu."
                    .formatted(file.id()));
        }
    }

    static void requireReason(String reason, String germanMessage) {
        if (reason.isEmpty()) {
            throw new Refused(java.util.List.of(new Refused.Problem("reason", germanMessage)));
        }
        refuseIfTooLong(reason);
    }

    static void refuseIfTooLong(String text) {
        if (Texts.length(text) > Texts.LONGEST) {
            throw new Refused("Der Text ist zu lang: höchstens %d Zeichen, es sind %d."
                    .formatted(Texts.LONGEST, Texts.length(text)));
        }
    }
}
