package org.kimlotse.intake;

/** What makes a situation a crisis. The list is for people: nobody is diagnosed and no rule reads it. */
public enum CrisisKind {
    SUICIDAL,
    DANGER_TO_OTHERS,
    PSYCHOSIS,
    MEDICAL_EMERGENCY,
    CHILD_ENDANGERMENT,
    DOMESTIC_VIOLENCE
}
