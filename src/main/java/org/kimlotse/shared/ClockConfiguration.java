package org.kimlotse.shared;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock. It runs in UTC; legal days come from {@link BusinessCalendar#today}. */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock(SampleData sampleData) {
        return sampleData.cases() ? new BackdatedClock(Clock.systemUTC()) : Clock.systemUTC();
    }
}
