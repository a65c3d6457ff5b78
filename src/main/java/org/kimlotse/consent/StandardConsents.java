package org.kimlotse.consent;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.OfficeKind;
import org.kimlotse.shared.Municipality;
import org.springframework.stereotype.Component;

/**
 * What is usually asked for in the first talk: the offices of the place that a change of benefit law passes through, and
 * no more data than each needs, as the rules on the hops of a transition say. Each is refused or given on its own; health
 * is never part of it. The office for SGB XII is asked for only where a handover needs it.
 */
@Component
public class StandardConsents {

    /** @param recipient office code */
    public record Proposal(String recipient, Purpose purpose, Set<DataCategory> categories) {}

    private record Usual(OfficeKind kind, Purpose purpose, Set<DataCategory> categories) {}

    private static final List<Usual> USUAL = List.of(
            new Usual(
                    OfficeKind.JC,
                    Purpose.BENEFIT_TRANSITION,
                    EnumSet.of(DataCategory.IDENTITY, DataCategory.STATUS, DataCategory.BENEFIT, DataCategory.FAMILY)),
            new Usual(OfficeKind.JC, Purpose.WORK, EnumSet.of(DataCategory.IDENTITY, DataCategory.WORK)),
            new Usual(OfficeKind.JC, Purpose.LANGUAGE, EnumSet.of(DataCategory.IDENTITY, DataCategory.LANGUAGE)),
            new Usual(
                    OfficeKind.SOZ,
                    Purpose.BENEFIT_TRANSITION,
                    EnumSet.of(DataCategory.IDENTITY, DataCategory.STATUS, DataCategory.BENEFIT)),
            new Usual(OfficeKind.ABH, Purpose.RESIDENCE, EnumSet.of(DataCategory.IDENTITY, DataCategory.STATUS)),
            new Usual(
                    OfficeKind.KK, Purpose.BENEFIT_TRANSITION, EnumSet.of(DataCategory.IDENTITY, DataCategory.BENEFIT)),
            new Usual(
                    OfficeKind.FAMKA,
                    Purpose.FAMILY,
                    EnumSet.of(DataCategory.IDENTITY, DataCategory.STATUS, DataCategory.FAMILY)),
            new Usual(OfficeKind.BEZREG, Purpose.RESIDENCE, EnumSet.of(DataCategory.IDENTITY, DataCategory.STATUS)),
            new Usual(OfficeKind.KT, Purpose.LANGUAGE, EnumSet.of(DataCategory.IDENTITY, DataCategory.LANGUAGE)));

    private final Directory directory;

    StandardConsents(Directory directory) {
        this.directory = directory;
    }

    /** The proposals for a municipality on a day; an office that is not in the directory is left out. */
    public List<Proposal> proposedFor(Municipality municipality, LocalDate day) {
        List<Proposal> proposals = new ArrayList<>();
        for (Usual usual : USUAL) {
            directory
                    .competent(usual.kind(), municipality, day)
                    .ifPresent(
                            office -> proposals.add(new Proposal(office.code(), usual.purpose(), usual.categories())));
        }
        return proposals;
    }
}
