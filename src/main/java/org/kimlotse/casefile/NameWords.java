package org.kimlotse.casefile;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The words of all recorded people's names in one comparable form, so that a text can be asked for names by its own words
 * without loading anybody. Tells words, never whose they are.
 */
@Repository
public class NameWords {

    /** A word of a text, as names are made of them. */
    public static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}'’]*");

    private static final int LONGEST = 120;
    private static final int AT_ONCE = 500;

    /**
     * Which words of a text are names.
     *
     * @param pairs for a given name the family names of those who have it
     */
    public record Known(Set<String> given, Set<String> family, Map<String, Set<String>> pairs) {

        public Known {
            given = Set.copyOf(given);
            family = Set.copyOf(family);
            pairs = Map.copyOf(pairs);
        }

        /** Both together. */
        public Known and(Known other) {
            Map<String, Set<String>> all = new HashMap<>(pairs);
            other.pairs.forEach((first, seconds) -> all.merge(first, seconds, Known::union));
            return new Known(union(given, other.given), union(family, other.family), all);
        }

        private static Set<String> union(Set<String> some, Set<String> others) {
            Set<String> all = new HashSet<>(some);
            all.addAll(others);
            return all;
        }

        /** The given and the family name of one person, whichever stands first. */
        public boolean isPair(String first, String second) {
            return pairs.getOrDefault(first, Set.of()).contains(second)
                    || pairs.getOrDefault(second, Set.of()).contains(first);
        }
    }

    private final JdbcClient jdbc;

    NameWords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lower case, German umlauts spelled out, all other accents gone: "Müller" and "MUELLER" are the same. */
    public static String fold(String word) {
        String german = Normalizer.normalize(word, Normalizer.Form.NFC)
                .toLowerCase(Locale.GERMAN)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss");
        return Normalizer.normalize(german, Normalizer.Form.NFD).replaceAll("[\\p{M}'’]", "");
    }

    /**
     * Names of people in the cases of some teams. Whoever is asked about others would tell who is a client; so only a team's own
     * words may be compared with its own cases.
     *
     * @param words in the form of {@link #fold}
     */
    public Known among(Collection<String> words, Collection<String> teams) {
        if (teams.isEmpty()) {
            return new Known(Set.of(), Set.of(), Map.of());
        }
        Set<String> given = new HashSet<>();
        Set<String> family = new HashSet<>();
        List<String> all = List.copyOf(new LinkedHashSet<>(words));
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            jdbc.sql(
                            """
                            select distinct w.word, w.part from person_name_words w
                            join cases c on c.case_number = w.case_number
                            where w.word in (:words) and c.team in (:teams)
                            """)
                    .param("teams", teams)
                    .param("words", all.subList(from, Math.min(all.size(), from + AT_ONCE)))
                    .query((row, n) ->
                            ("GIVEN".equals(row.getString("part")) ? given : family).add(row.getString("word")))
                    .list();
        }
        return new Known(given, family, pairs(given, family, teams));
    }

    private Map<String, Set<String>> pairs(Set<String> given, Set<String> family, Collection<String> teams) {
        Map<String, Set<String>> pairs = new HashMap<>();
        if (!given.isEmpty() && !family.isEmpty()) {
            jdbc.sql(
                            """
                            select distinct g.word as given_word, f.word as family_word
                            from person_name_words g join person_name_words f on f.person_id = g.person_id
                            join cases c on c.case_number = g.case_number
                            where g.part = 'GIVEN' and f.part = 'FAMILY' and g.word in (:given) and f.word in (:family)
                              and c.team in (:teams)
                            """)
                    .param("teams", teams)
                    .param("given", given)
                    .param("family", family)
                    .query((row, n) -> pairs.computeIfAbsent(row.getString("given_word"), key -> new HashSet<>())
                            .add(row.getString("family_word")))
                    .list();
        }
        return pairs;
    }

    void write(UUID personId, String caseNumber, String givenName, String familyName) {
        jdbc.sql("delete from person_name_words where person_id = :person")
                .param("person", personId)
                .update();
        writePart(personId, caseNumber, "GIVEN", givenName);
        writePart(personId, caseNumber, "FAMILY", familyName);
    }

    private void writePart(UUID personId, String caseNumber, String part, String name) {
        WORD.matcher(name)
                .results()
                .map(MatchResult::group)
                .map(NameWords::fold)
                .map(word -> word.substring(0, Math.min(LONGEST, word.length())))
                .distinct()
                .forEach(word -> jdbc.sql(
                                """
                                insert into person_name_words (person_id, case_number, part, word)
                                values (:person, :case, :part, :word)
                                """)
                        .param("person", personId)
                        .param("case", caseNumber)
                        .param("part", part)
                        .param("word", word)
                        .update());
    }

    /** Who was recorded before names were kept by their words. */
    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void fillUp() {
        jdbc.sql(
                        """
                        select p.id, p.case_number, p.given_name, p.family_name from persons p
                        where not exists (select 1 from person_name_words w where w.person_id = p.id)
                        """)
                .query((row, n) -> {
                    write(
                            row.getObject("id", UUID.class),
                            row.getString("case_number"),
                            row.getString("given_name"),
                            row.getString("family_name"));
                    return n;
                })
                .list();
    }
}
