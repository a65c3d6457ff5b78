package org.kimlotse.access.web;

import java.util.Set;
import org.kimlotse.access.FirstTasks;
import org.kimlotse.access.Groups;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.Actors.Actor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Where a signed-in person begins: with the list of tasks that holds something for them, or with the page that is their work. */
@Controller
class StartPage {

    static final String TASKLIST = "/camunda/app/tasklist/default/";
    private static final String MODELS = "/prozesse-und-regeln";

    private final Actors actors;
    private final FirstTasks firstTasks;

    StartPage(Actors actors, FirstTasks firstTasks) {
        this.actors = actors;
        this.firstTasks = firstTasks;
    }

    @GetMapping("/")
    String start() {
        Actor actor = actors.current().orElseThrow();
        if (actor.in(Groups.ADMIN) || actor.groups().equals(Set.of(Groups.PROCESS_OWNER))) {
            // Nobody hands them a task; a process owner who has another role as well begins with that one's.
            return "redirect:" + MODELS;
        }
        return "redirect:" + TASKLIST
                + firstTasks.listToStartWith(actor).map(id -> "#/?filter=" + id).orElse("");
    }
}
