package org.kimlotse.handover;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The fields of a case by data category: exactly what a receiver gets, no more. */
@Component
class DataPackages {

    private final ObjectProvider<DataPackageSource> sources;

    DataPackages(ObjectProvider<DataPackageSource> sources) {
        this.sources = sources;
    }

    /** Whether what was shared in this field may be wrong by now though nobody corrected it. */
    boolean derived(Handover handover, DataField shared) {
        return sources.stream().anyMatch(source -> source.derives(handover.caseId(), shared));
    }

    /** Fields that have a value, by category in the order of the sources; what the case does not know is left out. */
    List<DataField> fields(Handover handover) {
        return sources.orderedStream()
                .flatMap(source -> source.fields(handover).stream())
                .filter(field -> handover.dataCategories().contains(field.category()))
                .filter(field -> !field.value().isBlank())
                .toList();
    }
}
