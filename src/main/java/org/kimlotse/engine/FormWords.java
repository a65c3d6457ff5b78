package org.kimlotse.engine;

import java.util.Optional;

/** How the forms in force word things, for pages that show what was filled in elsewhere. */
public interface FormWords {

    /** The label of a field. */
    Optional<String> label(String formId, String key);

    /** The label of one of its values. */
    Optional<String> value(String formId, String key, String code);
}
