package org.kimlotse.rulebook;

import java.util.List;
import org.kimlotse.engine.ModelFiles;
import org.kimlotse.engine.ModelFolderListener;
import org.kimlotse.engine.ModelProblem;

/** Takes over what changes below {@code rules/} while Lotse runs. */
final class RuleFolderListener implements ModelFolderListener {

    private final KieRuleBook ruleBook;

    RuleFolderListener(KieRuleBook ruleBook) {
        this.ruleBook = ruleBook;
    }

    @Override
    public List<ModelProblem> modelsChanged(ModelFiles files) {
        return ruleBook.reload(files.below("rules/")).stream()
                .flatMap(status -> status.problems().stream())
                .distinct()
                .map(problem -> new ModelProblem(
                        "rules/" + problem.file(),
                        problem.row() > 0 ? "Zeile " + problem.row() : "",
                        problem.message()))
                .toList();
    }
}
