package org.kimlotse.access.web;

import org.kimlotse.access.FirstTasks;
import org.kimlotse.access.Groups;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.Actors.Actor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Where a signed-in person begins: with the list of tasks that holds something for them. */
@Controller
class StartPage {

    static final String TASKLIST = "/camunda/app/tasklist/default/";
    static final String USERS = "/camunda/app/admin/default/";

    private final Actors actors;
    private final FirstTasks firstTasks;

    StartPage(Actors actors, FirstTasks firstTasks) {
        this.actors = actors;
        this.firstTasks = firstTasks;
    }

    @GetMapping("/")
    String start() {
        Actor actor = actors.current().orElseThrow();
        if (actor.in(Groups.ADMIN)) {
            return "redirect:" + USERS;
        }
        return "redirect:" + TASKLIST
                + firstTasks.listToStartWith(actor).map(id -> "#/?filter=" + id).orElse("");
    }
}
