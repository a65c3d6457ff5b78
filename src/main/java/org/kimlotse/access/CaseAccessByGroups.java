package org.kimlotse.access;

import java.util.Set;
import java.util.stream.Collectors;
import org.kimlotse.shared.Actors.Actor;
import org.kimlotse.shared.Municipality;
import org.springframework.stereotype.Component;

/** Team membership is group membership; only the groups of the Kreis's municipalities are teams. */
@Component
class CaseAccessByGroups implements CaseAccess {

    @Override
    public Set<String> visibleTeams(Actor actor) {
        Set<String> teams =
                actor.municipalities().stream().map(Municipality::team).collect(Collectors.toUnmodifiableSet());
        return teams.isEmpty() ? Set.of(NO_TEAM) : teams;
    }

    @Override
    public Set<String> visibleOffices(Actor actor) {
        Set<String> offices = actor.groups().stream()
                .filter(group -> group.startsWith(Groups.PARTNER_PREFIX))
                .collect(Collectors.toUnmodifiableSet());
        return offices.isEmpty() ? Set.of(NO_TEAM) : offices;
    }

    @Override
    public boolean seesEveryFrame(Actor actor) {
        return actor.in(Groups.COORDINATION);
    }
}
