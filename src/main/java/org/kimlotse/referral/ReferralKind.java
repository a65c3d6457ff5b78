package org.kimlotse.referral;

import java.util.Arrays;
import java.util.Optional;
import org.kimlotse.goals.AgreedReferral;

/** Where a referral leads, with the process that works it and the message that opens it in the case. */
public enum ReferralKind {
    LANGUAGE_COURSE(
            AgreedReferral.LANGUAGE_COURSE, "Sprachkurs", "referral-language-course", "referral.languageCourse.agreed"),
    /** Closed to everybody but the case's own manager; its label says nothing, for it stands in lists. */
    HEALTH(AgreedReferral.HEALTH, "Vertrauliche Vermittlung", "referral-health", "referral.health.agreed"),
    JOBCENTER(AgreedReferral.JOBCENTER, "Jobcenter und Arbeit", "referral-jobcenter", "referral.jobcenter.agreed");

    private final AgreedReferral agreed;
    private final String label;
    private final String process;
    private final String message;

    ReferralKind(AgreedReferral agreed, String label, String process, String message) {
        this.agreed = agreed;
        this.label = label;
        this.process = process;
        this.message = message;
    }

    /** That there is one tells of the person's health. */
    public boolean confidential() {
        return agreed.confidential();
    }

    /** What the goal agreement has to contain. */
    public AgreedReferral agreed() {
        return agreed;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }

    public String process() {
        return process;
    }

    public String message() {
        return message;
    }

    public static Optional<ReferralKind> ofName(String name) {
        return Arrays.stream(values()).filter(k -> k.name().equals(name)).findFirst();
    }
}
