package org.kimlotse.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The three model folders as they were read at one moment: relative path with forward slashes to content. */
public final class ModelFiles {

    private final SortedMap<String, byte[]> contents;

    public ModelFiles(Map<String, byte[]> contents) {
        this.contents = new TreeMap<>(contents);
    }

    /** The files below a folder, for example {@code rules/} or {@code processes/intake/}; paths stay relative to the root. */
    public SortedMap<String, byte[]> below(String folder) {
        SortedMap<String, byte[]> found = new TreeMap<>();
        contents.forEach((path, content) -> {
            if (path.startsWith(folder)) {
                found.put(path, content.clone());
            }
        });
        return found;
    }

    public boolean isEmpty() {
        return contents.isEmpty();
    }

    /** SHA-256 (hex) over names and contents below a folder. */
    public String hash(String folder) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            contents.forEach((path, content) -> {
                if (path.startsWith(folder)) {
                    digest.update(path.getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) 0);
                    digest.update(content);
                    digest.update((byte) 0);
                }
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelFiles that && hash("").equals(that.hash(""));
    }

    @Override
    public int hashCode() {
        return Objects.hash(contents.keySet());
    }
}
