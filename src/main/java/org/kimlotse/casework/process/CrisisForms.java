package org.kimlotse.casework.process;

import org.kimlotse.casefile.ConfidentialForms;
import org.kimlotse.engine.FormContext;
import org.springframework.stereotype.Component;

/** What is asked in a crisis, in the first talk and later. */
@Component
class CrisisForms implements ConfidentialForms {

    @Override
    public boolean covers(FormContext form) {
        return form.formKey().startsWith("crisis-");
    }
}
