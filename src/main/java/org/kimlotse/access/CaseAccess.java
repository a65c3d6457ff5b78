package org.kimlotse.access;

import java.util.Set;
import org.kimlotse.shared.Actors.Actor;

/**
 * Who may see what of a case. Put into the query, not only asked by the page: {@code where team in (:teams) or case_manager
 * = :me}.
 *
 * <p>The own team of this moment and the assigned case manager see the case with the person. Coordination sees the frame:
 * number, municipality, dates, offices, no person. A partner office sees the handovers addressed to it and of those the
 * data package. Steering group, owners of processes and administrators see no case.
 */
public interface CaseAccess {

    /** In place of an empty set, so that {@code in (:teams)} is SQL and matches nothing. */
    String NO_TEAM = "-";

    /** The teams whose cases the actor sees with the person; never empty, see {@link #NO_TEAM}. */
    Set<String> visibleTeams(Actor actor);

    /** The groups of the offices the actor works for, for example {@code partner-jc-sie}; never empty, see {@link #NO_TEAM}. */
    Set<String> visibleOffices(Actor actor);

    /** Sees all cases without the person: number, municipality, dates, offices. */
    boolean seesEveryFrame(Actor actor);

    /** Whether the actor sees the person of a case that belongs to this team and this case manager now. */
    default boolean seesPerson(Actor actor, String team, String caseManager) {
        return visibleTeams(actor).contains(team) || actor.id().equals(caseManager);
    }
}
