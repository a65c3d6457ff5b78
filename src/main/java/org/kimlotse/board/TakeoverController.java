package org.kimlotse.board;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.Refused;
import org.kimlotse.takeover.Column;
import org.kimlotse.takeover.RowKind;
import org.kimlotse.takeover.RowState;
import org.kimlotse.takeover.TakeoverFile;
import org.kimlotse.takeover.Takeovers;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** <em>Laufende Fälle übernehmen</em>: template, upload, what was found row by row, and how far it has come. */
@Controller
@RequestMapping("/faelle/uebernahme")
class TakeoverController {

    /** Rows of one page; all their ticks travel in one request. */
    private static final int PAGE = 100;

    private static final String TOO_LARGE = "Die Datei ist größer als 5 MB. Bitte teilen Sie sie auf.";

    /** What of a file is looked at; the address says it in German. */
    enum View {
        ALLE("alle Zeilen", EnumSet.allOf(RowState.class)),
        BERICHTIGEN("zu berichtigen", EnumSet.of(RowState.WRONG)),
        RICHTIG("in Ordnung", EnumSet.of(RowState.GOOD)),
        BEKANNT("vielleicht schon bekannt", EnumSet.of(RowState.ALIKE)),
        SCHON("schon übernommen", EnumSet.of(RowState.KNOWN)),
        UEBERNOMMEN("übernommen", EnumSet.of(RowState.TAKEN)),
        OFFEN("nicht übernommen", EnumSet.of(RowState.HELD, RowState.FAILED));

        private final String label;
        private final Set<RowState> states;

        View(String label, Set<RowState> states) {
            this.label = label;
            this.states = states;
        }

        public String label() {
            return label;
        }

        public int count(Takeovers.Standing standing) {
            return states.stream().mapToInt(standing::count).sum();
        }
    }

    private final Takeovers takeovers;
    private final Actors actors;

    TakeoverController(Takeovers takeovers, Actors actors) {
        this.takeovers = takeovers;
        this.actors = actors;
    }

    /** Case managers only: a file names people, and names are for the team that works with them. */
    @ModelAttribute
    void door() {
        if (actors.current().map(a -> a.municipalities().isEmpty()).orElse(true)) {
            throw new ResponseStatusException(
                    HttpStatus.FORBIDDEN, "Diese Seite ist für Ihre Gruppe nicht vorgesehen.");
        }
    }

    /** @param tooLarge what was sent was so large that {@link UploadLimit} sent it back unread */
    @GetMapping
    String start(@RequestParam(name = UploadLimit.TOO_LARGE, required = false) @Nullable String tooLarge, Model model) {
        if (tooLarge != null) {
            model.addAttribute("problem", TOO_LARGE);
        }
        model.addAttribute("files", takeovers.mine());
        return "board/takeover";
    }

    @GetMapping("/anleitung")
    String guide(Model model) {
        model.addAttribute("columns", Column.ALL);
        model.addAttribute("kinds", RowKind.values());
        return "board/takeover-guide";
    }

    @GetMapping("/vorlage")
    ResponseEntity<byte[]> template() {
        return csv("lotse-uebernahme-vorlage.csv", takeovers.template());
    }

    @PostMapping
    String upload(@RequestParam("datei") MultipartFile file, RedirectAttributes redirect) throws IOException {
        try {
            if (file.isEmpty()) {
                throw new Refused("Bitte wählen Sie zuerst eine Datei aus.");
            }
            if (file.getSize() > Takeovers.MOST_BYTES) {
                throw new Refused(TOO_LARGE);
            }
            return page(takeovers.upload(file.getBytes()), View.ALLE, 1);
        } catch (Refused refused) {
            redirect.addFlashAttribute("problem", refused.getMessage());
            return "redirect:/faelle/uebernahme";
        }
    }

    @GetMapping("/{file:[0-9a-f-]{36}}")
    String show(
            @PathVariable UUID file,
            @RequestParam(name = "ansicht", defaultValue = "ALLE") View view,
            @RequestParam(name = "seite", defaultValue = "1") int page,
            Model model) {
        Takeovers.Standing standing = required(file);
        int count = view.count(standing);
        int pages = Math.max(1, (count + PAGE - 1) / PAGE);
        int shown = Math.min(Math.max(1, page), pages);
        model.addAttribute("standing", standing);
        model.addAttribute("notices", standing.file().notices().lines().toList());
        model.addAttribute("tone", tone(standing));
        model.addAttribute("view", view);
        model.addAttribute(
                "views",
                EnumSet.allOf(View.class).stream()
                        .filter(v -> v == View.ALLE || v.count(standing) > 0)
                        .toList());
        model.addAttribute("page", shown);
        model.addAttribute("pages", pages);
        model.addAttribute("lines", takeovers.lines(file, view.states, (shown - 1) * PAGE, PAGE));
        model.addAttribute("choosing", standing.file().state() == TakeoverFile.State.CHECKED && !standing.allRight());
        return "board/takeover-file";
    }

    /** @param page where to go next; the ticks of the page that was shown are kept whatever was pressed */
    @PostMapping("/{file:[0-9a-f-]{36}}")
    String answer(
            @PathVariable UUID file,
            @RequestParam(name = "ansicht", defaultValue = "ALLE") View view,
            @RequestParam(name = "seite", defaultValue = "1") int page,
            @RequestParam(name = "zeile", defaultValue = "") Set<Integer> shown,
            @RequestParam(name = "gewaehlt", defaultValue = "") Set<Integer> ticked,
            @RequestParam(name = "aktion", defaultValue = "merken") String action,
            RedirectAttributes redirect) {
        required(file);
        try {
            if (!shown.isEmpty()) {
                takeovers.choose(file, shown, ticked);
            }
            switch (action) {
                case "alle" -> takeovers.chooseAllRight(file);
                case "keine" -> takeovers.chooseNone(file);
                case "uebernehmen" -> {
                    takeovers.confirm(file);
                    return page(file, View.ALLE, 1);
                }
                case "verwerfen" -> {
                    takeovers.discard(file);
                    redirect.addFlashAttribute("done", "Die Datei ist verworfen. Es wurde nichts daraus behalten.");
                    return "redirect:/faelle/uebernahme";
                }
                case "zurueck" -> {
                    return page(file, view, page - 1);
                }
                case "weiter" -> {
                    return page(file, view, page + 1);
                }
                default -> {
                    // The ticks are kept; that was all.
                }
            }
        } catch (Refused refused) {
            redirect.addFlashAttribute("problem", refused.getMessage());
        }
        return page(file, view, page);
    }

    @GetMapping("/{file:[0-9a-f-]{36}}/pruefbericht")
    ResponseEntity<byte[]> report(@PathVariable UUID file) {
        required(file);
        return csv("lotse-pruefbericht.csv", takeovers.report(file));
    }

    private static String tone(Takeovers.Standing standing) {
        return switch (standing.file().state()) {
            case CHECKED -> standing.allRight() ? "message--done" : "message--warning";
            case CHECKING, RUNNING -> "";
            case DONE -> standing.missing() == 0 ? "message--done" : "message--warning";
        };
    }

    private Takeovers.Standing required(UUID file) {
        return takeovers.find(file).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String page(UUID file, View view, int page) {
        return "redirect:/faelle/uebernahme/%s?ansicht=%s&seite=%d".formatted(file, view, page);
    }

    private static ResponseEntity<byte[]> csv(String name, byte[] content) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .body(content);
    }
}
