package org.kimlotse.casework;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.engine.Workflows;
import org.kimlotse.handover.Confidentiality;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.Handovers;
import org.kimlotse.referral.ShownReferrals;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.GermanDates;
import org.kimlotse.shared.Markdown;
import org.kimlotse.transition.HopDifference;
import org.kimlotse.transition.TransitionManagement;
import org.springframework.stereotype.Service;

/** A case at a glance, for whoever picks it up. */
@Service
public class CaseStatus {

    private final Handovers handovers;
    private final Confidentiality confidentiality;
    private final Directory directory;
    private final TransitionManagement transition;
    private final ShownReferrals referrals;
    private final Workflows workflows;
    private final Clock clock;

    CaseStatus(
            Handovers handovers,
            Confidentiality confidentiality,
            Directory directory,
            TransitionManagement transition,
            ShownReferrals referrals,
            Workflows workflows,
            Clock clock) {
        this.workflows = workflows;
        this.referrals = referrals;
        this.handovers = handovers;
        this.confidentiality = confidentiality;
        this.directory = directory;
        this.transition = transition;
        this.clock = clock;
    }

    /** The day on which the case is to be looked at again (Europe/Berlin); empty while it is not accompanied. */
    public Optional<LocalDate> nextReview(CaseId caseId) {
        return workflows
                .due(CaseChanges.PROCESS, caseId.number(), CaseChanges.ACCOMPANY)
                .map(BusinessCalendar::dayOf);
    }

    /**
     * German markdown: which referrals run, how many handovers are done, missed and open, the open ones by date, and where the
     * plan would be another today.
     */
    public String markdown(CaseId caseId) {
        String running = referrals.openOf(caseId).stream()
                .map(referral -> "- Vermittlung „%s“ läuft seit dem %s\n"
                        .formatted(referral.kind().label(), GermanDates.day(referral.openedAt())))
                .collect(Collectors.joining());
        return (running + (running.isEmpty() ? "" : "\n") + handovers(caseId)).stripTrailing();
    }

    private String handovers(CaseId caseId) {
        List<Handover> all = confidentiality.shown(handovers.ofCase(caseId));
        if (all.isEmpty()) {
            return "Bisher ist nichts an eine Stelle zu übergeben.";
        }
        List<Handover> open = all.stream()
                .filter(Handover::open)
                .sorted(Comparator.comparing(h -> h.due().orElse(LocalDate.MAX)))
                .toList();
        long missed = open.stream().filter(Handover::missed).count();
        StringBuilder text = new StringBuilder("**%d Übergaben: %d erledigt, %d offen%s.**\n\n"
                .formatted(
                        all.size(),
                        all.size() - open.size(),
                        open.size(),
                        missed == 0 ? "" : ", davon %d verpasst".formatted(missed)));
        LocalDate today = BusinessCalendar.today(clock);
        open.forEach(h -> text.append("- ").append(line(h, today)).append('\n'));
        List<HopDifference> questions = transition.openQuestions(caseId);
        if (!questions.isEmpty()) {
            text.append("\n**Der Plan sieht es heute anders vor. Bitte entscheiden Sie selbst:**\n\n");
            questions.forEach(
                    q -> text.append("- ").append(Markdown.escape(q.sentence())).append('\n'));
        }
        return text.toString().stripTrailing();
    }

    private String line(Handover handover, LocalDate today) {
        String office = handover.receiverOffice();
        String receiver = office == null || handover.confidential()
                ? ""
                : " → " + directory.office(office).map(Office::label).orElse(office);
        String due = handover.due()
                .map(day -> ", Frist %s%s"
                        .formatted(BusinessCalendar.german(day), day.isBefore(today) ? " (überschritten)" : ""))
                .orElse("");
        return Markdown.escape(handover.title() + receiver) + ": " + Markdown.escape(handovers.stand(handover)) + due
                + (handover.missed() ? " – **verpasst**" : "");
    }
}
