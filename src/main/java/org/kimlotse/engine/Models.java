package org.kimlotse.engine;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The state of the three model folders. */
public interface Models {

    /**
     * @param checkedAt when the folder was last read (UTC)
     * @param hash SHA-256 (hex) of what was read
     * @param problems why something dropped into the folder does not serve; empty if everything does
     * @param notes what serves but should be known, for example a field that is kept as an additional fact
     * @param withdrawn process ids whose file was deleted: they take no new cases, running ones end
     * @param inForce every process and form that serves, processes first, each kind by its German name
     */
    record Status(
            Instant checkedAt,
            String hash,
            List<ModelProblem> problems,
            List<ModelProblem> notes,
            Set<String> withdrawn,
            List<ModelInForce> inForce) {

        public boolean healthy() {
            return problems.isEmpty();
        }
    }

    Status status();

    /** Reads the folder now, without waiting for the watch; returns what came of it. */
    Status refresh();
}
