// Configuration of Camunda Tasklist for Lotse. Overrides the file of the same name in Camunda's webjar.

// One log-in and one log-out for everything.
import '/js/session.js';

// The page itself is delivered as English. All words on it are German, so screen readers must know.
document.documentElement.lang = 'de';

// Parts of Tasklist that would put free text into the engine, start a process past the case file, or speak the
// engine's language. Their endpoints are refused as well; this only takes the buttons away.
document
  .querySelector('base')
  .setAttribute(
    'cam-exclude-plugins',
    [
      'tasklist.navbar.action:start-process-action',
      'tasklist.navbar.action:create-task-action',
      'tasklist.task.action:task-action-comment',
      'tasklist.task.detail:task-detail-description',
      'tasklist.task.detail:task-detail-history',
    ].join(','),
  );

export default {
  app: {
    name: 'Aufgaben',
    vendor: 'Lotse',
  },
  // German for every browser: forms, filters and messages are German, an English frame around them helps nobody.
  locales: {
    availableLocales: ['de'],
    fallbackLocale: 'de',
  },
  disableWelcomeMessage: true,
  shortcuts: {
    claimTask: {
      key: 'ctrl+alt+c',
      description: 'übernimmt die geöffnete Aufgabe',
    },
    focusFilter: {
      key: 'ctrl+shift+f',
      description: 'springt zum ersten Filter',
    },
    focusList: {
      key: 'ctrl+alt+l',
      description: 'springt zur ersten Aufgabe der Liste',
    },
    focusForm: {
      key: 'ctrl+alt+f',
      description: 'springt zum ersten Feld des Formulars',
    },
  },
};
