package org.kimlotse.board;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends back what is too large to be read at all, with a sentence. Without this the server gives up while it looks for the
 * form's token, and the browser shows an empty page.
 */
class UploadLimit extends OncePerRequestFilter {

    static final String TOO_LARGE = "zu-gross";

    private static final String PAGE = "/faelle/uebernahme";

    private final long most;

    UploadLimit(long most) {
        this.most = most;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getMethod().equals("POST") && request.getContentLengthLong() > most) {
            response.sendRedirect(PAGE + "?" + TOO_LARGE);
        } else {
            chain.doFilter(request, response);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Registered {

        @Bean
        FilterRegistrationBean<UploadLimit> uploadLimit(
                @Value("${spring.servlet.multipart.max-file-size}") DataSize most) {
            var registration = new FilterRegistrationBean<>(new UploadLimit(most.toBytes()));
            registration.addUrlPatterns(PAGE);
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
            return registration;
        }
    }
}
