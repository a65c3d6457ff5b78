package org.kimlotse.handover;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.kimlotse.Acting;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Interpreter;
import org.kimlotse.casefile.Language;
import org.kimlotse.casefile.NewCase;
import org.kimlotse.casefile.Opening;
import org.kimlotse.consent.Consent;
import org.kimlotse.consent.ConsentManagement;
import org.kimlotse.consent.ConsentManagement.Statement;
import org.kimlotse.consent.DataCategory;
import org.kimlotse.consent.Purpose;
import org.kimlotse.shared.CaseId;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Cases, consents and handovers for tests, as the product itself would make them. */
@TestComponent
public class HandoverFixture {

    static final Set<DataCategory> USUAL = Set.of(DataCategory.IDENTITY, DataCategory.STATUS, DataCategory.BENEFIT);

    private final CaseOpening opening;
    private final ConsentManagement consents;
    private final HandoverManagement management;
    private final JdbcClient jdbc;

    HandoverFixture(CaseOpening opening, ConsentManagement consents, HandoverManagement management, JdbcClient jdbc) {
        this.opening = opening;
        this.consents = consents;
        this.management = management;
        this.jdbc = jdbc;
    }

    /** A case in Siegburg, led by {@code fallmanagement}. */
    public CaseId caseInSiegburg() {
        String token = UUID.randomUUID().toString();
        Opening opened = Acting.as(
                "fallmanagement",
                () -> opening.open(new NewCase(
                        token,
                        "Amal",
                        "Test " + token.substring(0, 8),
                        LocalDate.of(1995, 3, 7),
                        false,
                        "Siegburg",
                        "AR",
                        true,
                        "02241 000000",
                        null,
                        true)));
        return ((Opening.Opened) opened).caseId();
    }

    public void consentTo(CaseId caseId, String office) {
        consentTo(caseId, office, USUAL);
    }

    public void consentTo(CaseId caseId, String office, Set<DataCategory> categories) {
        consentTo(caseId, office, Purpose.BENEFIT_TRANSITION, categories);
    }

    public void consentTo(CaseId caseId, String office, Purpose purpose, Set<DataCategory> categories) {
        Acting.as(
                "fallmanagement",
                () -> consents.record(
                        caseId,
                        List.of(new Statement(office, purpose, categories, true, null, Consent.Form.WRITTEN)),
                        new ConsentManagement.Explained(Language.AR, Interpreter.ON_SITE)));
    }

    public void withdrawConsents(CaseId caseId, String office) {
        Acting.as("fallmanagement", () -> {
            consents.withdrawAll(caseId, office, Consent.DecidedBy.PERSON, "");
        });
    }

    static HandoverPlan plan(CaseId caseId, String hop, String office, LocalDate dueOn) {
        return new HandoverPlan(
                caseId,
                UUID.randomUUID().toString(),
                hop,
                "BENEFIT_TRANSITION",
                "Antrag sichern",
                "Der Antrag wirkt auf den Ersten des Monats zurück.",
                "Eingangsstempel liegt vor.",
                "§ 37 Abs. 2 SGB II",
                "transition-hops." + hop.toLowerCase(java.util.Locale.ROOT),
                "0123456789abcdef",
                true,
                false,
                office,
                dueOn,
                "Zustellung 15.09.2026 + 7 Kalendertage",
                LocalDate.of(2026, 10, 31),
                Set.of("IDENTITY", "STATUS", "BENEFIT"),
                null,
                null,
                OutcomeDay.EVENT);
    }

    /** Prepared, its turn has come. */
    public Handover begun(CaseId caseId, String hop, String office, LocalDate dueOn) {
        return Acting.as(
                "fallmanagement",
                () -> management.begin(
                        management.prepare(plan(caseId, hop, office, dueOn)).id()));
    }

