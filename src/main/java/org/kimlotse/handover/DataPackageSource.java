package org.kimlotse.handover;

import java.util.List;
import org.kimlotse.shared.CaseId;

/** A module that knows fields which may be handed over. What goes out is chosen by category, never by the source. */
public interface DataPackageSource {

    /** All it knows of a case; each field under the category whose consent covers it. */
    List<DataField> fields(CaseId caseId);

    /** What it knows for this handover; a source that tells one office more than another says so here. */
    default List<DataField> fields(Handover handover) {
        return fields(handover.caseId());
    }
}
