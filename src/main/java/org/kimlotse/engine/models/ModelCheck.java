package org.kimlotse.engine.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kimlotse.engine.ModelFiles;
import org.springframework.stereotype.Component;

/** Checks processes and forms together, before anything is deployed. */
@Component
class ModelCheck {

    private final ProcessCheck processes;
    private final FormCheck forms;

    ModelCheck(ProcessCheck processes, FormCheck forms) {
        this.processes = processes;
        this.forms = forms;
    }

    /**
     * @param families every family with its files
     * @param processIds the ids of the processes that could be read
     */
    record Checked(Map<String, Map<String, byte[]>> families, Set<String> processIds, Findings findings) {

        boolean serves(String family) {
            return !findings.hasProblemBelow("processes/" + family + "/", "forms/" + family + "/");
        }
    }

    Checked check(ModelFiles files) {
        Findings findings = new Findings();
        Map<String, Map<String, byte[]>> families = new TreeMap<>();
        List<ProcessCheck.ProcessModel> read = new ArrayList<>();
        Map<String, String> formFiles = new TreeMap<>();
        Set<String> halfRead = new TreeSet<>();
        files.below("processes/").forEach((file, content) -> {
            if (isIn(file, ".bpmn", findings)) {
                families.computeIfAbsent(family(file), f -> new TreeMap<>()).put(file, content);
                processes.check(file, content, findings).ifPresentOrElse(read::add, () -> halfRead.add(family(file)));
            }
        });
        files.below("forms/").forEach((file, content) -> {
            if (isIn(file, ".form", findings)) {
                families.computeIfAbsent(family(file), f -> new TreeMap<>()).put(file, content);
                String id = forms.check(file, content, findings);
                String other = formFiles.putIfAbsent(id, file);
                if (other != null && !id.isEmpty()) {
                    findings.problem(file, "", "Die Kennung \"" + id + "\" hat schon das Formular " + other + ".");
                }
            }
        });
        Set<String> ids = new TreeSet<>();
        Map<String, String> byId = new HashMap<>();
        read.forEach(model -> {
            String other = byId.putIfAbsent(model.id(), model.file());
            if (other != null) {
                findings.problem(
                        model.file(), "", "Die Kennung \"" + model.id() + "\" hat schon der Prozess " + other + ".");
            }
            ids.add(model.id());
        });
        formsExistAndAreUsed(read, formFiles, halfRead, findings);
        callsExist(read, ids, findings);
        return new Checked(families, ids, findings);
    }

    private static void formsExistAndAreUsed(
            List<ProcessCheck.ProcessModel> read,
            Map<String, String> formFiles,
            Set<String> halfRead,
            Findings findings) {
        Set<String> used = new LinkedHashSet<>();
        for (ProcessCheck.ProcessModel model : read) {
            model.formRefs().forEach((task, form) -> {
                String file = formFiles.get(form);
                if (file == null) {
                    findings.problem(model.file(), task, "Das Formular \"" + form + "\" gibt es nicht.");
                } else if (!family(file).equals(family(model.file()))) {
                    findings.problem(
                            model.file(),
                            task,
                            "Das Formular \"" + form + "\" gehört zu forms/" + family(file) + ", nicht zu forms/"
                                    + family(model.file()) + ".");
                } else {
                    used.add(form);
                }
            });
        }
        formFiles.forEach((form, file) -> {
            if (!form.isEmpty() && !halfRead.contains(family(file)) && !used.contains(form)) {
                findings.problem(file, "", "Das Formular wird von keiner Aufgabe benutzt.");
            }
        });
    }

    private static void callsExist(List<ProcessCheck.ProcessModel> read, Set<String> ids, Findings findings) {
        for (ProcessCheck.ProcessModel model : read) {
            model.calls().forEach((call, process) -> {
                if (!ids.contains(process)) {
                    findings.problem(model.file(), call, "Den aufgerufenen Prozess \"" + process + "\" gibt es nicht.");
                }
            });
        }
    }

    private static boolean isIn(String file, String suffix, Findings findings) {
        if (!file.endsWith(suffix)) {
            return false;
        }
        if (file.chars().filter(c -> c == '/').count() != 2) {
            findings.problem(
                    file, "", "Die Datei muss in einem Unterordner liegen (processes/<Familie>/…, forms/<Familie>/…).");
            return false;
        }
        return true;
    }

    static String family(String file) {
        String[] parts = file.split("/", -1);
        return parts.length == 3 ? parts[1] : "";
    }
}
