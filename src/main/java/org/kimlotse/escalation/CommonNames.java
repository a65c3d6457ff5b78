package org.kimlotse.escalation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.kimlotse.casefile.NameWords;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Names that are common among the people of the Kreis: the list {@code escalation/common-names.txt}. It knows nobody, so that its
 * answer tells nobody who is a client.
 */
@Component
class CommonNames {

    private static final String GIVEN = "[Vornamen]";
    private static final String FAMILY = "[Familiennamen]";

    private final Set<String> given;
    private final Set<String> family;

    CommonNames() {
        List<String> lines = list().lines().toList();
        int second = lines.indexOf(FAMILY);
        given = words(lines.subList(lines.indexOf(GIVEN) + 1, second));
        family = words(lines.subList(second + 1, lines.size()));
    }

    /**
     * Those of the words that are common names, and as pairs every given with every family name among them.
     *
     * @param words in the form of {@link NameWords#fold}
     */
    NameWords.Known among(Collection<String> words) {
        Set<String> givenHere = common(words, given);
        Set<String> familyHere = common(words, family);
        Map<String, Set<String>> pairs = new HashMap<>();
        givenHere.forEach(name -> pairs.put(name, familyHere));
        return new NameWords.Known(givenHere, familyHere, pairs);
    }

    private static Set<String> common(Collection<String> words, Set<String> names) {
        Set<String> common = new HashSet<>(words);
        common.retainAll(names);
        return common;
    }

    private static Set<String> words(List<String> lines) {
        Set<String> words = new HashSet<>();
        lines.stream()
                .flatMap(line -> Stream.of(line.split(" ")))
                .filter(word -> !word.isBlank())
                .map(NameWords::fold)
                .forEach(words::add);
        return words;
    }

    private static String list() {
        try (InputStream file = new ClassPathResource("escalation/common-names.txt").getInputStream()) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
