package org.kimlotse.engine.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kimlotse.engine.ModelFiles;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Where the models are read from: a folder on disk, or the ones packed into the jar. */
@Component
class ModelFolder {

    private static final List<String> FOLDERS = List.of("processes", "forms", "rules");
    private static final long LARGEST_FILE = 5_000_000;

    private final String location;
    private final ResourcePatternResolver resources = new PathMatchingResourcePatternResolver();

    ModelFolder(@Value("${lotse.models.location:classpath:/models/}") String location) {
        this.location = location.endsWith("/") ? location : location + "/";
    }

    boolean canChange() {
        return disk().isPresent();
    }

    ModelFiles read() {
        return new ModelFiles(disk().map(this::fromDisk).orElseGet(this::fromClassPath));
    }

    /** Changes whenever a file is added, removed or touched; cheap enough to be asked every second. */
    String stamp() {
        StringBuilder stamp = new StringBuilder();
        disk().ifPresent(root -> walk(root, (path, file) -> stamp.append(path)
                .append('|')
                .append(Files.getLastModifiedTime(file).toMillis())
                .append('|')
                .append(Files.size(file))
                .append('\n')));
        return stamp.toString();
    }

    private Optional<Path> disk() {
        return location.startsWith("file:")
                ? Optional.of(Path.of(location.substring("file:".length())))
                : Optional.empty();
    }

    private Map<String, byte[]> fromDisk(Path root) {
        Map<String, byte[]> contents = new TreeMap<>();
        walk(root, (path, file) -> contents.put(path, Files.readAllBytes(file)));
        return contents;
    }

    private interface Visit {
        void file(String path, Path file) throws IOException;
    }

    private static void walk(Path root, Visit visit) {
        for (String folder : FOLDERS) {
            Path top = root.resolve(folder);
            if (!Files.isDirectory(top)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(top, 4, new FileVisitOption[0])) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    String path = folder + "/" + top.relativize(file).toString().replace('\\', '/');
                    if (isModel(path)) {
                        visitUnlessGone(visit, path, file);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void visitUnlessGone(Visit visit, String path, Path file) throws IOException {
        try {
            if (Files.size(file) <= LARGEST_FILE) {
                visit.file(path, file);
            }
        } catch (NoSuchFileException e) {
            // Deleted while the folder was read; the next look will see it so.
        }
    }

    private Map<String, byte[]> fromClassPath() {
        Map<String, byte[]> contents = new TreeMap<>();
        try {
            String root = location.replaceFirst("^classpath\\*?:/*", "");
            for (String folder : FOLDERS) {
                String pattern = ResourcePatternResolver.CLASSPATH_ALL_URL_PREFIX + root + folder + "/**/*.*";
                for (Resource resource : resources.getResources(pattern)) {
                    String url = new UrlResource(resource.getURL()).getURL().toString();
                    int at = url.lastIndexOf("/" + root + folder + "/");
                    String path = java.net.URLDecoder.decode(
                            url.substring(at + 1 + root.length()), java.nio.charset.StandardCharsets.UTF_8);
                    if (isModel(path)) {
                        contents.put(path, resource.getContentAsByteArray());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }

    /** Editors leave hidden, temporary and backup files beside the real ones. */
    private static boolean isModel(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return !path.contains("/.")
                && !name.endsWith("~")
                && !name.endsWith(".tmp")
                && !name.endsWith(".swp")
                && !name.endsWith(".bak");
    }
}
