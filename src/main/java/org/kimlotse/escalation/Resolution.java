package org.kimlotse.escalation;

import java.time.Instant;
import java.util.UUID;

/**
 * What the group decided, or refused to decide (Beschluss). It binds no authority outside its own statutory competence.
 *
 * @param consensus true if nobody voted against
 * @param adopted more votes for than against; a tie is not adopted
 */
public record Resolution(
        UUID id,
        UUID agendaItem,
        Bottleneck.Id bottleneck,
        String body,
        boolean consensus,
        Votes votes,
        boolean adopted,
        String recordedBy,
        Instant recordedAt) {

    /** Votes of the voting seats that were present or represented. */
    public record Votes(int inFavour, int against, int abstained) {

        /** Simple majority of the votes cast; abstentions are no votes cast, a tie is not adopted. */
        public boolean adopts() {
            return inFavour > against;
        }

        public int total() {
            return inFavour + against + abstained;
        }
    }

    public String resultText() {
        return "%s (%d dafür, %d dagegen, %d Enthaltungen%s)"
                .formatted(
                        adopted ? "angenommen" : "nicht angenommen",
                        votes.inFavour(),
                        votes.against(),
                        votes.abstained(),
                        votes.inFavour() == votes.against()
                                ? ", Stimmengleichheit"
                                : consensus ? ", einvernehmlich" : "");
    }
}
