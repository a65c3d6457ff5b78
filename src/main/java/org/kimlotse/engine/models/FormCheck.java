package org.kimlotse.engine.models;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.form.FormModel;
import org.kimlotse.engine.form.FormParser;
import org.kimlotse.engine.form.FormSections;
import org.kimlotse.engine.guard.VariableGate;
import org.springframework.stereotype.Component;

/** Checks one form file for itself. */
@Component
class FormCheck {

    private final FormSections sections;
    private final VariableGate variables;

    FormCheck(FormSections sections, VariableGate variables) {
        this.sections = sections;
        this.variables = variables;
    }

    /** The form's id, or empty if it has none. */
    String check(String file, byte[] content, Findings findings) {
        FormModel form = FormParser.parse(content);
        form.faults().forEach(fault -> findings.problem(file, fault.element(), fault.message()));
        String name = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.form$", "");
        if (form.faults().isEmpty() && !form.id().equals(name)) {
            findings.problem(
                    file,
                    "",
                    form.id().isEmpty()
                            ? "Das Formular hat keine Kennung (id)."
                            : "Die Kennung des Formulars (\"" + form.id() + "\") muss wie die Datei heißen (\"" + name
                                    + "\").");
        }
        form.fields().values().forEach(field -> field(file, field, findings));
        Set<String> unknown = new TreeSet<>(form.names());
        unknown.removeAll(form.fields().keySet());
        form.fields()
                .values()
                .forEach(field -> unknown.removeAll(field.columns().keySet()));
        unknown.removeIf(known -> sections.field(known).isPresent() || variables.isDeclared(known));
        unknown.removeAll(Set.of("this", "parent", "item", "null", "i"));
        if (!unknown.isEmpty()) {
            findings.note(
                    file,
                    "",
                    "Diese Angaben im Formular kennt kein Modul, sie bleiben leer: " + String.join(", ", unknown)
                            + ".");
        }
        return form.id();
    }

    private void field(String file, FormModel.Field field, Findings findings) {
        Optional<FormField> known = sections.field(field.key());
        if (known.isPresent()) {
            if (known.get().writable() && !fits(known.get().type(), field.type())) {
                findings.problem(
                        file,
                        field.key(),
                        "Das Feld \"%s\" ist hier als %s angelegt, erwartet wird %s."
                                .formatted(
                                        field.key(),
                                        german(field.type()),
                                        german(known.get().type())));
            }
            return;
        }
        if (field.computed()) {
            return;
        }
        field.unofferable().ifPresent(why -> findings.problem(file, field.key(), why));
        field.columns().values().forEach(column -> column.unofferable()
                .ifPresent(why -> findings.problem(file, field.key() + "." + column.key(), why)));
        if (sections.additionalFacts().isEmpty()) {
            findings.problem(file, field.key(), "Das Feld \"" + field.key() + "\" kennt kein Modul.");
        } else if (sections.additionalFacts().get().reservedKeys().contains(field.key())) {
            findings.problem(file, field.key(), "Der Schlüssel \"" + field.key() + "\" ist vergeben.");
        } else if (variables.isDeclared(field.key())) {
            findings.problem(file, field.key(), "Der Schlüssel \"" + field.key() + "\" gehört der Vorgangssteuerung.");
        } else {
            findings.note(
                    file,
                    field.key(),
                    "Das Feld kennt kein Modul; die Angabe wird als zusätzliche Angabe des Falls gespeichert.");
        }
    }

    /** What a component sends and the module can read. */
    private static boolean fits(FormField.Type expected, FormField.Type actual) {
        return expected == actual
                || (expected == FormField.Type.CHOICE && actual == FormField.Type.TEXT)
                || (expected == FormField.Type.TEXT
                        && List.of(FormField.Type.CHOICE, FormField.Type.DATE, FormField.Type.NUMBER)
                                .contains(actual))
                || (expected == FormField.Type.BOOLEAN && actual == FormField.Type.CHOICE)
                || expected == FormField.Type.OPTIONS;
    }

    private static String german(FormField.Type type) {
        return switch (type) {
            case TEXT -> "Text";
            case CHOICE -> "Auswahl";
            case BOOLEAN -> "Ja/Nein";
            case DATE -> "Datum";
            case NUMBER -> "Zahl";
            case CHOICES -> "Mehrfachauswahl";
            case LIST -> "Liste";
            case OPTIONS -> "Vorschlagsliste";
        };
    }
}
