package org.kimlotse.engine;

/**
 * Why a model file does not serve, in words for its owner.
 *
 * @param file relative path, for example {@code processes/intake/intake.bpmn}
 * @param element element id, field key, rule or line; empty for the file as a whole
 * @param message German
 */
public record ModelProblem(String file, String element, String message) {

    @Override
    public String toString() {
        return element.isEmpty() ? file + ": " + message : file + " (" + element + "): " + message;
    }
}
