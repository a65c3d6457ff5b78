package org.kimlotse.casefile;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.CaseId;

/** How an attempt to open a case ended. What cannot be taken at all is {@link org.kimlotse.shared.Refused}. */
public sealed interface Opening {

    /**
     * @param caseId the new case, or the one this token had opened before
     * @param notices German, to be shown: for example that the birth date was marked as uncertain
     */
    record Opened(CaseId caseId, List<String> notices) implements Opening {
        public Opened {
            notices = List.copyOf(notices);
        }
    }

    /** Nothing was saved: one or more people look alike. Opening is possible all the same. */
    record DuplicateSuspected(List<Duplicate> duplicates, String message) implements Opening {
        public DuplicateSuspected {
            duplicates = List.copyOf(duplicates);
        }
    }

    /** A person in a case that the asking user may see. */
    record Duplicate(
            CaseId caseId,
            Case.State state,
            String givenName,
            String familyName,
            @Nullable LocalDate birthDate,
            String reason) {}
}
