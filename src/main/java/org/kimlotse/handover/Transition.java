package org.kimlotse.handover;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kimlotse.handover.facts.HandoverState;

/** One step of a handover from a state to another, with what it writes and what the audit trail says of it. */
final class Transition {

    final HandoverAction action;
    final HandoverState to;
    private final Map<String, @Nullable Object> columns = new LinkedHashMap<>();
    private @Nullable Owner owner;
    private @Nullable String code;
    private @Nullable String note;
    private @Nullable Confirmation confirmation;

    private Transition(HandoverAction action, HandoverState to) {
        this.action = action;
        this.to = to;
    }

    static Transition to(HandoverState to, HandoverAction action) {
        return new Transition(action, to);
    }

    /** Makes somebody else accountable; without it the owner stays. */
    Transition owner(Owner newOwner) {
        this.owner = newOwner;
        return this;
    }

    /** A column of {@code handovers}, a constant of this package: never text from outside. */
    Transition set(String column, @Nullable Object value) {
        columns.put(column, value);
        return this;
    }

    Transition code(@Nullable Enum<?> constant) {
        this.code = constant == null ? null : constant.name();
        return this;
    }

    Transition code(String text) {
        this.code = text;
        return this;
    }

    Transition note(@Nullable String text) {
        this.note = text == null || text.isBlank() ? null : text;
        return this;
    }

    Transition confirmed(@Nullable Confirmation said) {
        this.confirmation = said;
        return this;
    }

    Owner ownerAfter(Handover seen) {
        return owner == null ? seen.owner() : owner;
    }

    Map<String, @Nullable Object> columns() {
        return columns;
    }

    @Nullable
    String code() {
        return code;
    }

    @Nullable
    String note() {
        return note;
    }

    @Nullable
    String contactName() {
        return confirmation == null ? null : confirmation.name();
    }

    @Nullable
    LocalDate contactOn() {
        return confirmation == null ? null : confirmation.on();
    }
}
