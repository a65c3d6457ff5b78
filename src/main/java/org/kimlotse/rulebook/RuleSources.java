package org.kimlotse.rulebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

/**
 * The files of one rule set and of the parameters that every rule set sees, as text.
 *
 * @param files path below {@code rules/} to content, sorted by path
 */
record RuleSources(SortedMap<String, String> files) {

    static final String PARAMETERS = "parameters";
    static final String CASES = "cases.yaml";

    private static final int LARGEST_FILE = 1024 * 1024;

    RuleSources {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    static RuleSources of(Map<String, String> files) {
        return new RuleSources(new TreeMap<>(files));
    }

    /**
     * Reads {@code <location>rules/<set>/} and {@code <location>rules/parameters/}.
     *
     * @throws RulesRejected if a file is too large or not UTF-8
     */
    static RuleSources read(ResourcePatternResolver resources, String location, RuleSet set) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        for (String folder : List.of(set.folder(), PARAMETERS)) {
            for (Resource resource : list(resources, location + "rules/" + folder + "/*")) {
                String name = resource.getFilename();
                if (name == null || name.isEmpty() || isByTheWay(name) || !resource.isReadable()) {
                    continue;
                }
                String path = folder + "/" + name;
                try (var in = resource.getInputStream()) {
                    files.put("rules/" + path, in.readNBytes(LARGEST_FILE + 1));
                } catch (IOException e) {
                    throw new RulesRejected(List.of(new RuleSetStatus.Problem(
                            path, 0, 0, "Die Datei ließ sich nicht lesen: " + e.getMessage())));
                }
            }
        }
        return of(set, files);
    }

    /**
     * Picks the files of one rule set out of a model folder.
     *
     * @param files path beginning with {@code rules/} to content; others are passed over
     * @throws RulesRejected if a file is too large or not UTF-8
     */
    static RuleSources of(RuleSet set, Map<String, byte[]> files) {
        TreeMap<String, String> texts = new TreeMap<>();
        List<RuleSetStatus.Problem> problems = new ArrayList<>();
        new TreeMap<>(files).forEach((full, bytes) -> {
            String path = full.startsWith("rules/") ? full.substring("rules/".length()) : "";
            boolean ours = path.startsWith(set.folder() + "/") || path.startsWith(PARAMETERS + "/");
            if (!ours || isByTheWay(path.substring(path.lastIndexOf('/') + 1))) {
                return;
            }
            if (bytes.length > LARGEST_FILE) {
                problems.add(new RuleSetStatus.Problem(path, 0, 0, "Die Datei ist größer als 1024 kB."));
                return;
            }
            try {
                texts.put(
                        path,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(bytes))
                                .toString());
            } catch (CharacterCodingException e) {
                problems.add(new RuleSetStatus.Problem(
                        path, 0, 0, "Die Datei ist nicht als UTF-8 gespeichert (in Excel: „CSV UTF-8“ wählen)."));
            }
        });
        if (!problems.isEmpty()) {
            throw new RulesRejected(problems);
        }
        return new RuleSources(texts);
    }

    private static Resource[] list(ResourcePatternResolver resources, String pattern) {
        try {
            return resources.getResources(pattern);
        } catch (java.io.FileNotFoundException e) {
            return new Resource[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What editors and systems leave lying about. */
    private static boolean isByTheWay(String name) {
        return name.startsWith(".")
                || name.startsWith("~")
                || name.endsWith("~")
                || name.endsWith(".tmp")
                || name.endsWith(".md");
    }

    /** SHA-256 (hex) over names and contents in the order of names. */
    String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, content) -> {
                byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
