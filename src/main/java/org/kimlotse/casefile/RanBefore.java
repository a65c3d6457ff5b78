package org.kimlotse.casefile;

import java.time.LocalDate;
import java.util.Optional;
import org.kimlotse.shared.CaseId;

/** Knows the cases that were worked before Lotse was. */
public interface RanBefore {

    /** Since when (Europe/Berlin); empty if Lotse saw the case begin. */
    Optional<LocalDate> since(CaseId caseId);
}
