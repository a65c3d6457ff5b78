package org.kimlotse.access.process;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.Actors.Actor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engine's web applications and its REST interface take the signed-in user from our log-in. */
@Configuration(proxyBeanMethods = false)
class WebappsConfiguration {

    static final String ENGINE = "default";

    @Bean
    FilterRegistrationBean<ContainerBasedAuthenticationFilter> webappsAuthentication(Actors actors) {
        var registration = new FilterRegistrationBean<ContainerBasedAuthenticationFilter>(new Webapps(actors));
        registration.addUrlPatterns("/camunda/api/*", "/camunda/app/*");
        registration.setOrder(10);
        return registration;
    }

    @Bean
    FilterRegistrationBean<ProcessEngineAuthenticationFilter> restAuthentication(Actors actors) {
        var registration = new FilterRegistrationBean<ProcessEngineAuthenticationFilter>(new Rest(actors));
        registration.addUrlPatterns("/engine-rest/*");
        registration.setOrder(10);
        return registration;
    }

    @Bean
    FilterRegistrationBean<OneNoncePerPageFilter> oneNoncePerPage() {
        var registration = new FilterRegistrationBean<>(new OneNoncePerPageFilter());
        registration.addUrlPatterns("/camunda/app/*");
        registration.setOrder(5);
        return registration;
    }

    /** Reads the groups anew for every request: they stand in {@link Actors#current()}. */
    private record SpringUser(Actors actors) implements AuthenticationProvider {

        @Override
        public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
            return actors.current().map(SpringUser::success).orElseGet(AuthenticationResult::unsuccessful);
        }

        private static AuthenticationResult success(Actor actor) {
            AuthenticationResult result = AuthenticationResult.successful(actor.id());
            result.setGroups(new ArrayList<>(actor.groups()));
            result.setTenants(List.of());
            return result;
        }

        @Override
        public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {}
    }

    private static class Webapps extends ContainerBasedAuthenticationFilter {

        Webapps(Actors actors) {
            this.authenticationProvider = new SpringUser(actors);
        }

        @Override
        public void init(FilterConfig filterConfig) {}

        /**
         * Whatever the address looks like: an address this class fails to recognise would otherwise reach the engine without
         * a user, and without a user the engine checks nothing.
         */
        @Override
        protected @Nullable String extractEngineName(HttpServletRequest request) {
            String named = super.extractEngineName(request);
            return named == null ? ENGINE : named;
        }
    }

    private static class Rest extends ProcessEngineAuthenticationFilter {

        Rest(Actors actors) {
            this.authenticationProvider = new SpringUser(actors);
        }

        @Override
        public void init(FilterConfig filterConfig) {}

        @Override
        protected boolean requiresEngineAuthentication(String requestUrl) {
            return true;
        }
    }
}
