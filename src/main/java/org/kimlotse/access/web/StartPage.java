package org.kimlotse.access.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Where a signed-in person begins. */
@Controller
class StartPage {

    static final String TASKLIST = "/camunda/app/tasklist/default/";

    @GetMapping("/")
    String start() {
        return "redirect:" + TASKLIST;
    }
}
