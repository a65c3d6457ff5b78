package org.kimlotse.rulebook;

import static org.kimlotse.shared.SqlTypes.timestamp;

import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The versions in the table {@code rule_set_versions}; none is ever changed or deleted. */
final class JdbcRuleSetVersions implements RuleSetVersions {

    private final JdbcClient jdbc;

    JdbcRuleSetVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void keep(RuleSet set, String hash, RuleSources sources, Instant now) {
        if (!touch(set, hash, now)) {
            try {
                jdbc.sql(
                                """
                                insert into rule_set_versions (rule_set, version, sources, first_served_at, last_served_at)
                                values (:set, :version, :sources, :now, :now)
                                """)
                        .param("set", set.folder())
                        .param("version", hash)
                        .param("sources", FactsJson.writeSources(sources))
                        .param("now", timestamp(now))
                        .update();
            } catch (DuplicateKeyException e) {
                // Another node kept it at the same moment.
                touch(set, hash, now);
            }
        }
    }

    private boolean touch(RuleSet set, String hash, Instant now) {
        return jdbc.sql(
                                """
                                update rule_set_versions set last_served_at = :now
                                where rule_set = :set and version = :version
                                """)
                        .param("now", timestamp(now))
                        .param("set", set.folder())
                        .param("version", hash)
                        .update()
                > 0;
    }

    @Override
    public Optional<RuleSources> find(String ruleSet, String hash) {
        return jdbc.sql("select sources from rule_set_versions where rule_set = :set and version = :version")
                .param("set", ruleSet)
                .param("version", hash)
                .query(String.class)
                .optional()
                .map(FactsJson::readSources);
    }

    @Override
    public Optional<RuleSources> latest(RuleSet set) {
        return jdbc.sql(
                        """
                        select sources from rule_set_versions where rule_set = :set
                        order by last_served_at desc, first_served_at desc fetch first 1 rows only
                        """)
                .param("set", set.folder())
                .query(String.class)
                .optional()
                .map(FactsJson::readSources);
    }
}
