package org.kimlotse.shared;

/** The log of who saw which case; kept by {@code access}, written by every module that shows one. */
public interface CaseReads {

    /**
     * Notes that the signed-in user saw the case; reads by the system itself are not noted.
     *
     * @param view a code, for example {@code CASE_FILE}, {@code DECISIONS}
     */
    void record(CaseId caseId, String view);
}
