package org.kimlotse.rulebook;

/**
 * The kinds of finding the delivered rule sets make, with the keys in {@link Finding#values} and {@link Finding#dates}. A
 * value is always text ({@code "true"}, {@code "3"}); keys in brackets may be absent.
 */
public final class FindingKind {

    /**
     * benefit-law, exactly one per decision, or none if a fact is missing or UNGEKLAERT. Values: {@code row} (of table A),
     * {@code rechtskreisBefore}, {@code rechtskreisAfter} (names of {@code Rechtskreis}), {@code change} (true/false),
     * [{@code triggerEvent}: ZUSTELLUNG, UNANFECHTBAR, TITEL, TITEL_OHNE_ZUSTELLUNG]. Dates if AsylbLG ends: {@code
     * trigger}, {@code asylblgUntil}, {@code newLawFrom}, [{@code softApplication}, {@code hardApplication}: not without
     * need], [{@code kkDue}: SGB II only]; if it stays [{@code analogFrom}: § 2 AsylbLG]; [{@code titleApplication}: as
     * long as no title is issued]. The end of the appeal period is a finding of its own, {@link #DEADLINE}.
     */
    public static final String BENEFIT_LAW = "BENEFIT_LAW";

    /**
     * Any rule set. Value {@code flag}: TITEL_BEANTRAGEN, ZUSTELLDATUM_FEHLT, RECHTSPRUEFUNG, GAP_RISIKO, KEIN_BEDARF,
     * UNGEKLAERT, ALTERSGRENZE, RENTE_PRUEFEN, DATEN_WIDERSPRUCH, EINWILLIGUNG_FEHLT, SELF_SERVICE, DOPPELZAHLUNG.
     */
    public static final String FLAG = "FLAG";

    /** Any rule set. Value {@code fact}: the component of the facts record that is missing; what to do is in the texts. */
    public static final String MISSING_FACT = "MISSING_FACT";

    /** Any rule set: "why not". Value {@code alternative}. */
    public static final String REJECTED = "REJECTED";

    /**
     * benefit-law. Value {@code deadline}: APPEAL (dates {@code appealEnd}, {@code adviceBy}; value {@code
     * adviceWithinHours}; only while it runs), RESIDENCE_RULE (dates {@code residenceUntil}, {@code assignmentUntil}) or
     * COURSE_RIGHT (date {@code courseRightUntil}).
     */
    public static final String DEADLINE = "DEADLINE";

    /** benefit-law, if the facts hold an {@code AgeQuestion} and the age limit is reached. Date {@code since}. */
    public static final String AGE_LIMIT_REACHED = "AGE_LIMIT_REACHED";

    /**
     * benefit-law, if the facts hold a {@code TimelineQuestion}: a stretch under one law. Values {@code law} (name of {@code
     * Rechtskreis}), [{@code row}], [{@code provision}: "§ 2"], [{@code lrag}]. Dates [{@code from}], [{@code until}], [{@code
     * approvalUntil}]; without {@code until} it lasts until the next begins.
     */
    public static final String PERIOD = "PERIOD";

    /**
     * residence-family and health, a step to take. Values {@code step}, {@code title}, {@code receiverKind}, {@code purpose},
     * {@code dataCategories}, {@code path} (HANDOVER, SELF_SERVICE or OWN). Dates [{@code due}], [{@code hard}].
     */
    public static final String STEP = "STEP";

    /**
     * order-of-work, one per step. Values {@code step}, {@code rank}, {@code after} (comma-separated), [{@code title}], [{@code
     * office}], [{@code sharing}: what goes to whom under which consent]. Dates [{@code due}], [{@code hard}].
     */
    public static final String ORDER = "ORDER";

    /** indication, exactly one. Value {@code indication}: BERATUNG, CASE_MANAGEMENT, VERWEIS_MBE, VERWEIS_JMD. */
    public static final String INDICATION = "INDICATION";

