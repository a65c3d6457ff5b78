package org.kimlotse.board;

import java.time.Instant;
import org.kimlotse.access.ReadLog;
import org.kimlotse.casefile.Facts;
import org.kimlotse.casework.CrisisPage;
import org.kimlotse.referral.CompartmentStanding;
import org.kimlotse.referral.HealthAccess;
import org.kimlotse.referral.HealthAccesses;
import org.kimlotse.referral.HealthPage;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.GermanDates;
import org.kimlotse.shared.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The confidential page of a case: open to its own manager; for the team and coordination behind a glass that is broken
 * with a reason. Every look is logged.
 */
@Controller
class HealthController {

    /** One access as the page shows it. */
    record AccessLine(String who, String from, String until, String byManager, String byCoordination) {}

    private final HealthAccesses accesses;
    private final CompartmentStanding standing;
    private final HealthPage page;
    private final CrisisPage crises;
    private final Facts facts;
    private final ReadLog readLog;
    private final Actors actors;

    HealthController(
            HealthAccesses accesses,
            CompartmentStanding standing,
            HealthPage page,
            CrisisPage crises,
            Facts facts,
            ReadLog readLog,
            Actors actors) {
        this.accesses = accesses;
        this.standing = standing;
        this.page = page;
        this.crises = crises;
        this.facts = facts;
        this.readLog = readLog;
        this.actors = actors;
    }

    @GetMapping("/notzugriff")
    String find(@RequestParam(defaultValue = "") String fall, Model model) {
        if (fall.isBlank()) {
            return "board/emergency";
        }
        String number = fall.strip().toUpperCase(java.util.Locale.ROOT);
        if (CaseId.isCaseNumber(number) && accesses.mayOpen(new CaseId(number))) {
            return "redirect:/faelle/" + number + "/vertraulich";
        }
        model.addAttribute("problem", "Diesen Fall gibt es nicht, oder er gehört nicht zu Ihrem Team.");
        return "board/emergency";
    }

    @GetMapping("/faelle/{number:KIM-\\d{4}-\\d{5}}/vertraulich")
    String show(@PathVariable String number, Model model) {
        CaseId id = known(number);
        boolean open = accesses.mayRead(id);
        model.addAttribute("number", id.number());
        model.addAttribute("open", open);
        model.addAttribute("shutBecause", standing.of(id));
        model.addAttribute("judge", standing.former(id));
        model.addAttribute(
                "until",
                accesses.current(id)
                        .map(HealthAccess::until)
                        .map(GermanDates::time)
                        .orElse(""));
        if (open) {
            readLog.record(id, "HEALTH");
            model.addAttribute("goals", page.goals(id));
            model.addAttribute("referrals", page.of(id));
            model.addAttribute("crises", crises.of(id));
            model.addAttribute("further", facts.furtherConfidential(id));
            model.addAttribute(
                    "accesses", accesses.of(id).stream().map(this::line).toList());
        }
        return "board/health";
    }

    @PostMapping("/faelle/{number:KIM-\\d{4}-\\d{5}}/vertraulich")
    String open(
            @PathVariable String number, @RequestParam(defaultValue = "") String reason, RedirectAttributes redirect) {
        CaseId id = known(number);
        try {
            accesses.open(id, reason);
            readLog.record(id, "HEALTH_BREAK_GLASS");
            redirect.addFlashAttribute(
                    "done", "Der Bereich ist für Sie offen. Der Zugriff ist festgehalten und wird geprüft.");
        } catch (Refused refused) {
            redirect.addFlashAttribute("problem", refused.getMessage());
        }
        return "redirect:/faelle/" + id.number() + "/vertraulich";
    }

    private AccessLine line(HealthAccess access) {
        return new AccessLine(
                actors.displayName(access.userId()),
                time(access.openedAt()),
                time(access.until()),
                verdict(access.byManager()),
                verdict(access.byCoordination()));
    }

    private static String time(Instant at) {
        return GermanDates.time(at);
    }

    private static String verdict(HealthAccess.@org.jspecify.annotations.Nullable Verdict verdict) {
        return verdict == null ? "noch nicht geprüft" : verdict.label();
    }

    private CaseId known(String number) {
        CaseId id = new CaseId(number);
        if (!accesses.mayOpen(id)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return id;
    }
}
