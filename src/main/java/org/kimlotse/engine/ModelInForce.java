package org.kimlotse.engine;

import java.time.Instant;
import java.util.List;

/**
 * A process or form as it serves.
 *
 * @param id the process id or form id
 * @param name German: of a process its own, of a form those of the tasks in which it is filled in
 * @param file relative path, for example {@code processes/intake/intake.bpmn}
 * @param version for the owner to compare: of a process its number, of a form the beginning of the SHA-256 (hex) of its file
 * @param since when this content began to serve (UTC)
 * @param problems why the file in the folder was not taken over, or another of its family; empty if the file is what serves
 * @param withdrawn a process whose file was deleted: it takes no new cases
 */
public record ModelInForce(
        Kind kind,
        String id,
        String name,
        String file,
        String version,
        Instant since,
        List<ModelProblem> problems,
        boolean withdrawn) {

    public ModelInForce {
        problems = List.copyOf(problems);
    }

    public enum Kind {
        PROCESS("Prozess"),
        FORM("Formular");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public boolean upToDate() {
        return problems.isEmpty() && !withdrawn;
    }
}