    /** The stop notice (H4), its turn has come. */
    public Handover begunStop(CaseId caseId, String office, LocalDate oldLawUntil) {
        HandoverPlan p = plan(caseId, "H4", office, oldLawUntil);
        HandoverPlan stop = new HandoverPlan(
                p.caseId(),
                p.idempotencyKey(),
                p.hop(),
                p.purpose(),
                "Einstellung zum Monatsende",
                p.reason(),
                p.outcomeHint(),
                p.legalBasis(),
                p.ruleId(),
                p.ruleSetVersion(),
                true,
                false,
                office,
                p.dueOn(),
                p.dueReason(),
                oldLawUntil,
                p.dataCategories(),
                null,
                oldLawUntil,
                OutcomeDay.BENEFIT_ENDS);
        return management.begin(management.prepare(stop).id());
    }

    /** Sent with consent to the Jobcenter. */
    public Handover sentToJobcenter(LocalDate dueOn) {
        CaseId caseId = caseInSiegburg();
        consentTo(caseId, "JC-SIE");
        Handover h = begun(caseId, "H1", "JC-SIE", dueOn);
        return Acting.as("fallmanagement", () -> management.send(h.id()));
    }

    /**
     * The invariants of the handovers that must hold after every race, flood or crash; each query finds the offenders.
     */
    public List<String> brokenInvariants() {
        return List.of(
                        "select 'I2 no owner: ' || cast(id as varchar(36)) from handovers where owner_kind is null or owner_ref is null",
                        "select 'I2 owner before acceptance: ' || cast(id as varchar(36)) from handovers where owner_kind = 'OFFICE' and state in ('PREPARED','SENT','ACKNOWLEDGED','QUERIED','DECLINED','SELF_SERVICE')",
                        "select 'I2 accepted without office: ' || cast(id as varchar(36)) from handovers where state = 'ACCEPTED' and (owner_kind <> 'OFFICE' or owner_ref <> receiver_office)",
                        "select 'I3 key twice: ' || idempotency_key from handovers group by idempotency_key having count(*) > 1",
                        "select 'I5 trail incomplete: ' || cast(h.id as varchar(36)) from handovers h where h.version + 1 <> (select count(*) from handover_events e where e.handover_id = h.id)",
                        "select 'I5 trail ends elsewhere: ' || cast(h.id as varchar(36)) from handovers h join handover_events e on e.handover_id = h.id and e.version = h.version where e.to_state <> h.state or e.to_owner_ref <> h.owner_ref",
                        "select 'I5 trail jumps: ' || cast(b.handover_id as varchar(36)) from handover_events a join handover_events b on b.handover_id = a.handover_id and b.version = a.version + 1 where a.to_state <> b.from_state",
                        "select 'I6 deadline lost: ' || cast(id as varchar(36)) from handovers where next_check_at is null and begun_at is not null and state in ('PREPARED','SENT','ACKNOWLEDGED','QUERIED','ACCEPTED','DECLINED','SELF_SERVICE') and ladder_level < 4",
                        "select 'I6 step without message: ' || cast(id as varchar(36)) from handovers h where ladder_level > 0 and ladder_level <> (select max(s.level) from ladder_steps s where s.handover_id = h.id and s.ladder_round = h.ladder_round)",
                        "select 'I6 episode lost: ' || cast(id as varchar(36)) from handovers h where ladder_round <> (select count(*) from missed_handovers m where m.handover_id = h.id)",
                        "select 'sent without ground: ' || cast(id as varchar(36)) from handovers where state in ('SENT','ACKNOWLEDGED','QUERIED','ACCEPTED') and transfer_ground is null",
                        "select 'sent without letter: ' || cast(h.id as varchar(36)) from handovers h where h.sent_at is not null and not exists (select 1 from letters l where l.about = cast(h.id as varchar(36)) and l.template_key = 'handover-sent')")
                .stream()
                .flatMap(sql -> jdbc.sql(sql).query(String.class).list().stream())
                .toList();
    }
}
