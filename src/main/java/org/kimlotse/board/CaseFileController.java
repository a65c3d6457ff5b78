package org.kimlotse.board;

import static org.kimlotse.board.CasePages.answer;
import static org.kimlotse.board.CasePages.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kimlotse.access.ReadLog;
import org.kimlotse.assessment.BenefitPeriods;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseClosing;
import org.kimlotse.casefile.CaseMoving;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Compartment;
import org.kimlotse.casefile.Contacts;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.casefile.Fact;
import org.kimlotse.casefile.Facts;
import org.kimlotse.casefile.FurtherFact;
import org.kimlotse.casefile.Language;
import org.kimlotse.casefile.Persons;
import org.kimlotse.casework.Attainment;
import org.kimlotse.casework.CaseChange;
import org.kimlotse.casework.CaseChanges;
import org.kimlotse.casework.ClosingByHand;
import org.kimlotse.casework.Crises;
import org.kimlotse.casework.GoalAttainment;
import org.kimlotse.casework.OpenWork;
import org.kimlotse.casework.OrderOfWork;
import org.kimlotse.consent.Consent;
import org.kimlotse.consent.ConsentManagement;
import org.kimlotse.consent.Consents;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.engine.Workflows;
import org.kimlotse.goals.GoalAgreement;
import org.kimlotse.goals.GoalOutcome;
import org.kimlotse.goals.GoalReview;
import org.kimlotse.goals.ShownAgreements;
import org.kimlotse.handover.Confidentiality;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverEvent;
import org.kimlotse.handover.HandoverId;
import org.kimlotse.handover.HandoverManagement;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.Standstills;
import org.kimlotse.intake.IntakeManagement;
import org.kimlotse.referral.CompartmentStanding;
import org.kimlotse.referral.ReferralPage;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.GermanDates;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Refused;
import org.kimlotse.takeover.Takeovers;
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
 * The <em>Fallakte</em>: one page that answers a caller, and the places where mistakes are put right. Cases of other teams
 * are not there (404); each look is logged.
 */
@Controller
@RequestMapping("/faelle/{number:KIM-\\d{4}-\\d{5}}")
class CaseFileController {

    /** One handover as the page shows it. */
    record HandoverLine(
            Handover handover,
            String receiver,
            String owner,
            String declined,
            String held,
            boolean overdue,
            String answerUntil,
            List<HandoverEvent> events) {}

    /** A task of the case that is open, German. */
    record TaskLine(String id, String name, String about, String until, boolean late, String holder) {}

    /** What is open, or what is done. */
    record HandoverPart(boolean open, List<HandoverLine> lines) {}

    private final CasePages pages;
    private final Cases cases;
    private final Persons persons;
    private final Facts facts;
    private final DecisionLog decisions;
    private final Consents consents;
    private final Crises crises;
    private final CaseChanges changes;
    private final Contacts contacts;
    private final CaseTimeline timeline;
    private final BenefitPeriods periods;
    private final ReferralPage referrals;
    private final IntakeManagement intake;
    private final Compartment compartment;
    private final CompartmentStanding standing;
    private final Confidentiality confidentiality;
    private final ConsentManagement consentManagement;
    private final Handovers handovers;
    private final Standstills standstills;
    private final HandoverManagement handoverManagement;
    private final Directory directory;
    private final CaseMoving moving;
    private final CaseClosing closing;
    private final OpenWork openWork;
    private final ClosingByHand closingByHand;
    private final Attainment attainment;
    private final ShownAgreements agreements;
    private final GoalReview goals;
    private final OrderOfWork orderOfWork;
    private final Takeovers takeovers;
    private final ReadLog readLog;
    private final Actors actors;
    private final Workflows workflows;
    private final Clock clock;

