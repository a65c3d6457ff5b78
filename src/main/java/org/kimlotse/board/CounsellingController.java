package org.kimlotse.board;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kimlotse.access.Groups;
import org.kimlotse.intake.IntakeManagement;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Municipality;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** How many people were counselled without a case management: coordination sees all places, a team its own. */
@Controller
class CounsellingController {

    private final IntakeManagement intake;
    private final Actors actors;
    private final Clock clock;

    CounsellingController(IntakeManagement intake, Actors actors, Clock clock) {
        this.intake = intake;
        this.actors = actors;
        this.clock = clock;
    }

    /** @param von first day, or null for the first of this year; @param bis last day, or null for today */
    @GetMapping("/beratungen")
    String count(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate von,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate bis,
            Model model) {
        Actors.Actor actor = actors.current().orElseThrow();
        boolean all = actor.in(Groups.COORDINATION);
        Set<Municipality> own = actor.municipalities();
        if (!all && own.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        LocalDate today = BusinessCalendar.today(clock);
        LocalDate until = bis == null ? today : bis;
        LocalDate from = von == null ? until.withDayOfYear(1) : von;
        boolean backwards = until.isBefore(from);
        List<IntakeManagement.Counselled> lines = backwards
                ? List.of()
                : intake
                        .counselled(BusinessCalendar.startOf(from), BusinessCalendar.startOf(until.plusDays(1)))
                        .stream()
                        .filter(line -> all || own.contains(line.municipality()))
                        .toList();
        model.addAttribute("from", from.toString());
        model.addAttribute("until", until.toString());
        model.addAttribute(
                "period", "%s bis %s".formatted(BusinessCalendar.german(from), BusinessCalendar.german(until)));
        model.addAttribute("backwards", backwards);
        model.addAttribute("lines", lines);
        model.addAttribute(
                "talks",
                lines.stream().mapToInt(IntakeManagement.Counselled::talks).sum());
        model.addAttribute(
                "people",
                lines.stream().mapToInt(IntakeManagement.Counselled::people).sum());
        model.addAttribute(
                "advised",
                lines.stream().mapToInt(IntakeManagement.Counselled::advised).sum());
        return "board/counselling";
    }
}
