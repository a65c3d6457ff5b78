package org.kimlotse.assessment;

import java.util.Arrays;
import org.kimlotse.casefile.FactKind;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells the case file how the facts of the assessment are called and read. */
@Configuration(proxyBeanMethods = false)
class DeclaredFacts {

    @Bean
    FactKind.Declared statusFacts() {
        return new FactKind.Declared(Arrays.stream(StatusFact.values())
                .map(fact -> new FactKind(fact.key(), fact.label(), fact::shown, fact.changesOverTime(), fact::applies))
                .toList());
    }
}
