package org.kimlotse.board;

import static org.kimlotse.board.CasePages.answer;
import static org.kimlotse.board.CasePages.page;

import java.time.LocalDate;
import java.util.UUID;
import org.kimlotse.goals.GoalOutcome;
import org.kimlotse.goals.GoalReview;
import org.kimlotse.shared.CaseId;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What became of a goal, from the Fallakte. */
@Controller
@RequestMapping("/faelle/{number:KIM-\\d{4}-\\d{5}}/ziele")
class GoalReviewController {

    private final GoalReview goals;
    private final CasePages pages;

    GoalReviewController(GoalReview goals, CasePages pages) {
        this.goals = goals;
        this.pages = pages;
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
        CaseId id = pages.visible(number).id();
        return answer(id, redirect, () -> {
            goals.judge(id, version, goal, outcome, day, saidBy, words);
            redirect.addFlashAttribute("done", "Ziel %d: %s. Das ist eingetragen.".formatted(goal, outcome.label()));
            return page(id);
        });
    }

    @PostMapping("/{outcome}/zuruecknehmen")
    String takeBack(@PathVariable String number, @PathVariable UUID outcome, RedirectAttributes redirect) {
        CaseId id = pages.visible(number).id();
        return answer(id, redirect, () -> {
            goals.takeBack(id, outcome);
            redirect.addFlashAttribute("done", "Das ist zurückgenommen. Das Ziel ist wieder offen.");
            return page(id);
        });
    }
}
