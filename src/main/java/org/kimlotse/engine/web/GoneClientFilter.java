package org.kimlotse.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Whoever closes the page while an answer of the engine is written has lost nothing, and nothing is broken: what is left of the
 * answer goes nowhere. Jersey would log it as an error, so it does not hear of it. Every other failure to write reaches it.
 */
class GoneClientFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(GoneClientFilter.class);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new UntilGone(response));
    }

    private static final class UntilGone extends HttpServletResponseWrapper {

        private @Nullable ServletOutputStream stream;

        UntilGone(HttpServletResponse response) {
            super(response);
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            if (stream == null) {
                stream = new StreamUntilGone(super.getOutputStream());
            }
            return stream;
        }

        @Override
        public void flushBuffer() throws IOException {
            try {
                super.flushBuffer();
            } catch (ClientAbortException gone) {
                LOG.debug("The client did not wait for its answer", gone);
            }
        }
    }

    private static final class StreamUntilGone extends ServletOutputStream {

        private interface Write {
            void run() throws IOException;
        }

        private final ServletOutputStream inner;
        private boolean gone;

        StreamUntilGone(ServletOutputStream inner) {
            this.inner = inner;
        }

        private void unlessGone(Write write) throws IOException {
            if (gone) {
                return;
            }
            try {
                write.run();
            } catch (ClientAbortException e) {
                gone = true;
                LOG.debug("The client did not wait for its answer", e);
            }
        }

        @Override
        public void write(int b) throws IOException {
            unlessGone(() -> inner.write(b));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            unlessGone(() -> inner.write(bytes, offset, length));
        }

        @Override
        public void flush() throws IOException {
            unlessGone(inner::flush);
        }

        @Override
        public void close() throws IOException {
            unlessGone(inner::close);
        }

        @Override
        public boolean isReady() {
            return inner.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            inner.setWriteListener(listener);
        }
    }
}
