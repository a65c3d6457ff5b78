// Words of Tasklist that its own German leaves wrong, clumsy or in the engine's language.
export const WORDS = {
  labels: {
    AUTH_AUTHENTICATION_FAILED: 'Ihre Anmeldung ist abgelaufen. Bitte melden Sie sich neu an.',
    AUTH_LOGOUT_THANKS: 'Auf Wiedersehen.',
    CANCEL: 'Abbrechen',
    CLAIM_ERROR: 'Die Aufgabe konnte nicht übernommen werden.',
    COMPLETE: 'Abschließen',
    COMPLETE_ERROR: 'Die Aufgabe konnte nicht abgeschlossen werden.',
    DIAGRAM: 'Ablauf',
    FAILURE: 'Fehler',
    FORM: 'Formular',
    INSTANCE_SUSPENDED: 'Die Aufgabe ruht zurzeit.',
    LOADING: 'Wird geladen …',
    NO_DIAGRAM: 'Zu dieser Aufgabe gibt es kein Bild des Ablaufs.',
    PAGES_MSG_ACCESS_DENIED: 'Dafür haben Sie keine Berechtigung.',
    PAGES_MSG_ACCESS_DENIED_RESOURCE_ID: 'Dafür haben Sie keine Berechtigung.',
    PAGES_MSG_ACTION_DENIED: 'Das hat Lotse nicht zugelassen. Bitte laden Sie die Seite neu.',
    PAGES_MSG_COMMUNICATION_ERROR: 'Lotse hat unerwartet geantwortet ({{status}}). Bitte laden Sie die Seite neu.',
    PAGES_MSG_NOT_FOUND: 'Das gibt es nicht mehr, oder Sie dürfen es nicht sehen.',
    PAGES_MSG_REQUEST_TIMEOUT: 'Keine Verbindung zu Lotse. Bitte versuchen Sie es erneut.',
    PAGES_MSG_SERVER_ERROR: 'In Lotse ist ein Fehler aufgetreten. Bitte laden Sie die Seite neu.',
    PAGES_STATUS_ACCESS_DENIED: 'Keine Berechtigung',
    PAGES_STATUS_SERVER_ERROR: 'Fehler in Lotse',
    SHORTCUT: 'Tasten',
    SHORTCUT_HELP: 'Tastenkürzel',
    TASK_LIST_LOADING_FAILURE: 'Die Aufgaben konnten nicht geladen werden.',
    TASK_NOT_EXIST: 'Diese Aufgabe ist nicht mehr offen.',
    TASK_UPDATE_ERROR: 'Die Aufgabe konnte nicht geändert werden.',
    UNCLAIM_ERROR: 'Die Aufgabe konnte nicht zurückgegeben werden.',
  },
  dateLocales: {
    longDateFormat: {
      L: 'DD.MM.YYYY',
      LL: 'D. MMMM YYYY',
      LLL: 'D. MMMM YYYY, LT',
      LLLL: 'dddd, D. MMMM YYYY, LT',
      LT: 'HH:mm',
    },
    weekdaysShort: ['So', 'Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa'],
  },
};

/** Lays our words over those that Tasklist loads for a language. */
export function withOurWords(loader) {
  return (options) =>
    loader({
      ...options,
      callback(error, data, locale) {
        const dateLocales = data?.dateLocales && { ...data.dateLocales, ...WORDS.dateLocales };
        options.callback?.(error, dateLocales ? { ...data, dateLocales } : data, locale);
      },
    }).then((labels) => ({ ...labels, ...WORDS.labels }));
}
