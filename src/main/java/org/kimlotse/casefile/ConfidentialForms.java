package org.kimlotse.casefile;

import org.kimlotse.engine.FormContext;

/**
 * Which forms belong to the health compartment. What a process owner asks there beyond what modules know is sealed, shown
 * to nobody but the case's own manager, and given to no rule. Every module with such forms has one.
 */
public interface ConfidentialForms {

    boolean covers(FormContext form);
}
