package org.kimlotse.rulebook;

import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternUtils;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Loads the rules from {@code lotse.models.location}. They are tried from the first moment of the start, beside database,
 * engine and pages; the server listens when all of them are through.
 */
@Configuration(proxyBeanMethods = false)
class RuleBookConfiguration {

    private static final String LOCATION = "lotse.models.location";
    private static final String PACKED = "classpath:/models/";
    private static final String TIME_LIMIT = "lotse.rules.time-limit";

    /** Static, so that it runs before any other bean is made. */
    @Bean
    static BeanFactoryPostProcessor rulesAreTriedEarly(Environment environment) {
        return beans -> beans.registerSingleton(
                "earlyTrials",
                EarlyTrials.begin(
                        new PathMatchingResourcePatternResolver(),
                        KieRuleBook.withSlash(environment.getProperty(LOCATION, PACKED)),
                        environment.getProperty(TIME_LIMIT, Duration.class, Duration.ofSeconds(60))));
    }

    @Bean
    @DependsOnDatabaseInitialization
    KieRuleBook ruleBook(
            ResourceLoader resources,
            JdbcClient jdbc,
            Clock clock,
            EarlyTrials earlyTrials,
            @Value("${" + LOCATION + ":" + PACKED + "}") String location,
            @Value("${" + TIME_LIMIT + ":60s}") Duration timeLimit) {
        return new KieRuleBook(
                ResourcePatternUtils.getResourcePatternResolver(resources),
                location,
                new JdbcRuleSetVersions(jdbc),
                clock,
                timeLimit,
                earlyTrials);
    }

    @Bean
    RulesBeforeRequests rulesBeforeRequests(KieRuleBook ruleBook) {
        return new RulesBeforeRequests(ruleBook);
    }

    @Bean
    RuleFolderListener ruleFolderListener(KieRuleBook ruleBook) {
        return new RuleFolderListener(ruleBook);
    }
}
