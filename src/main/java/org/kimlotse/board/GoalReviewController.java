package org.kimlotse.board;

import java.time.LocalDate;
import java.util.UUID;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.goals.GoalOutcome;
import org.kimlotse.goals.GoalReview;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What became of a goal, from the Fallakte. */
@Controller
@RequestMapping("/faelle/{number:KIM-\\d{4}-\\d{5}}/ziele")
class GoalReviewController {

    private final GoalReview goals;
    private final CaseAccess access;

    GoalReviewController(GoalReview goals, CaseAccess access) {
        this.goals = goals;
        this.access = access;
    }

    @PostMapping
    String judge(
            @PathVariable String number,
            @RequestParam int version,
            @RequestParam int goal,
            @RequestParam GoalOutcome.Kind outcome,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day,
            @RequestParam GoalOutcome.SaidBy saidBy,
            @RequestParam(defaultValue = "") String words,
            RedirectAttributes redirect) {
        CaseId id = visible(number);
        try {
            goals.judge(id, version, goal, outcome, day, saidBy, words);
            redirect.addFlashAttribute("done", "Ziel %d: %s. Das ist eingetragen.".formatted(goal, outcome.label()));
        } catch (Refused refused) {
            redirect.addFlashAttribute("problem", refused.getMessage());
        }
        return page(id);
    }

    @PostMapping("/{outcome}/zuruecknehmen")
    String takeBack(@PathVariable String number, @PathVariable UUID outcome, RedirectAttributes redirect) {
        CaseId id = visible(number);
        try {
            goals.takeBack(id, outcome);
            redirect.addFlashAttribute("done", "Das ist zurückgenommen. Das Ziel ist wieder offen.");
        } catch (Refused refused) {
            redirect.addFlashAttribute("problem", refused.getMessage());
        }
        return page(id);
    }

    private CaseId visible(String number) {
        try {
            return access.requireVisible(new CaseId(number)).id();
        } catch (Refused notTheirs) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, notTheirs.getMessage(), notTheirs);
        }
    }

    private static String page(CaseId id) {
        return "redirect:/faelle/" + id.number();
    }
}
