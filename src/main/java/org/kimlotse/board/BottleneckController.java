package org.kimlotse.board;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kimlotse.access.Groups;
import org.kimlotse.escalation.Bottleneck;
import org.kimlotse.escalation.Bottlenecks;
import org.kimlotse.escalation.Dossier;
import org.kimlotse.escalation.Dossiers;
import org.kimlotse.escalation.Effect;
import org.kimlotse.escalation.Effects;
import org.kimlotse.escalation.Minutes;
import org.kimlotse.escalation.Seat;
import org.kimlotse.escalation.SeatPosition;
import org.kimlotse.escalation.SeatPositions;
import org.kimlotse.escalation.SteeringTexts;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.Refused;
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
 * One bottleneck from the report to the effect, for coordination and the steering group: the released dossier, who was
 * there, what was decided, every seat's view and what became of the measures. Names no case. The only thing that can be
 * done here is to state the own seat's view.
 */
@Controller
@RequestMapping("/engpaesse/{number}")
class BottleneckController {

    private static final String VIEW = "board/bottleneck";

    /** A seat the reader speaks for, with what holds for it now. */
    record OwnSeat(Seat seat, @Nullable SeatPosition position) {}

    private final Bottlenecks bottlenecks;
    private final Dossiers dossiers;
    private final Effects effects;
    private final Minutes minutes;
    private final SeatPositions positions;
    private final SteeringTexts texts;
    private final Actors actors;
    private final Doors doors;

    BottleneckController(
            Bottlenecks bottlenecks,
            Dossiers dossiers,
            Effects effects,
            Minutes minutes,
            SeatPositions positions,
            SteeringTexts texts,
            Actors actors,
            Doors doors) {
        this.bottlenecks = bottlenecks;
        this.dossiers = dossiers;
        this.effects = effects;
        this.minutes = minutes;
        this.positions = positions;
        this.texts = texts;
        this.actors = actors;
        this.doors = doors;
    }

    @GetMapping
    String show(@PathVariable String number, Model model) {
        return page(visible(number), model);
    }

    /** The seat speaks for itself, also where coordination has taken its view from the minutes. */
    @PostMapping("/sicht")
    String state(
            @PathVariable String number,
            @RequestParam String seat,
            @RequestParam SeatPosition.Kind kind,
            @RequestParam(defaultValue = "") String text,
            Model model,
            RedirectAttributes redirect) {
        Bottleneck bottleneck = visible(number);
        try {
            positions.stateOutsideTheTask(bottleneck.id(), seat, kind, text.strip(), actors.currentId());
        } catch (Refused refused) {
            model.addAttribute("problem", refused.getMessage());
            model.addAttribute("typed", text);
            model.addAttribute("typedKind", kind);
            return page(bottleneck, model);
        }
        redirect.addFlashAttribute("done", "Ihre Sicht ist eingetragen. Frühere Fassungen bleiben im Protokoll.");
        return "redirect:/engpaesse/" + bottleneck.number();
    }

    private Bottleneck visible(String number) {
        doors.openFor(Groups.COORDINATION, Groups.STEERING);
        return bottlenecks
                .byNumber(number)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "Diesen Engpass gibt es nicht."));
    }

    private String page(Bottleneck bottleneck, Model model) {
        Optional<Dossier> released =
                dossiers.latest(bottleneck.id()).filter(d -> d.status() == Dossier.Status.RELEASED);
        Optional<Effect.Assessment> effect = effects.latest(bottleneck.id());
        boolean stillOpen = positions.canStillBeStated(bottleneck.id());
        model.addAttribute("bottleneck", bottleneck);
        model.addAttribute("office", texts.office(bottleneck.office()));
        model.addAttribute("dossier", released.map(Dossier::body).orElse(null));
        model.addAttribute("figures", released.isPresent() ? texts.figuresCompared(bottleneck) : null);
        model.addAttribute("rounds", minutes.of(bottleneck.id()));
        model.addAttribute("effect", effect.orElse(null));
        model.addAttribute("effectFigures", effect.map(texts::effectCompared).orElse(null));
        model.addAttribute("definition", effect.map(texts::definition).orElse(""));
        model.addAttribute("own", stillOpen ? own(bottleneck) : List.of());
        model.addAttribute("kinds", SeatPosition.Kind.values());
        return VIEW;
    }

    private List<OwnSeat> own(Bottleneck bottleneck) {
        return positions.seatsOf(actors.currentId()).stream()
                .map(seat -> new OwnSeat(
                        seat, positions.latest(bottleneck.id(), seat.code()).orElse(null)))
                .toList();
    }
}
