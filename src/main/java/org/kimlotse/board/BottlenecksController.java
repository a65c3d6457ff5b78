package org.kimlotse.board;

import java.util.List;
import org.kimlotse.access.Groups;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.escalation.Bottleneck;
import org.kimlotse.escalation.Bottlenecks;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The bottlenecks by number, for coordination and the steering group; names no case. */
@Controller
class BottlenecksController {

    record Line(Bottleneck bottleneck, String office) {}

    private final Bottlenecks bottlenecks;
    private final Directory directory;
    private final Doors doors;

    BottlenecksController(Bottlenecks bottlenecks, Directory directory, Doors doors) {
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
        return "board/bottlenecks";
    }
}
