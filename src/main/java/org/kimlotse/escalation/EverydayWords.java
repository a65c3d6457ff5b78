package org.kimlotse.escalation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.stream.Stream;
import org.kimlotse.casefile.NameWords;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.shared.Municipality;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Words that are names of some people and mean something else in most texts: "Wolf", "Lange", "Sommer", "Siegburg". Alone
 * they block nobody's work. The list is {@code escalation/everyday-words.txt}; places and offices come from the directory.
 */
@Component
class EverydayWords {

    private final Set<String> words = new HashSet<>();

    EverydayWords(Directory directory) {
        list().lines().filter(line -> !line.startsWith("#")).forEach(this::add);
        Stream.of(Municipality.values()).map(Municipality::label).forEach(this::add);
        directory.offices().stream().map(Office::label).forEach(this::add);
    }

    /** All of them, in the form of {@link NameWords#fold}. */
    Set<String> all() {
        return Set.copyOf(words);
    }

    private void add(String text) {
        NameWords.WORD
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .map(NameWords::fold)
                .forEach(words::add);
    }

    static String list() {
        try (InputStream file = new ClassPathResource("escalation/everyday-words.txt").getInputStream()) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
