package org.kimlotse.escalation;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kimlotse.escalation.Meetings.Attendance;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.stereotype.Component;

/** Takes a bottleneck to where a test begins, through the use cases. */
@Component
class OpenBottleneck {

    static final String PLAIN = "Der Eingang wird an dieser Stelle regelmäßig nicht bestätigt.";

    private final BottleneckReporting reporting;
    private final Dossiers dossiers;
    private final Meetings meetings;
    private final Resolutions resolutions;
    private final Seats seats;
    private final Clock clock;

    OpenBottleneck(
            BottleneckReporting reporting,
            Dossiers dossiers,
            Meetings meetings,
            Resolutions resolutions,
            Seats seats,
            Clock clock) {
        this.reporting = reporting;
        this.dossiers = dossiers;
        this.meetings = meetings;
        this.resolutions = resolutions;
        this.seats = seats;
        this.clock = clock;
    }

    Bottleneck.Id reported(HandedOver.Step step) {
        return reporting
                .report(step.answered("2026-08-03", 20), step.hop, PLAIN, "fallmanagement")
                .bottleneck()
                .id();
    }

    Bottleneck.Id released(HandedOver.Step step) {
        Bottleneck.Id id = reported(step);
        dossiers.write(id, PLAIN, "koordination");
        dossiers.release(id, "koordination");
        dossiers.release(id, "koordination2");
        return id;
    }

    Bottleneck.Id onTodaysAgenda(HandedOver.Step step) {
        Bottleneck.Id id = released(step);
        putOnTodaysAgenda(id);
        return id;
    }

    void putOnTodaysAgenda(Bottleneck.Id id) {
        meetings.putOnAgenda(id, BusinessCalendar.today(clock), "Beratung", "koordination");
    }

    Bottleneck.Id inMeeting(HandedOver.Step step, int seatsTaken) {
        Bottleneck.Id id = onTodaysAgenda(step);
        meetings.hold(id, first(seatsTaken), "koordination");
        return id;
    }

    Bottleneck.Id resolved(HandedOver.Step step) {
        Bottleneck.Id id = inMeeting(step, 16);
        resolve(id);
        return id;
    }

    void resolve(Bottleneck.Id id) {
        resolutions.record(
                id, "So soll es werden.", new Resolution.Votes(14, 1, 1), true, oneMeasure(), "koordination");
    }

    List<Measure.Draft> oneMeasure() {
        return List.of(new Measure.Draft(
                "Feste Ansprechperson benennen",
                new Measure.Owner(Measure.Owner.Kind.SEAT, "jobcenter"),
                BusinessCalendar.today(clock).plusDays(30)));
    }

    void allMeasuresDone(Bottleneck.Id id) {
        resolutions
                .measures(resolutions.requireLatest(id).id())
                .forEach(m -> resolutions.report(m.id(), true, "Erledigt.", "jobcenter-leitung"));
    }

    /** The first so many seats of the seed are there; the chair is the first. */
    Map<String, Attendance> first(int number) {
        Map<String, Attendance> taken = new LinkedHashMap<>();
        seats.on(BusinessCalendar.today(clock)).stream()
                .limit(number)
                .forEach(s -> taken.put(s.code(), taken.size() % 2 == 0 ? Attendance.PRESENT : Attendance.REPRESENTED));
        return taken;
    }
}
