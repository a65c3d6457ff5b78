package org.kimlotse.casework.process;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.casework.OrderOfWork;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormSection;
import org.springframework.stereotype.Component;

/** What is to be done in the case, in order, to read. */
@Component
class OrderOfWorkFields implements FormSection {

    private static final String ORDER = "orderOfWork";

    private final OrderOfWork order;
    private final CaseAccess access;

    OrderOfWorkFields(OrderOfWork order, CaseAccess access) {
        this.order = order;
        this.access = access;
    }

    @Override
    public Collection<FormField> fields() {
        return List.of(FormField.shown(ORDER, Type.TEXT));
    }

    @Override
    public int order() {
        return 125;
    }

    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        return wanted.contains(ORDER)
                ? context.caseId()
                        .filter(access::visible)
                        .<Map<String, Object>>map(caseId -> Map.of(ORDER, order.text(caseId)))
                        .orElse(Map.of())
                : Map.of();
    }
}
