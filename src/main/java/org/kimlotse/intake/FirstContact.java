package org.kimlotse.intake;

import java.time.Instant;
import java.util.Set;
import org.kimlotse.casefile.Interpreter;
import org.kimlotse.casefile.Language;

/** What is taken down in the first talks. Each is kept as often as it is said; the last one counts. */
public sealed interface FirstContact {

    /**
     * The person was told who we are, that help is voluntary and what happens with data.
     *
     * @param given explained and understood
     * @param voluntary the person wants to be helped
     */
    record Information(boolean given, Language language, Interpreter interpreter, boolean voluntary)
            implements FirstContact {}

    /** @param acute danger to the person or others, now */
    record CrisisScreen(boolean acute, Set<CrisisKind> kinds) implements FirstContact {
        public CrisisScreen {
            kinds = Set.copyOf(kinds);
        }

        @Override
        public String toString() {
            return "CrisisScreen";
        }
    }

    /**
     * When and by whom it was asked.
     *
     * @param at UTC
     */
    record CrisisAsked(CrisisScreen screen, Instant at, String by) implements FirstContact {}

    /**
     * What was done in a crisis, and who was told what and why: the record that a disclosure without consent needs.
     *
     * @param at UTC
     */
    record CrisisResponse(Set<CrisisAction> actions, String informed, Instant at, String by) implements FirstContact {
        public CrisisResponse {
            actions = Set.copyOf(actions);
        }

        @Override
        public String toString() {
            return "CrisisResponse[" + at + "]";
        }
    }

    record Needs(Set<NeedArea> areas, Set<Agency> agencies, boolean managesAlone, boolean wantsCaseManagement)
            implements FirstContact {
        public Needs {
            areas = Set.copyOf(areas);
            agencies = Set.copyOf(agencies);
        }
    }
}
