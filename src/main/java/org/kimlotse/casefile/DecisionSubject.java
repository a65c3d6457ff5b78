package org.kimlotse.casefile;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.CaseId;

/**
 * What a decision of the rules is about. A decision that belongs to a case, also through one of its handovers, names the
 * case and goes when the case is erased; a decision about a bottleneck belongs to none and must not name one.
 *
 * @param id the case number, the handover's id or the bottleneck's id
 * @param caseId the case it belongs to, null for a bottleneck
 */
public record DecisionSubject(Kind kind, String id, @Nullable CaseId caseId) {

    public enum Kind {
        /** A person's case as a whole. */
        CASE,
        /** One handover of a case. */
        HANDOVER,
        /** A step at an office that loses handovers of many cases. */
        BOTTLENECK
    }

    public DecisionSubject {
        if ((kind == Kind.BOTTLENECK) != (caseId == null)) {
            throw new IllegalArgumentException("a " + kind + " with case " + caseId);
        }
    }

    public static DecisionSubject ofCase(CaseId caseId) {
        return new DecisionSubject(Kind.CASE, caseId.number(), caseId);
    }

    public static DecisionSubject ofHandover(UUID handoverId, CaseId caseId) {
        return new DecisionSubject(Kind.HANDOVER, handoverId.toString(), caseId);
    }

    /** The facts of such a decision are stored as they were given: without case numbers or handover ids. */
    public static DecisionSubject ofBottleneck(UUID bottleneckId) {
        return new DecisionSubject(Kind.BOTTLENECK, bottleneckId.toString(), null);
    }
}
