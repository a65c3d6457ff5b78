package org.kimlotse.scenarios;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;
import org.kimlotse.TestDatabase;
import org.slf4j.LoggerFactory;

/**
 * Looks for every text that any story of this run typed: in the log while it is written, in all tables of the engine when all
 * tests are done. What it finds stands in {@link #file()}; {@link LeaksTest} reads it after the suite.
 */
public final class LeakWatch implements TestExecutionListener {

    /** The letter every marked text holds and nothing else does. */
    static final char MARK = 'Ж';

    static final Path FOLDER = Path.of("target", "leaks");

    private static final Set<String> TYPED = ConcurrentHashMap.newKeySet();
    private static final Queue<String> IN_THE_LOG = new ConcurrentLinkedQueue<>();
    private static final AtomicInteger LINES = new AtomicInteger();
    private static final Ear EAR = new Ear();
    private static volatile DataSource database;

    /** One for each database and each JVM the suite runs in. */
    static Path file() {
        return FOLDER.resolve((TestDatabase.isPostgres() ? "postgres-" : "h2-")
                + System.getProperty("surefire.forkNumber", "1") + ".txt");
    }

    static void typed(String marked) {
        TYPED.add(marked);
    }

    /** A test's database, looked through when all tests are done; and the log from now on. */
    static synchronized void watch(DataSource used) {
        database = used;
        Logger root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
        if (!root.isAttached(EAR)) {
            EAR.setContext(root.getLoggerContext());
            EAR.start();
            root.addAppender(EAR);
        }
    }

    /** Whether the log held this text; once asked, it is not reported as a leak. */
    static boolean heardAndForgiven(String marked) {
        return IN_THE_LOG.removeIf(line -> line.contains(marked));
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (database == null) {
            return;
        }
        List<String> report = new ArrayList<>();
        report.add(
                "looked for " + TYPED.size() + " texts in " + LINES + " lines of the log and in the engine's tables");
        IN_THE_LOG.forEach(line -> report.add("LOG " + line));
        new LeakScan(database)
                .findInEngine(List.of(String.valueOf(MARK)))
                .forEach(place -> report.add("ENGINE " + place));
        try {
            Files.createDirectories(file().getParent());
            Files.write(file(), report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Ear extends AppenderBase<ILoggingEvent> {

        @Override
        protected void append(ILoggingEvent event) {
            LINES.incrementAndGet();
            StringBuilder said = new StringBuilder(event.getFormattedMessage());
            if (event.getThrowableProxy() != null) {
                said.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
            if (said.indexOf(String.valueOf(MARK)) >= 0) {
                Level level = event.getLevel();
                IN_THE_LOG.add(level + " " + event.getLoggerName() + " "
                        + said.substring(0, Math.min(said.length(), 400)).replace('\n', ' '));
            }
        }
    }
}
