package org.kimlotse.goals;

import static org.kimlotse.shared.SqlTypes.constantOrNull;
import static org.kimlotse.shared.SqlTypes.dayOrNull;
import static org.kimlotse.shared.SqlTypes.id;
import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.kimlotse.casefile.Interpreter;
import org.kimlotse.casefile.Language;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The goal agreements with all their versions. */
@Repository
public class GoalAgreements {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Actors actors;

    GoalAgreements(JdbcClient jdbc, Clock clock, Actors actors) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.actors = actors;
    }

    /** All versions, oldest first. */
    public List<GoalAgreement> versions(CaseId caseId) {
        Map<UUID, List<Goal>> goals = goals(caseId);
        return jdbc.sql("select * from goal_agreements where case_number = :case order by version_no")
                .param("case", caseId.number())
                .query((row, n) -> toAgreement(row, goals))
                .list();
    }

    /** The newest version, draft or signed. */
    public Optional<GoalAgreement> latest(CaseId caseId) {
        List<GoalAgreement> versions = versions(caseId);
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
    }

    /** What holds: the newest signed version. */
    public Optional<GoalAgreement> inForce(CaseId caseId) {
        return versions(caseId).stream().filter(GoalAgreement::signed).reduce((older, newer) -> newer);
    }

    UUID insertDraft(CaseId caseId, int version, List<Goal> goals, Set<AgreedReferral> referrals) {
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into goal_agreements (id, case_number, version_no, state, agreed_referrals, recorded_at,
                            recorded_by)
                        values (:id, :case, :version, 'DRAFT', :referrals, :at, :by)
                        """)
                .param("id", id)
                .param("case", caseId.number())
                .param("version", version)
                .param("referrals", names(referrals))
                .param("at", timestamp(clock.instant()))
                .param("by", actors.currentId())
                .update();
        insert(id, goals);
        return id;
    }

    void replaceDraft(UUID id, List<Goal> goals, Set<AgreedReferral> referrals) {
        jdbc.sql("delete from goals where agreement_id = :id").param("id", id).update();
        jdbc.sql(
                        """
                        update goal_agreements set agreed_referrals = :referrals, recorded_at = :at, recorded_by = :by
                        where id = :id and state = 'DRAFT'
                        """)
                .param("referrals", names(referrals))
                .param("at", timestamp(clock.instant()))
                .param("by", actors.currentId())
                .param("id", id)
                .update();
        insert(id, goals);
    }

    void explained(UUID id, Language language, Interpreter interpreter) {
        jdbc.sql(
                        "update goal_agreements set explained_in = :language, interpreter = :interpreter where id = :id and state = 'DRAFT'")
                .param("language", language.name())
                .param("interpreter", interpreter.name())
                .param("id", id)
                .update();
    }

    void sign(UUID id, LocalDate signedOn, String guardian) {
        jdbc.sql(
                        "update goal_agreements set state = 'SIGNED', signed_on = :on, signed_by = :by, guardian = :guardian where id = :id and state = 'DRAFT'")
                .param("on", signedOn)
                .param("guardian", guardian)
                .param("by", actors.currentId())
                .param("id", id)
                .update();
    }

    private void insert(UUID agreement, List<Goal> goals) {
        int position = 0;
        for (Goal goal : goals) {
            jdbc.sql(
                            """
                            insert into goals (id, agreement_id, position_no, goal, goal_owner, owner_office, due_on, indicator)
                            values (:id, :agreement, :position, :goal, :owner, :office, :due, :indicator)
                            """)
                    .param("id", UUID.randomUUID())
                    .param("agreement", agreement)
                    .param("position", position++)
                    .param("goal", goal.goal())
                    .param("owner", goal.owner().name())
                    .param("office", goal.office())
                    .param("due", goal.dueOn())
                    .param("indicator", goal.indicator())
                    .update();
        }
    }

    private Map<UUID, List<Goal>> goals(CaseId caseId) {
        Map<UUID, List<Goal>> goals = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select g.* from goals g join goal_agreements a on a.id = g.agreement_id
                        where a.case_number = :case order by g.agreement_id, g.position_no
                        """)
                .param("case", caseId.number())
                .query((row, n) -> Map.entry(
                        id(row, "agreement_id"),
                        new Goal(
                                row.getString("goal"),
                                Goal.Owner.valueOf(row.getString("goal_owner")),
                                row.getString("owner_office"),
                                row.getObject("due_on", LocalDate.class),
                                row.getString("indicator"))))
                .list()
                .forEach(entry -> goals.computeIfAbsent(entry.getKey(), key -> new ArrayList<>())
                        .add(entry.getValue()));
        return goals;
    }

    private static GoalAgreement toAgreement(ResultSet row, Map<UUID, List<Goal>> goals) throws SQLException {
        UUID id = id(row, "id");
        return new GoalAgreement(
                id,
                new CaseId(row.getString("case_number")),
                row.getInt("version_no"),
                GoalAgreement.State.valueOf(row.getString("state")),
                goals.getOrDefault(id, List.of()),
                Arrays.stream(row.getString("agreed_referrals").split(",", -1))
                        .filter(name -> !name.isEmpty())
                        .map(AgreedReferral::valueOf)
                        .collect(Collectors.toCollection(LinkedHashSet::new)),
                constantOrNull(row, "explained_in", Language.class),
                constantOrNull(row, "interpreter", Interpreter.class),
                dayOrNull(row, "signed_on"),
                java.util.Objects.requireNonNullElse(row.getString("guardian"), ""),
                instant(row, "recorded_at"),
                row.getString("recorded_by"));
    }

    private static String names(Set<AgreedReferral> referrals) {
        return referrals.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
    }
}
