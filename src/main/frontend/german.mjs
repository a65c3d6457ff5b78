// form-js speaks English only and has no hook for its words. They are exchanged while bundling: each text must be found
// exactly as often as stated here, so a new version of form-js that changes one stops the build instead of the German.

export const GERMAN = [
  // what stops a field
  ["'Field is required.'", "'Diese Angabe fehlt.'"],
  ['`Field must match pattern ${validation.pattern}.`', "'Das Format stimmt nicht.'"],
  ['`Field must have minimum value of ${validation.min}.`', '`Der Wert muss mindestens ${validation.min} sein.`'],
  ['`Field must have maximum value of ${validation.max}.`', '`Der Wert darf höchstens ${validation.max} sein.`'],
  ["'Min validation value is not a valid number.'", "'Der Mindestwert des Formulars ist keine Zahl.'"],
  ["'Max validation value is not a valid number.'", "'Der Höchstwert des Formulars ist keine Zahl.'"],
  ['`Field must have minimum length of ${validation.minLength}.`', '`Bitte mindestens ${validation.minLength} Zeichen eingeben.`'],
  ['`Field must have maximum length of ${validation.maxLength}.`', '`Bitte höchstens ${validation.maxLength} Zeichen eingeben.`'],
  [
    "'Field must be a valid  international phone number. (e.g. +4930664040900)'",
    "'Das ist keine Telefonnummer mit Ländervorwahl, zum Beispiel +4922411234.'",
  ],
  ["'Field must be a valid email.'", "'Das ist keine gültige E-Mail-Adresse.'"],
  ["'Value is not a number.'", "'Das ist keine Zahl.'"],
  [
    "'Value is expected to ' + (decimalDigits === 0 ? 'be an integer' : `have at most ${decimalDigits} decimal digit${decimalDigits > 1 ? 's' : ''}`) + '.'",
    "(decimalDigits === 0 ? 'Bitte eine ganze Zahl eingeben.' : `Bitte höchstens ${decimalDigits} Nachkommastellen eingeben.`)",
  ],
  [
    '`Please select a valid value, the two nearest valid values are ${previousValue} and ${nextValue}.`',
    '`Dieser Wert geht nicht. Die nächsten möglichen Werte sind ${previousValue} und ${nextValue}.`',
  ],
  ["'Date and time must both be entered.'", "'Bitte Datum und Uhrzeit angeben.'"],

  // what is written on things
  ["'Add new'", "'Hinzufügen'"],
  ['`Remove list item ${itemIndex + 1}`', '`Eintrag ${itemIndex + 1} entfernen`'],
  ['`Expand all (${values.length - 1})`', '`Alle ${values.length} zeigen`'],
  ["children: [jsx(SvgCollapse, {}), \" \", 'Collapse']", "children: [jsx(SvgCollapse, {}), \" \", 'Weniger zeigen']"],
  ["'No results'", "'Nichts gefunden'", 2],
  ["'All values selected'", "'Alles ausgewählt'"],
  ["placeholder: 'Search'", "placeholder: 'Suchen'"],
  ["placeholder: disabled || readonly ? undefined : 'Search'", "placeholder: disabled || readonly ? undefined : 'Suchen'"],
  ["valueLabel || 'Select'", "valueLabel || 'Bitte wählen'"],
  ['title: "Remove tag"', 'title: "Entfernen"'],
  ['"aria-label": "Increment"', '"aria-label": "Erhöhen"'],
  ['"aria-label": "Decrement"', '"aria-label": "Verringern"'],
  ["'Nothing to show.'", "'Keine Einträge.'"],
  ['"Nothing to show."', '"Keine Einträge."'],
  ['" of ", chunkedData.length', '" von ", chunkedData.length'],
  ['"Previous page"', '"Vorige Seite"'],
  ['"Next page"', '"Nächste Seite"'],
  ['`Click to sort by ${label} descending`', '`${label}: absteigend sortieren`'],
  ['`Click to sort by ${label} ascending`', '`${label}: aufsteigend sortieren`'],
  ["'Click to remove sorting'", "'Sortierung aufheben'"],
  ['children: "Browse"', 'children: "Datei wählen"'],
  ['`Download ${fileName}`', '`${fileName} herunterladen`'],
  ["'Unable to download document'", "'Das Dokument konnte nicht geladen werden.'", 2],
];

// Hooks of form-js that our own fields need and that it keeps to itself.
const EXPORTS = ['export { ALLOW_ATTRIBUTE,', 'export { useService, useOptionsAsync, useCleanupSingleSelectValue, ALLOW_ATTRIBUTE,'];

function exchange(source, [find, replacement, times = 1]) {
  const found = source.split(find).length - 1;
  if (found !== times) {
    throw new Error(`form-js changed: expected ${times} × ${find}, found ${found}. Adapt german.mjs.`);
  }
  return source.replaceAll(find, () => replacement);
}

/** esbuild plugin: form-js in German. */
export const german = {
  name: 'german',
  setup(build) {
    build.onLoad({ filter: /form-js-viewer[/\\]dist[/\\]index\.es\.js$/ }, async ({ path }) => {
      const { readFile } = await import('node:fs/promises');
      const source = await readFile(path, 'utf8');
      return { contents: [...GERMAN, EXPORTS].reduce(exchange, source), loader: 'js' };
    });
  },
};
