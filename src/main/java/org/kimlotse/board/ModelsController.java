package org.kimlotse.board;

import org.kimlotse.access.Groups;
import org.kimlotse.engine.Models;
import org.kimlotse.engine.UnmatchedMessages;
import org.kimlotse.rulebook.RuleBookAdmin;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Whether what the owners of processes, forms and rules put into the folders serves, and if not, why. */
@Controller
class ModelsController {

    private final Models models;
    private final RuleBookAdmin rules;
    private final UnmatchedMessages messages;
    private final Doors doors;

    ModelsController(Models models, RuleBookAdmin rules, UnmatchedMessages messages, Doors doors) {
        this.models = models;
        this.rules = rules;
        this.messages = messages;
        this.doors = doors;
    }

    /** For process owners and administrators; the log-in module's address rules say so too. */
    @GetMapping("/prozesse-und-regeln")
    String show(Model model) {
        doors.openFor(Groups.PROCESS_OWNER, Groups.ADMIN);
        model.addAttribute("models", models.status());
        model.addAttribute("ruleSets", rules.statuses());
        model.addAttribute("messages", messages.open());
        return "board/models";
    }
}
