package org.kimlotse.board;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kimlotse.access.ReadLog;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Compartment;
import org.kimlotse.casefile.Interpreter;
import org.kimlotse.casefile.Language;
import org.kimlotse.casefile.Persons;
import org.kimlotse.goals.AgreedReferral;
import org.kimlotse.goals.GoalAgreement;
import org.kimlotse.goals.GoalManagement;
import org.kimlotse.goals.GoalReview;
import org.kimlotse.goals.ShownAgreements;
import org.kimlotse.referral.HealthPage;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The goal agreement on paper: to read out, to sign, to take home; each version with what changed. */
@Controller
class GoalAgreementController {

    private static final String NOT_WHOLE =
            "Vollständig sieht die Vereinbarung, wer den Fall führt; was vertraulich sein kann, fehlt hier in jedem Fall.";

    private final Cases cases;
    private final Persons persons;
    private final ShownAgreements agreements;
    private final Compartment compartment;
    private final GoalManagement goals;
    private final GoalReview review;
    private final HealthPage confidential;
    private final ReadLog readLog;
    private final Actors actors;
    private final Clock clock;

    GoalAgreementController(
            Cases cases,
            Persons persons,
            ShownAgreements agreements,
            Compartment compartment,
            GoalManagement goals,
            GoalReview review,
            HealthPage confidential,
            ReadLog readLog,
            Actors actors,
            Clock clock) {
        this.cases = cases;
        this.persons = persons;
        this.agreements = agreements;
        this.compartment = compartment;
        this.goals = goals;
        this.review = review;
        this.confidential = confidential;
        this.readLog = readLog;
        this.actors = actors;
        this.clock = clock;
    }

    /** @param fassung the version, or null for the newest */
    @GetMapping("/faelle/{number}/zielvereinbarung")
    String show(@PathVariable String number, @RequestParam(required = false) @Nullable Integer fassung, Model model) {
        Set<String> teams = actors.current().map(Actors.Actor::teams).orElse(Set.of());
        Case file = (CaseId.isCaseNumber(number)
                        ? cases.find(new CaseId(number), teams)
                        : java.util.Optional.<Case>empty())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        List<GoalAgreement> versions = agreements.versions(file.id());
        readLog.record(file.id(), "GOAL_AGREEMENT");
        GoalAgreement shown = fassung == null && !versions.isEmpty()
                ? versions.get(versions.size() - 1)
                : versions.stream()
                        .filter(v -> fassung != null && v.version() == fassung)
                        .findFirst()
                        .orElse(null);
        if (shown == null && fassung != null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        model.addAttribute("file", file);
        model.addAttribute("person", persons.client(file.id()));
        model.addAttribute("minor", persons.client(file.id()).minor(BusinessCalendar.today(clock)));
        model.addAttribute(
                "language",
                persons.client(file.id()).understands().map(Language::label).orElse(""));
        model.addAttribute("interpreters", Interpreter.values());
        model.addAttribute("manager", actors.displayName(file.caseManager()));
        model.addAttribute("versions", versions);
        model.addAttribute("agreement", shown);
        model.addAttribute("goals", shown == null ? List.of() : review.of(shown));
        model.addAttribute(
                "confidentialGoal",
                java.util.Optional.ofNullable(shown)
                        .flatMap(confidential::goalIn)
                        .orElse(null));
        model.addAttribute(
                "unsignedGoal",
                java.util.Optional.ofNullable(shown)
                        .filter(GoalAgreement::signed)
                        .flatMap(signed -> confidential.unsignedGoal(file.id()))
                        .orElse(null));
        model.addAttribute("inside", compartment.open(file.id()));
        model.addAttribute("whyShut", compartment.whyShut(file.id(), NOT_WHOLE));
        model.addAttribute(
                "referrals",
                shown == null
                        ? List.of()
                        : shown.referrals().stream()
                                .map(AgreedReferral::label)
                                .sorted()
                                .toList());
        model.addAttribute("changes", shown == null ? List.of() : goals.differences(file.id(), shown.version()));
        return "board/goal-agreement";
    }
}