    /**
     * transition-hops, one per hop that applies. Values {@code hop} (H0 to H14), {@code title}, {@code path}
     * (HANDOVER, SELF_SERVICE: no consent covers the receiver, or OWN: nobody else receives), {@code receiverKind} (name of
     * {@code directory.OfficeKind}, or KIM for our own steps), {@code purpose}, {@code dataCategories} (comma-separated),
     * [{@code ask}: what the office is asked to do]. Dates {@code due}, [{@code hard}].
     */
    public static final String HOP = "HOP";

    /** transition-hops, one per hop that does not apply. Value {@code hop}. */
    public static final String HOP_NOT_NEEDED = "HOP_NOT_NEEDED";

    /**
     * transition-hops, at most one: the person keeps the deadlines on his or her own. Dates {@code asylblgUntil}, {@code
     * newLawFrom}, [{@code softApplication}, {@code hardApplication}, {@code kkDue}], [{@code titleApplication}].
     */
    public static final String SELF_SERVICE = "SELF_SERVICE";

    /**
     * missed-handovers, one per missed handover. Values {@code handoverId}, {@code hop}, {@code officeCode}, {@code
     * missedKind} (name of {@code handover.facts.MissedKind}), {@code ladderLevel} (1 to 4). Dates {@code deadline} (last
     * day in time), {@code missedSince}; for STOP_DATE_LEAVES_GAP instead {@code stopOn}, [{@code asylblgUntil}], [{@code
     * coveredFrom}]. {@link Finding#nextCheckAt} is set unless nothing can change by time alone.
     */
    public static final String MISSED_HANDOVER = "MISSED_HANDOVER";

    /**
     * missed-handovers, one per handover in time or closed. Values {@code handoverId}, {@code hop}. Date [{@code
     * deadline}]; nextCheckAt as above.
     */
    public static final String IN_TIME = "IN_TIME";

    /**
     * bottlenecks, one per hop and office. Values {@code hop}, {@code officeCode}, {@code cases} (distinct), {@code
     * handovers}, {@code windowDays}. Dates {@code firstMissed}, {@code lastMissed}.
     */
    public static final String BOTTLENECK = "BOTTLENECK";

    /**
     * language-course, at most one: the way into a course that is proposed. Values {@code door} (ANSPRUCH, JOBCENTER,
     * SOZIALAMT, BAMF, BERUFSSPRACHKURS, KOMMUNAL), {@code title}, {@code receiverKind} (name of {@code
     * directory.OfficeKind}). Ways that are closed or come later are {@link #REJECTED}.
     */
    public static final String COURSE_DOOR = "COURSE_DOOR";

    /**
     * referral-routing, one per way that fits a need. Values {@code referral} (name of {@code goals.AgreedReferral}, or
     * KEINE), {@code title}, {@code receiverKind}, {@code rank}, {@code guided}. Date {@code due}.
     */
    public static final String REFERRAL_ROUTE = "REFERRAL_ROUTE";

    /** health, one per addressee that fits. Values {@code addressee}, {@code title}, {@code rank}. */
    public static final String HEALTH_ADDRESSEE = "HEALTH_ADDRESSEE";

    /** health, at most one. Value {@code access}: EGK, SCHEIN or KASSE. */
    public static final String HEALTH_ACCESS = "HEALTH_ACCESS";

    /** language-course, at most one. Values {@code kind}, {@code title}, {@code lessons}. */
    public static final String COURSE_KIND = "COURSE_KIND";

    /** language-course: what is possible beside the proposal. Value {@code hint}. */
    public static final String COURSE_HINT = "COURSE_HINT";

    /** jobcenter-referral: worth knowing on the way into work. Value {@code hint}: ANERKENNUNG. */
    public static final String WORK_HINT = "WORK_HINT";

    /** language-course. Values {@code cost} (EXEMPT or TO_CHECK) and {@code ground}. */
    public static final String COURSE_COST = "COURSE_COST";

    /**
     * A referral's rule set, one per step that is handed to another office. Values {@code step} (S1 admission, S2 test,
     * S3 registration, S4 proof of registration), {@code title}, {@code receiverKind}, {@code purpose}, {@code
     * dataCategories}, {@code hint}. Date {@code due}.
     */
    public static final String REFERRAL_STEP = "REFERRAL_STEP";

    private FindingKind() {}
}
