package org.kimlotse.engine.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kimlotse.engine.Models;

class ModelWatchTest {

    @TempDir
    Path root;

    private final AtomicInteger read = new AtomicInteger();

    private final Models models = new Models() {
        @Override
        public Status status() {
            return new Status(Instant.EPOCH, "", List.of(), List.of(), Set.of(), List.of());
        }

        @Override
        public Status refresh() {
            read.incrementAndGet();
            return status();
        }
    };

    @Test
    void readsAChangeOnceTheFolderIsQuietAndNoOftener() throws Exception {
        ModelFolder folder = new ModelFolder("file:" + root + "/");
        ModelWatch watch = new ModelWatch(folder, models, Duration.ZERO);
        write("processes/a/a.bpmn", "one");
        watch.look();
        assertThat(read).as("seen, but it may still be growing").hasValue(0);
        write("processes/a/a.bpmn", "one and a half");
        watch.look();
        assertThat(read).as("it was").hasValue(0);

        watch.look();
        watch.look();
        assertThat(read).hasValue(1);

        write("processes/a/.a.bpmn.swp", "an editor at work");
        write("processes/a/a.bpmn~", "its backup");
        watch.look();
        watch.look();
        assertThat(read).hasValue(1);

        Files.delete(root.resolve("processes/a/a.bpmn"));
        watch.look();
        watch.look();
        assertThat(read).hasValue(2);
    }

    @Test
    void readsTheThreeFoldersFromDiskAndFromTheClassPathAlike() throws Exception {
        write("processes/a/a.bpmn", "1");
        write("forms/a/b.form", "2");
        write("rules/r/c.drl", "3");
        write("src/secret.txt", "4");

        assertThat(new ModelFolder("file:" + root).read().below(""))
                .containsOnlyKeys("processes/a/a.bpmn", "forms/a/b.form", "rules/r/c.drl");
        assertThat(new ModelFolder("classpath:/models/").read().below("processes/"))
                .containsKeys("processes/intake/intake.bpmn", "processes/handover/handover.bpmn");
    }

    private void write(String path, String content) throws Exception {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
