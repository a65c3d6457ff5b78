package org.kimlotse.correspondence.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.LetterGuard;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.directory.Directory;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseReads;
import org.kimlotse.shared.Refused;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Letters: those on paper nobody has posted yet, what an office reads in Lotse, and each one to be printed. A letter that somebody may not
 * read is not there (404).
 */
@Controller
@RequestMapping("/schreiben")
class LetterController {

    private static final int LIST_LENGTH = 500;

    private final Outbox outbox;
    private final ObjectProvider<LetterGuard> guards;
    private final CaseReads reads;
    private final Actors actors;
    private final Clock clock;

    LetterController(Outbox outbox, ObjectProvider<LetterGuard> guards, CaseReads reads, Actors actors, Clock clock) {
        this.outbox = outbox;
        this.guards = guards;
        this.reads = reads;
        this.actors = actors;
        this.clock = clock;
    }

    @GetMapping
    String waiting(Model model) {
        List<Letter> letters = outbox.waitingForPost(LIST_LENGTH).stream()
                .filter(letter -> guards.stream().anyMatch(guard -> guard.mayPost(letter)))
                .toList();
        model.addAttribute("letters", letters);
        Set<String> offices = actors.current()
                .map(actor -> actor.groups().stream()
                        .flatMap(group -> Directory.officeOfGroup(group).stream())
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
        model.addAttribute("ofAnOffice", !offices.isEmpty());
        model.addAttribute(
                "provided",
                outbox.provided(offices, LIST_LENGTH).stream()
                        .filter(letter -> guards.stream().anyMatch(guard -> guard.mayRead(letter)))
                        .toList());
        return "correspondence/letters";
    }

    @GetMapping("/{id}")
    String show(@PathVariable UUID id, Model model) {
        Letter letter = readable(id);
        letter.caseId().ifPresent(caseId -> reads.record(caseId, "LETTER"));
        model.addAttribute("letter", letter);
        model.addAttribute("paragraphs", letter.body().split("\n\n"));
        model.addAttribute("written", BusinessCalendar.german(BusinessCalendar.dayOf(letter.createdAt())));
        model.addAttribute(
                "posted", letter.posted().map(BusinessCalendar::german).orElse(null));
        model.addAttribute(
                "enclosures",
                guards.stream()
                        .filter(guard -> guard.mayRead(letter))
                        .flatMap(guard -> guard.enclosures(letter).stream())
                        .toList());
        model.addAttribute(
                "mayPost",
                letter.state() == Letter.State.READY_TO_PRINT
                        && guards.stream().anyMatch(guard -> guard.mayPost(letter)));
        model.addAttribute("today", BusinessCalendar.today(clock).toString());
        return "correspondence/letter";
    }

    @PostMapping("/{id}/verschickt")
    String posted(
            @PathVariable UUID id,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on,
            RedirectAttributes redirect) {
        Letter letter = readable(id);
        if (guards.stream().noneMatch(guard -> guard.mayPost(letter))) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        try {
            if (on == null) {
                throw new Refused("Bitte geben Sie den Tag des Versands an.");
            }
            outbox.recordPosted(id, on, BusinessCalendar.today(clock));
            redirect.addFlashAttribute("done", "Als verschickt vermerkt.");
        } catch (Refused refused) {
            redirect.addFlashAttribute("problem", refused.getMessage());
        }
        return "redirect:/schreiben/" + id;
    }

    private Letter readable(UUID id) {
        return outbox.letter(id)
                .filter(letter -> guards.stream().anyMatch(guard -> guard.mayRead(letter)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
