package org.kimlotse.handover;

import org.kimlotse.engine.ProcessVariable;

/** What the process of a handover knows: ids and answers, nothing of the case. */
public final class HandoverVariables {

    /** Also the business key of the process. */
    public static final ProcessVariable<String> HANDOVER_ID = ProcessVariable.id("handoverId");

    public static final ProcessVariable<Boolean> HANDOVER_NEEDED = ProcessVariable.bool("handoverNeeded");

    /** Shown on the form only; the sending asks again with the consent locked. */
    public static final ProcessVariable<Boolean> SEND_ALLOWED = ProcessVariable.bool("sendAllowed");

    public static final ProcessVariable<SendDecision> SEND_DECISION =
            ProcessVariable.choice("sendDecision", SendDecision.class);

    public static final ProcessVariable<Answer.Kind> HANDOVER_ANSWER =
            ProcessVariable.choice("handoverAnswer", Answer.Kind.class);

    public static final ProcessVariable<Boolean> REROUTED = ProcessVariable.bool("rerouted");

    /** The step of the ladder a message is about, 1 to 4. */
    public static final ProcessVariable<Integer> LADDER_LEVEL = ProcessVariable.number("ladderLevel");

    /** After a handover was taken back: a person decides whether it is prepared anew. */
    public static final ProcessVariable<Boolean> WITHDRAWAL_OPEN = ProcessVariable.bool("withdrawalOpen");

    public static final ProcessVariable<Boolean> PREPARED_ANEW = ProcessVariable.bool("preparedAnew");

    /** A letter about a handover goes out on paper; else the office reads it in Lotse. */
    public static final ProcessVariable<Boolean> LETTER_ON_PAPER = ProcessVariable.bool("letterOnPaper");

    private HandoverVariables() {}
}
