package org.kimlotse.handover;

/** Why data may go to the receiver. There is no third ground; without one nothing is sent. */
public enum TransferGround {
    CONSENT,
    /** A law names it, for example § 11 Abs. 3 AsylbLG; the citation stands beside it. */
    LEGAL_BASIS
}
