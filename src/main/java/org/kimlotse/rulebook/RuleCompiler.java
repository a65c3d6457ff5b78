package org.kimlotse.rulebook;

import org.drools.drl.ast.descr.PackageDescr;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.drools.kiesession.rulebase.KnowledgeBaseFactory;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.io.ResourceType;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.KieSessionsPool;
import org.kie.api.runtime.conf.KeepReferenceOption;
import org.kie.internal.builder.KnowledgeBuilder;
import org.kie.internal.builder.KnowledgeBuilderErrors;
import org.kie.internal.builder.KnowledgeBuilderFactory;
import org.kie.internal.io.ResourceFactory;

/** Drools' compiler as Lotse uses it. */
final class RuleCompiler {

    private final KnowledgeBuilder builder = KnowledgeBuilderFactory.newKnowledgeBuilder(
            KnowledgeBuilderFactory.newKnowledgeBuilderConfiguration(RuleTypes.loader()));

    /** A stable path, never that of a machine: rule classes are named and cached after it. */
    static String pathOf(String file) {
        return "rules/" + file + (RuleFile.isTable(file) ? ".drl" : "");
    }

    /** Adds the parsed rules themselves, so that what was checked is what is compiled. */
    void add(String file, PackageDescr rules) {
        builder.add(ResourceFactory.newDescrResource(rules).setSourcePath(pathOf(file)), ResourceType.DESCR);
    }

    boolean hasErrors() {
        return builder.hasErrors();
    }

    KnowledgeBuilderErrors errors() {
        return builder.getErrors();
    }

    KieBase newKieBase() {
        InternalKnowledgeBase base = KnowledgeBaseFactory.newKnowledgeBase(
                KieServices.get().newKieBaseConfiguration(null, RuleTypes.loader()));
        base.addPackages(builder.getKnowledgePackages());
        return base;
    }

    /** For one run. */
    static KieSession newSession(KieBase base) {
        return base.newKieSession(Sessions.CONFIGURATION, null);
    }

    static KieSessionsPool newPoolOfOne(KieBase base) {
        return base.newKieSessionsPool(1);
    }

    /** For one run; given back by disposing of it. */
    static KieSession newSession(KieSessionsPool pool) {
        return pool.newKieSession(Sessions.CONFIGURATION);
    }

    /** Made once: Drools looks for files of settings in every jar each time. */
    private static final class Sessions {

        private static final KieSessionConfiguration CONFIGURATION =
                KieServices.get().newKieSessionConfiguration(null, RuleTypes.loader());

        static {
            CONFIGURATION.setOption(KeepReferenceOption.NO);
        }
    }
}
