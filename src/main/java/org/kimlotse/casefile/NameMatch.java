package org.kimlotse.casefile;

import java.text.Normalizer;
import java.util.Locale;
import org.kimlotse.shared.Texts;

/**
 * How alike two names are. Names come transcribed in many ways (Mohammed, Muhammad), with given and family name swapped
 * and with or without accents, so equal spelling is too little.
 */
final class NameMatch {

    private NameMatch() {}

    /** Comparable form: lower case, without accents, umlauts as single letters, letters and digits of any script only. */
    static String key(String name) {
        String plain = Normalizer.normalize(Texts.oneLine(name).toLowerCase(Locale.ROOT), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replace("ß", "ss")
                .replace("ae", "a")
                .replace("oe", "o")
                .replace("ue", "u");
        return plain.replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    static String key(String givenName, String familyName) {
        String key = key(givenName + " " + familyName);
        return key.length() <= 400
                ? key
                : key.substring(0, key.offsetByCodePoints(0, Math.min(400, Texts.length(key))));
    }

    /** 0 (nothing in common) to 1 (same), whichever of the two names stands first. */
    static double similarity(String givenA, String familyA, String givenB, String familyB) {
        String a = key(givenA, familyA);
        return Math.max(similarity(a, key(givenB, familyB)), similarity(a, key(familyB, givenB)));
    }

    private static double similarity(String a, String b) {
        int longest = Math.max(a.length(), b.length());
        return longest == 0 ? 0 : 1.0 - (double) distance(a, b) / longest;
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
