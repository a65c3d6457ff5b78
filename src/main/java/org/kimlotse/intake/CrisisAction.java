package org.kimlotse.intake;

/** What was done at once in a crisis. */
public enum CrisisAction {
    CALLED_112,
    CALLED_110,
    STAYED,
    CLINIC,
    SOCIAL_PSYCHIATRIC_SERVICE,
    YOUTH_OFFICE,
    SHELTER,
    OTHER
}
