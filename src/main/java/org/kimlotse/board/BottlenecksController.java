package org.kimlotse.board;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.kimlotse.access.Groups;
import org.kimlotse.casework.Closings;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.escalation.Bottleneck;
import org.kimlotse.escalation.Bottlenecks;
import org.kimlotse.escalation.TextsForTheGroup;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The bottlenecks by number, for coordination and the steering group; names no case. */
@Controller
class BottlenecksController {

    /** So many are read at one sitting. */
    private static final int MOST_FINDINGS = 50;

    record Line(Bottleneck bottleneck, String office) {}

    /** @param text empty if it looks as if somebody could be recognised by it */
    record FoundLine(String month, String text) {}

    private final Bottlenecks bottlenecks;
    private final Directory directory;
    private final Closings closings;
    private final TextsForTheGroup texts;
    private final Actors actors;
    private final Doors doors;

    BottlenecksController(
            Bottlenecks bottlenecks,
            Directory directory,
            Closings closings,
            TextsForTheGroup texts,
            Actors actors,
            Doors doors) {
        this.closings = closings;
        this.texts = texts;
        this.actors = actors;
        this.bottlenecks = bottlenecks;
        this.directory = directory;
        this.doors = doors;
    }

    @GetMapping("/engpaesse")
    String list(Model model) {
        doors.openFor(Groups.COORDINATION, Groups.STEERING);
        List<Line> lines = bottlenecks.all().stream()
                .map(b -> new Line(
                        b, directory.office(b.office()).map(Office::label).orElse(b.office())))
                .toList();
        model.addAttribute("lines", lines);
        boolean coordination =
                actors.current().map(a -> a.in(Groups.COORDINATION)).orElse(false);
        model.addAttribute("coordination", coordination);
        model.addAttribute(
                "findings",
                coordination
                        ? closings.findings(MOST_FINDINGS).stream()
                                .map(this::shown)
                                .toList()
                        : List.of());
        return "board/bottlenecks";
    }

    /** The month is near enough; a day could lead to a case. */
    private FoundLine shown(Closings.Found found) {
        String month =
                DateTimeFormatter.ofPattern("MMMM uuuu", Locale.GERMAN).format(BusinessCalendar.dayOf(found.at()));
        return new FoundLine(month, texts.problems(found.text()).isEmpty() ? found.text() : "");
    }
}