    CaseFileController(
            CasePages pages,
            Cases cases,
            Persons persons,
            Facts facts,
            DecisionLog decisions,
            Consents consents,
            Crises crises,
            CaseChanges changes,
            Contacts contacts,
            CaseTimeline timeline,
            BenefitPeriods periods,
            ReferralPage referrals,
            IntakeManagement intake,
            Compartment compartment,
            CompartmentStanding standing,
            Confidentiality confidentiality,
            ConsentManagement consentManagement,
            Handovers handovers,
            Standstills standstills,
            HandoverManagement handoverManagement,
            Directory directory,
            CaseMoving moving,
            CaseClosing closing,
            OpenWork openWork,
            ClosingByHand closingByHand,
            Attainment attainment,
            ShownAgreements agreements,
            GoalReview goals,
            OrderOfWork orderOfWork,
            Takeovers takeovers,
            ReadLog readLog,
            Actors actors,
            Workflows workflows,
            Clock clock) {
        this.pages = pages;
        this.cases = cases;
        this.persons = persons;
        this.facts = facts;
        this.decisions = decisions;
        this.consents = consents;
        this.crises = crises;
        this.changes = changes;
        this.contacts = contacts;
        this.timeline = timeline;
        this.periods = periods;
        this.referrals = referrals;
        this.intake = intake;
        this.compartment = compartment;
        this.standing = standing;
        this.confidentiality = confidentiality;
        this.consentManagement = consentManagement;
        this.handovers = handovers;
        this.standstills = standstills;
        this.handoverManagement = handoverManagement;
        this.directory = directory;
        this.moving = moving;
        this.closing = closing;
        this.openWork = openWork;
        this.closingByHand = closingByHand;
        this.attainment = attainment;
        this.agreements = agreements;
        this.goals = goals;
        this.orderOfWork = orderOfWork;
        this.takeovers = takeovers;
        this.readLog = readLog;
        this.actors = actors;
        this.workflows = workflows;
        this.clock = clock;
    }

    @GetMapping
    String show(@PathVariable String number, @RequestParam(defaultValue = "") String art, Model model) {
        Case file = pages.visible(number);
        CaseId id = file.id();
        readLog.record(id, "CASE_FILE");
        model.addAttribute("file", file);
        model.addAttribute("keyAwaited", standing.of(id));
        model.addAttribute("knowing", standing.former(id));
        model.addAttribute("runsIt", file.caseManager().equals(actors.currentId()));
        model.addAttribute("closingShut", compartment.whyShut(id, CaseClosing.ONLY_THE_MANAGER));
        model.addAttribute("manager", actors.displayName(file.caseManager()));
        model.addAttribute("person", persons.client(id));
        model.addAttribute(
                "language",
                Language.find(persons.client(id).language())
                        .map(Language::label)
                        .orElse(persons.client(id).language()));
        takeovers.of(id).ifPresent(taken -> {
            model.addAttribute("takenOver", taken);
            model.addAttribute("takenOverBy", actors.displayName(taken.by()));
        });
        model.addAttribute("facts", shownFacts(file));
        boolean inside = compartment.open(id);
        List<FurtherFact> further = facts.further(id);
        model.addAttribute("further", further);
        model.addAttribute("orderOfWork", file.open() ? orderOfWork.of(id) : List.of());
        model.addAttribute("decision", decisions.latest(id, RuleSet.BENEFIT_LAW).orElse(null));
        model.addAttribute(
                "consents",
                consents.of(id).stream()
                        .filter(c -> !c.confidential() || inside)
                        .toList());
        model.addAttribute("offices", officeLabels());
        List<HandoverLine> lines = handoverLines(id);
        model.addAttribute(
                "handovers",
                Stream.of(true, false)
                        .map(open -> new HandoverPart(
                                open,
                                lines.stream()
                                        .filter(l -> l.handover().open() == open)
                                        .toList()))
                        .filter(part -> !part.lines().isEmpty())
                        .toList());
        model.addAttribute("tasks", taskLines(id, lines));
        model.addAttribute("names", namesIn(lines, further));
        model.addAttribute("openWork", openWork.of(id));
        CaseTimeline.Timeline all = timeline.of(file);
        CaseTimeline.Kind only = CaseTimeline.Kind.ofSlug(art).orElse(null);
        model.addAttribute("next", all.next());
        model.addAttribute("timeline", only == null ? all : all.only(only));
        model.addAttribute("only", only);
        model.addAttribute("kinds", counted(all));
        model.addAttribute("total", all.size());
        model.addAttribute("periods", periods.of(id, persons.client(id).id()));
        model.addAttribute("household", persons.household(id));
        model.addAttribute("runningBefore", takeovers.referralsOf(id));
        model.addAttribute("now", GermanDates.weekday(BusinessCalendar.today(clock)));
        model.addAttribute("languages", Language.values());
        model.addAttribute("lastContact", contacts.last(id).orElse(null));
        model.addAttribute("contactKinds", Contacts.Kind.values());
        model.addAttribute("today", BusinessCalendar.today(clock).toString());
        model.addAttribute(
                "changes",
                changes.shownOpen(id).stream().map(CaseChange::withoutHealth).toList());
        model.addAttribute("inside", inside);
        crises.open(id).ifPresent(crisis -> {
            model.addAttribute("standsStill", crisis);
            model.addAttribute("mayKnow", inside);
            model.addAttribute("actUntil", GermanDates.time(crises.actUntil(crisis)));
            model.addAttribute("whereItLies", crises.whereItLies(crisis));
            model.addAttribute("acted", crisis.inCharge() == null ? "" : actors.displayName(crisis.inCharge()));
            model.addAttribute("actedMyself", actors.currentId().equals(crisis.inCharge()));
        });
        model.addAttribute("changeKinds", CaseChange.Kind.reportable());
        model.addAttribute("referrals", referrals.of(id));
        model.addAttribute("counselled", intake.notes(id));
        model.addAttribute("municipalities", municipalitiesWithTeams());
        model.addAttribute("closingReasons", Case.ClosingReason.values());
        model.addAttribute("goals", goals.inForce(id));
        model.addAttribute(
                "goalsVersion",
                agreements.inForce(id).map(GoalAgreement::version).orElse(0));
        model.addAttribute("goalOutcomes", GoalOutcome.Kind.values());
        model.addAttribute("goalSayers", GoalOutcome.SaidBy.values());
        model.addAttribute("goalsLateBefore", BusinessCalendar.today(clock));
        model.addAttribute("attainments", List.of(GoalAttainment.FULLY, GoalAttainment.PARTLY, GoalAttainment.NONE));
        model.addAttribute("attainment", attainment.proposed(id).orElse(null));
        return "board/case-file";
    }

