package org.kimlotse.casework;

import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.casefile.CaseClosing;
import org.kimlotse.casefile.Compartment;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.Texts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Closes a case out of the Fallakte, wherever its processes stand; asks the same as their last form. */
@Service
public class ClosingByHand {

    private static final int LONGEST = 2_000;

    private final CaseAccess access;
    private final Compartment compartment;
    private final CaseClosing closing;
    private final Closings closings;
    private final Attainment attainment;
    private final OpenWork openWork;

    ClosingByHand(
            CaseAccess access,
            Compartment compartment,
            CaseClosing closing,
            Closings closings,
            Attainment attainment,
            OpenWork openWork) {
        this.access = access;
        this.compartment = compartment;
        this.closing = closing;
        this.closings = closings;
        this.attainment = attainment;
        this.openWork = openWork;
    }

    /**
     * @param reached how far the goals were reached; null only if none were agreed
     * @param finding what should change in the procedures, without names; may be empty
     * @param version of the case the user saw
     * @throws Refused in German
     */
    @Transactional
    public void close(
            CaseId caseId,
            Case.ClosingReason reason,
            String note,
            @Nullable GoalAttainment reached,
            String finding,
            int version) {
        access.requireVisible(caseId);
        compartment.requireOpen(caseId, CaseClosing.ONLY_THE_MANAGER);
        openWork.obstacle(caseId).ifPresent(why -> {
            throw new Refused(why);
        });
        boolean asked = attainment.asked(caseId);
        if (asked && (reached == null || reached == GoalAttainment.NOT_AGREED)) {
            throw new Refused("Bitte wählen Sie, wie weit die Ziele erreicht sind.");
        }
        String said = Texts.clean(finding);
        if (Texts.length(said) > LONGEST) {
            throw new Refused("Der Text zu den Abläufen ist zu lang: höchstens 2.000 Zeichen.");
        }
        closing.close(caseId, reason, note, version);
        closings.record(caseId, reason, asked && reached != null ? reached : GoalAttainment.NOT_AGREED, said);
    }
}
