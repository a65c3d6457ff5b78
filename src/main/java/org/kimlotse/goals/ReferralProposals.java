package org.kimlotse.goals;

import org.kimlotse.shared.CaseId;

/** What could be agreed with the person, for whoever makes the agreement; a proposal, never a choice. */
public interface ReferralProposals {

    /** German markdown: the ways that fit the person's needs, in order, with office, paragraph and day; may be empty. */
    String text(CaseId caseId);
}
