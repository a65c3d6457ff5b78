package org.kimlotse.engine.form;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.kimlotse.engine.AdditionalFacts;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormSection;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Which module owns which field. A key belongs to exactly one section. */
@Component
public class FormSections {

    /** A field and the section that owns it. */
    record Owned(FormSection section, FormField field) {}

    private final Supplier<Map<String, Owned>> owned;
    private final ObjectProvider<AdditionalFacts> additionalFacts;

    FormSections(ObjectProvider<FormSection> sections, ObjectProvider<AdditionalFacts> additionalFacts) {
        this.owned = SingletonSupplier.of(() -> collect(sections.stream().toList()));
        this.additionalFacts = additionalFacts;
    }

    private static Map<String, Owned> collect(List<FormSection> sections) {
        Map<String, Owned> all = new LinkedHashMap<>();
        for (FormSection section : sections) {
            for (FormField field : section.fields()) {
                Owned other = all.put(field.key(), new Owned(section, field));
                if (other != null) {
                    throw new IllegalStateException("the field " + field.key() + " belongs to two sections: "
                            + other.section().getClass().getName() + " and "
                            + section.getClass().getName());
                }
            }
        }
        return all;
    }

    /** The field under this key, if a module knows it. */
    public Optional<FormField> field(String key) {
        return owner(key).map(Owned::field);
    }

    Optional<Owned> owner(String key) {
        return Optional.ofNullable(owned.get().get(key));
    }

    /** The sections that own some of these keys, each with its keys. */
    Map<FormSection, Set<String>> owners(Set<String> keys) {
        Map<FormSection, Set<String>> found = new LinkedHashMap<>();
        for (String key : keys) {
            owner(key).ifPresent(o -> found.computeIfAbsent(o.section(), s -> new LinkedHashSet<>())
                    .add(key));
        }
        return found;
    }

    /** The sections that own a writable field of the form, in the order in which they write. */
    List<FormSection> writers(Set<String> keys) {
        Set<FormSection> found = new LinkedHashSet<>();
        for (String key : keys) {
            owner(key).filter(o -> o.field().writable()).ifPresent(o -> found.add(o.section()));
        }
        List<FormSection> ordered = new ArrayList<>(found);
        ordered.sort(Comparator.comparingInt(FormSection::order));
        return ordered;
    }

    /** Where answers to fields no module knows are kept; empty if no module keeps them. */
    public Optional<AdditionalFacts> additionalFacts() {
        return Optional.ofNullable(additionalFacts.getIfAvailable());
    }
}
