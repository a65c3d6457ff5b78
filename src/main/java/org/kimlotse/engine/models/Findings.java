package org.kimlotse.engine.models;

import java.util.ArrayList;
import java.util.List;
import org.kimlotse.engine.ModelProblem;

/** Collects what a check finds: problems keep a family from serving, notes do not. */
final class Findings {

    private final List<ModelProblem> problems = new ArrayList<>();
    private final List<ModelProblem> notes = new ArrayList<>();

    void problem(String file, String element, String message) {
        add(problems, new ModelProblem(file, element, message));
    }

    void note(String file, String element, String message) {
        add(notes, new ModelProblem(file, element, message));
    }

    private static void add(List<ModelProblem> list, ModelProblem problem) {
        if (!list.contains(problem)) {
            list.add(problem);
        }
    }

    List<ModelProblem> problems() {
        return List.copyOf(problems);
    }

    List<ModelProblem> notes() {
        return List.copyOf(notes);
    }

    boolean hasProblemBelow(String... folders) {
        return problems.stream().anyMatch(p -> {
            for (String folder : folders) {
                if (p.file().startsWith(folder)) {
                    return true;
                }
            }
            return false;
        });
    }
}
