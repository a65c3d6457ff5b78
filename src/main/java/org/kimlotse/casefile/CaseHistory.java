package org.kimlotse.casefile;

import static org.kimlotse.shared.SqlTypes.constantOrNull;
import static org.kimlotse.shared.SqlTypes.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.SqlTypes;

/**
 * One entry in the life of a case; never changed.
 *
 * @param at UTC
 * @param reason German, as it was typed; may be empty for {@link Kind#OPENED}
 */
public record CaseHistory(
        UUID id,
        CaseId caseId,
        Kind kind,
        @Nullable Municipality fromMunicipality,
        @Nullable Municipality toMunicipality,
        @Nullable String fromCaseManager,
        @Nullable String toCaseManager,
        String reason,
        Instant at,
        String by) {

    public enum Kind {
        OPENED("Fall eröffnet"),
        MOVED("Fall abgegeben"),
        CLOSED("Fall abgeschlossen"),
        REOPENED("Fall wieder geöffnet"),
        /** Coordination's word after the case had changed hands without its manager; the same whatever is inside. */
        COMPARTMENT_OPENED("Vertraulicher Bereich für die Nachfolge geöffnet"),
        COMPARTMENT_SHUT("Vertraulicher Bereich bleibt für die Nachfolge zu, entschieden");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    static CaseHistory of(ResultSet row, int n) throws SQLException {
        return new CaseHistory(
                SqlTypes.id(row, "id"),
                new CaseId(row.getString("case_number")),
                Kind.valueOf(row.getString("kind")),
                constantOrNull(row, "from_municipality", Municipality.class),
                constantOrNull(row, "to_municipality", Municipality.class),
                row.getString("from_case_manager"),
                row.getString("to_case_manager"),
                row.getString("reason"),
                instant(row, "happened_at"),
                row.getString("happened_by"));
    }
}