    @PostMapping("/abgeben")
    String move(
            @PathVariable String number,
            @RequestParam String successor,
            @RequestParam String reason,
            @RequestParam int version,
            RedirectAttributes redirect) {
        Case file = pages.visible(number);
        return answer(file.id(), redirect, () -> {
            String[] parts = successor.split("\\|", 2);
            if (parts.length != 2) {
                throw new Refused("Bitte wählen Sie, wer den Fall übernimmt.");
            }
            moving.move(
                    file.id(),
                    new CaseMoving.Order(
                            Municipality.find(parts[0])
                                    .orElseThrow(() -> new Refused("Bitte wählen Sie, wer den Fall übernimmt.")),
                            parts[1],
                            reason,
                            version));
            boolean mine = actors.current()
                    .map(actor -> cases.find(file.id(), actor.teams()).isPresent())
                    .orElse(false);
            redirect.addFlashAttribute(
                    "done",
                    "Der Fall %s liegt jetzt bei %s.%s"
                            .formatted(
                                    file.id(),
                                    actors.displayName(parts[1]),
                                    mine ? "" : " Ihr Team sieht ihn nicht mehr."));
            return mine ? page(file.id()) : "redirect:/faelle";
        });
    }

    @PostMapping("/abschliessen")
    String close(
            @PathVariable String number,
            @RequestParam Case.ClosingReason reason,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(required = false) @Nullable GoalAttainment attainment,
            @RequestParam(defaultValue = "") String finding,
            @RequestParam int version,
            RedirectAttributes redirect) {
        Case file = pages.visible(number);
        return answer(file.id(), redirect, () -> {
            closingByHand.close(file.id(), reason, note, attainment, finding, version);
            redirect.addFlashAttribute("done", "Der Fall ist abgeschlossen. Sie können ihn hier wieder öffnen.");
            return page(file.id());
        });
    }

