package org.kimlotse.shared;

/**
 * A paragraph of law as a source, for example {@code new LegalBasis("§ 1 Abs. 3 S. 1 AsylbLG")}.
 *
 * @param citation the citation as a lawyer writes it, German; several are separated by {@code "; "}
 */
public record LegalBasis(String citation) {
    @Override
    public String toString() {
        return citation;
    }
}
