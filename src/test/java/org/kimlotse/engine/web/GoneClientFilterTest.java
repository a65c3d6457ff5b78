package org.kimlotse.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.catalina.connector.ClientAbortException;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletConfig;

/** The same Jersey that serves the engine's REST interface, on a connection that ends while it writes. */
class GoneClientFilterTest {

    private static final Logger RESPONDER = Logger.getLogger("org.glassfish.jersey.server.ServerRuntime$Responder");

    @Path("/")
    public static class Long {
        @GET
        public String answer() {
            return "x".repeat(100_000);
        }
    }

    private final List<LogRecord> logged = new ArrayList<>();
    private final Handler listening = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        RESPONDER.addHandler(listening);
    }

    @AfterEach
    void stopListening() {
        RESPONDER.removeHandler(listening);
    }

    private static ServletContainer jersey() throws Exception {
        ServletContainer container = new ServletContainer(new ResourceConfig(Long.class));
        ServletConfig config = new MockServletConfig();
        container.init(config);
        return container;
    }

    /** Takes some of the answer, then fails, as the connector does when nobody reads any more. */
    private static HttpServletResponse breakingWith(IOException failure) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        return new HttpServletResponseWrapper(response) {
            @Override
            public ServletOutputStream getOutputStream() {
                return new ServletOutputStream() {
                    private int written;

                    @Override
                    public void write(int b) throws IOException {
                        response.setCommitted(true);
                        if (++written > 1_000) {
                            throw failure;
                        }
                    }

                    @Override
                    public boolean isReady() {
                        return true;
                    }

                    @Override
                    public void setWriteListener(WriteListener listener) {}
                };
            }
        };
    }

    private static MockHttpServletRequest request() {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        request.setServletPath("");
        return request;
    }

    @Test
    void aClientThatIsGoneIsNoError() throws Exception {
        new MockFilterChain(jersey(), new GoneClientFilter())
                .doFilter(request(), breakingWith(new ClientAbortException("Broken pipe")));
        assertThat(logged).isEmpty();
    }

    @Test
    void anAnswerThatCannotBeWrittenForAnotherReasonStaysOne() throws Exception {
        new MockFilterChain(jersey(), new GoneClientFilter())
                .doFilter(request(), breakingWith(new IOException("No space left on device")));
        assertThat(logged).isNotEmpty();
    }

    @Test
    void withoutTheFilterJerseyLogsAnError() throws Exception {
        new MockFilterChain(jersey()).doFilter(request(), breakingWith(new ClientAbortException("Broken pipe")));
        assertThat(logged).extracting(entry -> entry.getLevel().getName()).contains("SEVERE");
    }
}
