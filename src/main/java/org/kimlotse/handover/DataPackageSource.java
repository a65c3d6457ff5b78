package org.kimlotse.handover;

import java.util.List;
import org.kimlotse.shared.CaseId;

/** A module that knows fields which may be handed over. What goes out is chosen by category, never by the source. */
public interface DataPackageSource {

    /** All it knows of a case; each field under the category whose consent covers it. */
    List<DataField> fields(CaseId caseId);

    /**
     * Whether this field was derived from facts, so that it is to be compared with what follows from them today though nobody
     * corrected it. What somebody told on a way, a wish or how good their German was, was right when it was shared, and is not
     * wrong because they tell something else by now or the way has ended.
     */
    default boolean derives(CaseId caseId, DataField shared) {
        return false;
    }

    /** What it knows for this handover; a source that tells one office more than another says so here. */
    default List<DataField> fields(Handover handover) {
        return fields(handover.caseId());
    }
}
