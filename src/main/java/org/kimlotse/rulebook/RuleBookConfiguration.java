package org.kimlotse.rulebook;

import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternUtils;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Loads the rules at start from {@code lotse.models.location}. */
@Configuration(proxyBeanMethods = false)
class RuleBookConfiguration {

    @Bean
    @DependsOnDatabaseInitialization
    KieRuleBook ruleBook(
            ResourceLoader resources,
            JdbcClient jdbc,
            Clock clock,
            @Value("${lotse.models.location:classpath:/models/}") String location,
            @Value("${lotse.rules.time-limit:60s}") Duration timeLimit) {
        KieRuleBook book = new KieRuleBook(
                ResourcePatternUtils.getResourcePatternResolver(resources),
                location,
                new JdbcRuleSetVersions(jdbc),
                clock,
                timeLimit);
        book.start();
        return book;
    }

    @Bean
    RuleFolderListener ruleFolderListener(KieRuleBook ruleBook) {
        return new RuleFolderListener(ruleBook);
    }
}
