package org.kimlotse.board;

import org.kimlotse.directory.Directory;
import org.kimlotse.shared.Actors.Actor;

/** What the head of a page offers to the signed-in user. */
public record Nav(
        String userName,
        boolean cases,
        boolean letters,
        boolean newCase,
        boolean counselling,
        boolean bottlenecks,
        boolean models,
        boolean emergency,
        boolean users) {

    static Nav of(Actor actor) {
        boolean caseManager = !actor.municipalities().isEmpty();
        boolean coordination = actor.in("coordination");
        return new Nav(
                actor.name(),
                caseManager,
                caseManager
                        || actor.groups().stream().anyMatch(group -> Directory.officeOfGroup(group)
                                .isPresent()),
                caseManager,
                caseManager || coordination,
                coordination || actor.in("steering-group"),
                actor.in("process-owner") || actor.admin(),
                coordination,
                actor.admin());
    }
}
