package org.kimlotse.casefile;

import java.time.LocalDate;
import java.util.Arrays;
import org.kimlotse.engine.ProcessVariable;
import org.kimlotse.shared.Municipality;

/** What every process of a case carries: ids and what a card may show, nothing about the person. */
public final class CaseVariables {

    public static final ProcessVariable<String> CASE_NUMBER = ProcessVariable.id("caseNumber");

    /** The municipality's label, for example {@code Siegburg}: shown on cards. */
    public static final ProcessVariable<String> MUNICIPALITY =
            ProcessVariable.oneOf("municipality", text -> Arrays.stream(Municipality.values())
                    .anyMatch(m -> m.label().equals(text)));

    /** The group that works the case. */
    public static final ProcessVariable<String> TEAM = ProcessVariable.id("team");

    /** User id of the case manager. */
    public static final ProcessVariable<String> CASE_MANAGER = ProcessVariable.id("caseManager");

    /** The next deadline, shown on cards. */
    public static final ProcessVariable<LocalDate> DEADLINE = ProcessVariable.date("deadline");

    private CaseVariables() {}

    /** The variables a process of this case starts with. */
    public static org.kimlotse.engine.Answers of(Case file) {
        return org.kimlotse.engine.Answers.of(CASE_NUMBER, file.id().number())
                .and(MUNICIPALITY, file.municipality().label())
                .and(TEAM, file.team())
                .and(CASE_MANAGER, file.caseManager());
    }
}
