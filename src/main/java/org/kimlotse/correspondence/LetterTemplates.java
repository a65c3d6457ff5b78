package org.kimlotse.correspondence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Component;

/** The letters' wording: {@code messages/letters.properties}, with {@code {name}} as placeholders. */
@Component
public class LetterTemplates {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z0-9]+)}");

    private final Properties texts;

    LetterTemplates() {
        try {
            this.texts = PropertiesLoaderUtils.loadProperties(
                    new EncodedResource(new ClassPathResource("messages/letters.properties"), "UTF-8"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String subject(String template, Map<String, String> values) {
        return fill(template + ".subject", values);
    }

    public String body(String template, Map<String, String> values) {
        return fill(template + ".body", values);
    }

    /** Every template that has a body. */
    public Set<String> names() {
        return texts.stringPropertyNames().stream()
                .filter(k -> k.endsWith(".body"))
                .map(k -> k.substring(0, k.length() - ".body".length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** @throws IllegalArgumentException if the text is missing or a placeholder has no value: a fault of ours */
    private String fill(String key, Map<String, String> values) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no letter text " + key);
        }
        Matcher places = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (places.find()) {
            String value = values.get(places.group(1));
            if (value == null) {
                throw new IllegalArgumentException("letter text " + key + " needs a value for " + places.group(1));
            }
            places.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return places.appendTail(filled).toString();
    }
}