    /** A talk, written down in under a minute: kind, day, language, with whom, what about. */
    @PostMapping("/kontakte")
    String contact(
            @PathVariable String number,
            @RequestParam Contacts.Kind kind,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "") String withWhom,
            @RequestParam(defaultValue = "") String note,
            RedirectAttributes redirect) {
        Case file = pages.visible(number);
        return answer(file.id(), redirect, () -> {
            // Of today it is now; of an earlier day noon is near enough, the hour is not asked for.
            Instant at = day.equals(BusinessCalendar.today(clock))
                    ? clock.instant()
                    : BusinessCalendar.startOf(day).plus(Duration.ofHours(12));
            contacts.add(file.id(), at, kind, Language.find(language).orElse(null), withWhom, note);
            redirect.addFlashAttribute("done", "Der Kontakt ist festgehalten.");
            return page(file.id());
        });
    }

    /** A change between two assessments: it becomes a task, not a note. */
    @PostMapping("/aenderung")
    String change(
            @PathVariable String number,
            @RequestParam CaseChange.Kind kind,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day,
            @RequestParam(defaultValue = "") String detail,
            RedirectAttributes redirect) {
        Case file = pages.visible(number);
        return answer(file.id(), redirect, () -> {
            CaseChanges.Noted noted = changes.report(file.id(), kind, day, detail);
            redirect.addFlashAttribute(
                    "done",
                    noted == CaseChanges.Noted.ASSESSING
                            ? "Die Änderung ist festgehalten. Die Lage wird gerade neu erfasst; bitte tragen Sie sie dort ein."
                            : "Die Änderung ist festgehalten. Die Aufgabe „Lage neu prüfen“ liegt in der Aufgabenliste.");
            return page(file.id());
        });
    }

    @PostMapping("/krise")
    String crisis(@PathVariable String number, RedirectAttributes redirect) {
        Case file = pages.visible(number);
        return answer(file.id(), redirect, () -> {
            Crises.Crisis crisis = crises.report(file.id());
            return workflows
                    .assignFirstTask(crisis.id().toString(), actors.currentId())
                    .map(task -> "redirect:/camunda/app/tasklist/default/#/?task=" + task)
                    .orElse(page(file.id()));
        });
    }

    @PostMapping("/wieder-oeffnen")
    String reopen(
            @PathVariable String number,
            @RequestParam String reason,
            @RequestParam int version,
            RedirectAttributes redirect) {
        Case file = pages.visible(number);
        return answer(file.id(), redirect, () -> {
            closing.reopen(file.id(), reason, version);
            redirect.addFlashAttribute(
                    "done",
                    workflows.waiting(number, actors.currentId()).stream()
                            .findFirst()
                            .map(next -> "Der Fall ist wieder offen. Die Aufgabe „%s“ liegt in der Aufgabenliste."
                                    .formatted(next.name()))
                            .orElse("Der Fall ist wieder offen."));
            return page(file.id());
        });
    }

    @PostMapping("/uebergaben/{handover}/zuruecknehmen")
    String withdraw(
            @PathVariable String number,
            @PathVariable UUID handover,
            @RequestParam String reason,
            RedirectAttributes redirect) {
        Case file = pages.visible(number);
        return answer(file.id(), redirect, () -> {
            Handover found = handovers
                    .find(new HandoverId(handover))
                    .filter(h -> h.caseId().equals(file.id()) && confidentiality.open(h))
                    .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
            if (reason.isBlank()) {
                throw new Refused("Bitte schreiben Sie kurz, warum die Übergabe zurückgenommen wird.");
            }
            handoverManagement.withdraw(found.id(), reason);
            redirect.addFlashAttribute("done", "Die Übergabe „%s“ ist zurückgenommen.".formatted(found.title()));
            return page(file.id());
        });
    }

    @PostMapping("/einwilligungen/{consent}/widerrufen")
    String withdrawConsent(@PathVariable String number, @PathVariable UUID consent, RedirectAttributes redirect) {
        Case file = pages.visible(number);
        boolean hidden = !compartment.open(file.id())
                && consents.of(file.id()).stream().anyMatch(c -> c.id().equals(consent) && c.confidential());
        if (hidden) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return answer(file.id(), redirect, () -> {
            consentManagement.withdraw(file.id(), consent, Consent.DecidedBy.PERSON, "");
            redirect.addFlashAttribute(
                    "done",
                    "Der Widerruf ist eingetragen. Offene Übergaben, die auf dieser Einwilligung beruhen, sind angehalten.");
            return page(file.id());
        });
    }

    /** Only what stands in a list of the reader; the page tells nothing that the lists keep to themselves. */
    private List<TaskLine> taskLines(CaseId id, List<HandoverLine> handoverLines) {
        Map<String, String> titles = new HashMap<>();
        handoverLines.stream()
                .filter(line -> !line.handover().confidential())
                .forEach(line -> titles.put(
                        line.handover().id().toString(), line.handover().title()));
        String me = actors.currentId();
        Instant now = clock.instant();
        return workflows.waiting(id.number(), me).stream()
                .map(task -> new TaskLine(
                        task.id(),
                        task.name(),
                        titles.getOrDefault(task.businessKey(), ""),
                        task.due() == null ? "" : GermanDates.weekday(BusinessCalendar.dayOf(task.due())),
                        task.due() != null && task.due().isBefore(now),
                        task.assignee() == null
                                ? "noch niemand"
                                : task.assignee().equals(me) ? "Sie" : actors.displayName(task.assignee())))
                .toList();
    }

    private List<String[]> shownFacts(Case file) {
        LocalDate today = BusinessCalendar.today(clock);
        List<String[]> lines = new ArrayList<>();
        for (Fact fact : facts.holdingOn(file.id(), persons.client(file.id()).id(), today)
                .values()) {
            lines.add(new String[] {facts.label(fact.kind()), facts.shown(fact.kind(), fact.value())});
        }
        return lines;
    }

    private Map<String, String> officeLabels() {
        Map<String, String> labels = new HashMap<>();
        directory.offices().forEach(office -> labels.put(office.code(), office.label()));
        return labels;
    }

    private List<HandoverLine> handoverLines(CaseId id) {
        LocalDate today = BusinessCalendar.today(clock);
        return confidentiality.shown(handovers.ofCase(id)).stream()
                .sorted(Comparator.comparing((Handover h) -> !h.open())
                        .thenComparing(h -> h.due().orElse(LocalDate.MAX)))
                .map(h -> new HandoverLine(
                        h,
                        h.confidential() ? "" : label(h.receiverOffice()),
                        switch (h.owner().kind()) {
                            case CASE -> "Fallmanagement";
                            case OFFICE ->
                                h.confidential()
                                        ? "die Stelle"
                                        : label(h.owner().ref());
                        },
                        h.confidential() || h.declinedAt() == null ? "" : handovers.stand(h),
                        standstills.since(h),
                        h.late(today),
                        h.state().withReceiver()
                                ? h.answerUntil(today).map(GermanDates::weekday).orElse("")
                                : "",
                        h.confidential() ? List.of() : handovers.events(h.id())))
                .toList();
    }

    private Map<String, String> namesIn(List<HandoverLine> lines, List<FurtherFact> further) {
        Map<String, String> names = new HashMap<>(Map.of(Actors.SYSTEM, "Lotse"));
        further.forEach(fact -> names.computeIfAbsent(fact.by(), actors::displayName));
        lines.forEach(line -> line.events().forEach(event -> names.computeIfAbsent(event.by(), actors::displayName)));
        return names;
    }

    private String label(@Nullable String office) {
        return office == null ? "" : directory.office(office).map(Office::label).orElse(office);
    }

    private List<Successors> municipalitiesWithTeams() {
        return List.of(Municipality.values()).stream()
                .map(m -> new Successors(
                        m,
                        actors.membersOf(m.team()).stream()
                                .map(user -> new Successor(m.name() + "|" + user, actors.displayName(user)))
                                .toList()))
                .filter(s -> !s.people().isEmpty())
                .toList();
    }

    /** What the list can be narrowed to; a kind nobody has done anything in is not offered. */
    private static List<KindCount> counted(CaseTimeline.Timeline all) {
        return Stream.of(CaseTimeline.Kind.values())
                .map(kind -> new KindCount(kind, all.only(kind).size()))
                .filter(k -> k.count() > 0)
                .toList();
    }

    record KindCount(CaseTimeline.Kind kind, int count) {}

    record Successors(Municipality municipality, List<Successor> people) {}

    record Successor(String value, String name) {}
}
