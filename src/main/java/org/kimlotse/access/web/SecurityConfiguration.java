package org.kimlotse.access.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.kimlotse.access.Accounts;
import org.kimlotse.access.Groups;
import org.kimlotse.access.Identities;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.security.web.session.SessionInformationExpiredEvent;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The one log-in in front of everything. The engine's web applications guard their own requests against forgery, with a
 * token in a cookie; everything else carries Spring's token, which lives in the session only. So no name is used twice.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    static final String LOGIN = "/anmelden";

    private static final String OWN_PAGES =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static final RequestMatcher WEBAPPS =
            request -> Requests.path(request).startsWith("/camunda/");

    /** Files without any content worth protecting, needed by the log-in page. */
    static boolean isStatic(String path) {
        return path.startsWith("/css/")
                || path.startsWith("/js/")
                || path.startsWith("/vendor/")
                || path.equals("/favicon.svg")
                || path.equals("/favicon.ico");
    }

    @Bean
    SecurityFilterChain everything(
            HttpSecurity http,
            PasswordLogin passwordLogin,
            Identities identities,
            Accounts accounts,
            SessionRegistry sessions,
            Clock clock)
            throws Exception {
        HttpSessionRequestCache lastPage = new HttpSessionRequestCache();
        lastPage.setRequestMatcher(request -> "GET".equals(request.getMethod()) && Requests.isPage(request));
        lastPage.setMatchingRequestParameterName(null);
        return http.authenticationManager(new ProviderManager(passwordLogin))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(request -> isStatic(Requests.path(request)))
                        .permitAll()
                        .requestMatchers(LOGIN, "/actuator/health", "/actuator/health/*")
                        .permitAll()
                        .requestMatchers("/camunda/api/admin/auth/user/*", "/camunda/api/admin/auth/user/*/logout")
                        .authenticated()
                        .requestMatchers(
                                "/actuator/**",
                                "/camunda/app/admin/**",
                                "/camunda/api/admin/**",
                                "/camunda/app/cockpit/**",
                                "/camunda/api/cockpit/**")
                        .hasAuthority(Groups.ADMIN)
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage(LOGIN)
                        .loginProcessingUrl(LOGIN)
                        .usernameParameter("name")
                        .passwordParameter("kennwort")
                        .successHandler((request, response, authentication) ->
                                signedIn(request, response, authentication, accounts, clock, lastPage))
                        .failureHandler(SecurityConfiguration::refused))
                .logout(logout -> logout.logoutUrl("/abmelden").logoutSuccessUrl(LOGIN + "?abgemeldet"))
                .requestCache(cache -> cache.requestCache(lastPage))
                .sessionManagement(session -> session.sessionFixation(fixation -> fixation.newSession())
                        .maximumSessions(-1)
                        .sessionRegistry(sessions)
                        .expiredSessionStrategy(SecurityConfiguration::ended))
                .csrf(csrf -> csrf.ignoringRequestMatchers(WEBAPPS))
                .exceptionHandling(exceptions -> exceptions
                        .defaultAuthenticationEntryPointFor(toLogin(), Requests::isPage)
                        .defaultAuthenticationEntryPointFor(
                                new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED), request -> true)
                        .accessDeniedHandler(SecurityConfiguration::denied))
                .headers(headers -> headers.frameOptions(frame -> frame.deny())
                        .contentTypeOptions(Customizer.withDefaults())
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.SAME_ORIGIN))
                        .addHeaderWriter(new StaticHeadersWriter(
                                "Permissions-Policy", "camera=(), geolocation=(), microphone=()"))
                        .addHeaderWriter(new StaticHeadersWriter("Cross-Origin-Opener-Policy", "same-origin"))
                        .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                                request -> !WEBAPPS.matches(request),
                                new StaticHeadersWriter("Content-Security-Policy", OWN_PAGES))))
                .addFilterAfter(new EngineLogoutFilter(), HeaderWriterFilter.class)
                .addFilterBefore(new FreshIdentityFilter(identities), AuthorizationFilter.class)
                .addFilterBefore(new ClosedDoorsFilter(), AuthorizationFilter.class)
                .addFilterBefore(new PasswordDutyFilter(), AuthorizationFilter.class)
                .addFilterAfter(new KeptFilesFilter(), AuthorizationFilter.class)
                .addFilterAfter(new AdministrationFilter(identities, accounts, sessions), AuthorizationFilter.class)
                .build();
    }

    @Bean
    FilterRegistrationBean<PlainAddressesFilter> plainAddresses() {
        var registration = new FilterRegistrationBean<>(new PlainAddressesFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** Who is signed in where, so that a changed password ends the other sessions. */
    @Bean
    SessionRegistry sessions() {
        return new SessionRegistryImpl();
    }

    @Bean
    ServletListenerRegistrationBean<HttpSessionEventPublisher> sessionEvents() {
        return new ServletListenerRegistrationBean<>(new HttpSessionEventPublisher());
    }

    /** Keeps Spring Boot from inventing a user with a password in the log. */
    @Bean
    AuthenticationManager authenticationManager(PasswordLogin passwordLogin) {
        return new ProviderManager(passwordLogin);
    }

    private static LoginUrlAuthenticationEntryPoint toLogin() {
        LoginUrlAuthenticationEntryPoint entryPoint = new LoginUrlAuthenticationEntryPoint(LOGIN);
        entryPoint.setFavorRelativeUris(true);
        return entryPoint;
    }

    private static void signedIn(
            HttpServletRequest request,
            HttpServletResponse response,
            Authentication authentication,
            Accounts accounts,
            Clock clock,
            HttpSessionRequestCache lastPage)
            throws IOException {
        accounts.signedIn(authentication.getName(), clock.instant());
        if (accounts.mustChangePassword(authentication.getName())) {
            request.getSession().setAttribute(PasswordDutyFilter.DUTY, true);
        }
        SavedRequest wanted = lastPage.getRequest(request, response);
        String page = wanted == null ? "/" : Requests.local(wanted.getRedirectUrl());
        lastPage.removeRequest(request, response);
        response.sendRedirect(page.equals(StartPage.TASKLIST) ? "/" : page);
    }

    private static void refused(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        request.getSession()
                .setAttribute(
                        LoginController.REFUSED,
                        new LoginController.Refusal(
                                exception instanceof PasswordLogin.TooManyAttempts tooMany ? tooMany.seconds() : 0));
        response.sendRedirect(LOGIN);
    }

    private static void ended(SessionInformationExpiredEvent event) throws IOException {
        if (Requests.isPage(event.getRequest())) {
            event.getResponse().sendRedirect(LOGIN + "?beendet");
        } else {
            event.getResponse().sendError(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }

    private static void denied(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
            throws IOException {
        if (exception instanceof CsrfException && LOGIN.equals(Requests.path(request))) {
            // The log-in page was open for longer than a session lives.
            response.sendRedirect(LOGIN + "?veraltet");
        } else if (!response.isCommitted()) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }
}
