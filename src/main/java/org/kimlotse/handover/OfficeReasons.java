package org.kimlotse.handover;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kimlotse.directory.Directory;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.stereotype.Component;

/**
 * Why a handover is what it is, for the office it was sent to: what it is asked to do, the paragraph, the day and how the
 * day came about. No fact that its data package does not hold: a sum whose days it was not told stays inside.
 */
@Component
public class OfficeReasons {

    private static final Pattern DAY = Pattern.compile("\\d{2}\\.\\d{2}\\.\\d{4}");

    private static final String NOT_TOLD =
            "Der Tag folgt aus dem Plan des Übergangs. Die Angaben, aus denen er berechnet ist, gehören nicht zu denen, die Ihnen übermittelt wurden.";

    private static final String ANSWER = "Bitte bestätigen Sie den Eingang und sagen Sie uns, ob Sie übernehmen.";

    /**
     * @param asked German, what is expected of the office
     * @param because how the day came about, one German sentence a line
     * @param ruleId the rule that planned the step
     * @param version of the rule set (hex)
     */
    public record Reason(
            Handover handover,
            String asked,
            @Nullable LocalDate due,
            List<String> because,
            String ruleId,
            String version) {

        public Reason {
            because = List.copyOf(because);
        }

        /** The rule set the rule belongs to, as its folder is called. */
        public String ruleSet() {
            return RuleSet.folderOf(ruleId);
        }
    }

    private final Handovers handovers;
    private final HandoverManagement management;
    private final OfficeRequests requests;
    private final Actors actors;

    OfficeReasons(Handovers handovers, HandoverManagement management, OfficeRequests requests, Actors actors) {
        this.handovers = handovers;
        this.management = management;
        this.requests = requests;
        this.actors = actors;
    }

    /** For a member of the receiving office, once it was sent there; empty for everybody else and for confidential steps. */
    public Optional<Reason> of(HandoverId id) {
        return handovers
                .find(id)
                .filter(h -> h.sentAt() != null && !h.confidential())
                .filter(this::isForTheirOffice)
                .flatMap(h -> {
                    String rule = h.ruleId();
                    String version = h.ruleSetVersion();
                    return rule == null || version == null
                            ? Optional.empty()
                            : Optional.of(new Reason(h, asked(h), h.due().orElse(null), because(h), rule, version));
                });
    }

    /** What the office is asked to do, German, as the table of the steps says; else what counts as done. */
    String asked(Handover h) {
        return requests.of(h)
                .orElseGet(() -> h.confidential() || h.outcomeHint().isEmpty()
                        ? ANSWER
                        : ANSWER + " Als erledigt gilt: " + h.outcomeHint());
    }

    private boolean isForTheirOffice(Handover h) {
        String office = h.receiverOffice();
        return office != null
                && actors.current()
                        .filter(actor -> actor.in(Directory.partnerGroup(office)))
                        .isPresent();
    }

    private List<String> because(Handover h) {
        Set<String> told = Stream.concat(
                        Stream.of(h.due(), Optional.ofNullable(h.hardOn()))
                                .flatMap(Optional::stream)
                                .map(BusinessCalendar::german),
                        management.dataPackage(h).stream().flatMap(field -> days(field.value())))
                .collect(Collectors.toSet());
        List<String> lines = Arrays.stream(h.dueReason().split("; (?=[A-ZÄÖÜ])", -1))
                .filter(line -> !line.isBlank())
                .toList();
        List<String> tellable = lines.stream()
                .filter(line -> days(line).allMatch(told::contains))
                .toList();
        return tellable.size() == lines.size()
                ? tellable
                : Stream.concat(tellable.stream(), Stream.of(NOT_TOLD)).toList();
    }

    private static Stream<String> days(String text) {
        return DAY.matcher(text).results().map(java.util.regex.MatchResult::group);
    }
}
