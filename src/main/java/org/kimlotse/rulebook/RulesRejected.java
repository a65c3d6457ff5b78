package org.kimlotse.rulebook;

import java.util.List;
import java.util.stream.Collectors;

/** The files of a rule set cannot serve; each problem says where and why, in German. */
class RulesRejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<RuleSetStatus.Problem> problems;

    RulesRejected(List<RuleSetStatus.Problem> problems) {
        super(problems.stream().map(RuleSetStatus.Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    List<RuleSetStatus.Problem> problems() {
        return problems;
    }
}
