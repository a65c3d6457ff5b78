package org.kimlotse.engine.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Behind the log-in, in front of both mounts of the engine's REST interface. */
@Configuration(proxyBeanMethods = false)
class EngineFilters {

    @Bean
    FilterRegistrationBean<GermanAnswersFilter> germanAnswers(ObjectMapper json) {
        FilterRegistrationBean<GermanAnswersFilter> filter =
                new FilterRegistrationBean<>(new GermanAnswersFilter(new Answer(json)));
        filter.addUrlPatterns("/engine-rest/*", "/camunda/api/*");
        filter.setOrder(1);
        return filter;
    }

    @Bean
    FilterRegistrationBean<QueryGuardFilter> queryGuard(ObjectMapper json) {
        FilterRegistrationBean<QueryGuardFilter> filter =
                new FilterRegistrationBean<>(new QueryGuardFilter(json, new Answer(json)));
        filter.addUrlPatterns("/engine-rest/*", "/camunda/api/*");
        filter.setOrder(2);
        return filter;
    }

    /** Next to Jersey: nothing between the two. */
    @Bean
    FilterRegistrationBean<GoneClientFilter> goneClient() {
        FilterRegistrationBean<GoneClientFilter> filter = new FilterRegistrationBean<>(new GoneClientFilter());
        filter.addUrlPatterns("/engine-rest/*", "/camunda/api/*");
        filter.setOrder(3);
        return filter;
    }
}
