package org.kimlotse.board;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kimlotse.access.Groups;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.escalation.Bottleneck;
import org.kimlotse.escalation.Bottlenecks;
import org.kimlotse.escalation.Seats;
import org.kimlotse.handover.Confidentiality;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverId;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.Standstills;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What Tasklist's cards say beyond the name of the task: which handover, which bottleneck, which colleague has it. A case in
 * transition has ten tasks of the same name; without this, they look alike. Of the people we care for it names nobody.
 */
@RestController
class TaskCardsController {

    /** A page of the list has fifteen cards. */
    private static final int LIMIT = 100;

    private final Handovers handovers;
    private final Bottlenecks bottlenecks;
    private final Seats seats;
    private final Directory directory;
    private final CaseAccess access;
    private final Confidentiality confidentiality;
    private final Standstills standstills;
    private final Actors actors;
    private final Clock clock;

    TaskCardsController(
            Handovers handovers,
            Bottlenecks bottlenecks,
            Seats seats,
            Directory directory,
            CaseAccess access,
            Confidentiality confidentiality,
            Standstills standstills,
            Actors actors,
            Clock clock) {
        this.handovers = handovers;
        this.bottlenecks = bottlenecks;
        this.seats = seats;
        this.directory = directory;
        this.access = access;
        this.confidentiality = confidentiality;
        this.standstills = standstills;
        this.actors = actors;
        this.clock = clock;
    }

    /** Text by id; what is not the caller's is left out like what does not exist. */
    @GetMapping("/api/cards")
    Map<String, String> texts(
            @RequestParam(name = "handover", defaultValue = "") List<String> handoverIds,
            @RequestParam(name = "bottleneck", defaultValue = "") List<String> bottleneckIds,
            @RequestParam(name = "seat", defaultValue = "") List<String> seatCodes,
            @RequestParam(name = "person", defaultValue = "") List<String> userIds) {
        Map<String, String> texts = new LinkedHashMap<>();
        actors.current().ifPresent(actor -> {
            ids(handoverIds)
                    .flatMap(id -> handovers.find(new HandoverId(id)).stream())
                    .filter(handover -> concerns(handover, actor))
                    .forEach(handover -> texts.put(handover.id().toString(), text(handover)));
            userIds.stream()
                    .distinct()
                    .limit(LIMIT)
                    .filter(id -> colleagues(actor, id))
                    .forEach(id -> texts.put(id, actors.displayName(id)));
            if (actor.in(Groups.COORDINATION) || actor.in(Groups.STEERING)) {
                Set<UUID> wanted = ids(bottleneckIds).collect(Collectors.toSet());
                if (!wanted.isEmpty()) {
                    bottlenecks.all().stream()
                            .filter(bottleneck ->
                                    wanted.contains(bottleneck.id().value()))
                            .forEach(bottleneck -> texts.put(bottleneck.id().toString(), text(bottleneck)));
                }
                LocalDate today = BusinessCalendar.today(clock);
                seatCodes.stream()
                        .distinct()
                        .limit(LIMIT)
                        .flatMap(code -> seats.find(code, today).stream())
                        .forEach(seat -> texts.put(seat.code(), "Sitz: " + seat.label()));
            }
        });
        return texts;
    }

    private boolean colleagues(Actors.Actor actor, String userId) {
        return actor.groups().stream().anyMatch(group -> actors.membersOf(group).contains(userId));
    }

    /** The case's team, the office it goes to, and coordination, which clears up what was missed. */
    private boolean concerns(Handover handover, Actors.Actor actor) {
        String office = handover.receiverOffice();
        return actor.in(Groups.COORDINATION)
                || (office != null && actor.in(Directory.partnerGroup(office)))
                || access.visible(handover.caseId()) && confidentiality.open(handover);
    }

    private String text(Handover handover) {
        String office = handover.receiverOffice();
        if (!confidentiality.open(handover) || handover.droppedByUs() && !access.visible(handover.caseId())) {
            // Coordination: where the own side is late, and where it may not know, the same words.
            return "Ein Schritt ist liegen geblieben";
        }
        if (handover.confidential()) {
            // A card lies open on the screen: neither the step nor the office.
            return handover.title();
        }
        String since = held(handover) ? standstills.since(handover) : "";
        String step = (since.isEmpty() ? "" : Character.toUpperCase(since.charAt(0)) + since.substring(1) + " · ")
                + handover.hop() + " " + handover.title();
        return office == null ? step : step + " → " + label(office);
    }

    /** That the whole case stands still is for its team. */
    private boolean held(Handover handover) {
        return handover.heldReason() != null
                || access.visible(handover.caseId()) && standstills.reason(handover) != null;
    }

    private String text(Bottleneck bottleneck) {
        return "%s · %s · %s".formatted(bottleneck.number(), bottleneck.step(), label(bottleneck.office()));
    }

    private String label(String office) {
        return directory.office(office).map(Office::label).orElse(office);
    }

    private static Stream<UUID> ids(List<String> texts) {
        return texts.stream().flatMap(text -> id(text).stream()).distinct().limit(LIMIT);
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
