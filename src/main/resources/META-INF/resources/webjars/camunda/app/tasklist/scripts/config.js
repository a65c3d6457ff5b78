// Configuration of Camunda Tasklist for Lotse. Overrides the file of the same name in Camunda's webjar.
// Source: src/main/frontend/tasklist/config.js; the build fills in the versions.

// The page itself is delivered as English. All words on it are German, so screen readers must know.
document.documentElement.lang = 'de';

// A slow line must not leave an empty page: by default its loader gives up after seven seconds.
window.require?.config?.({ waitSeconds: 0 });

const base = document.querySelector('base');

const style = document.createElement('link');
style.rel = 'stylesheet';
style.href = base.getAttribute('app-root') + '/app/tasklist/lotse/tasklist.css?v=c2ff7bc80038';
document.head.append(style);

// Parts of Tasklist that would put free text into the engine, start a process past the case file, or speak the
// engine's language. Their endpoints are refused as well; this only takes the buttons away.
base.setAttribute(
  'cam-exclude-plugins',
  [
    'tasklist.navbar.action:start-process-action',
    'tasklist.navbar.action:create-task-action',
    'tasklist.task.action:task-action-comment',
    'tasklist.task.detail:task-detail-description',
    'tasklist.task.detail:task-detail-history',
    'tasklist.header:tasklist-sorting',
    'tasklist.list:task-search',
    'tasklist.card:tasklist-card-variables',
  ].join(','),
);

export default {
  app: {
    name: 'Aufgaben',
    vendor: 'Lotse –',
  },
  // German for every browser: forms, filters and messages are German, an English frame around them helps nobody.
  locales: {
    availableLocales: ['de'],
    fallbackLocale: 'de',
  },
  dateFormat: {
    monthName: 'MMMM',
    day: 'DD',
    abbr: 'dd, DD.MM.YYYY',
    normal: 'dd, DD.MM.YYYY',
    long: 'dddd, DD.MM.YYYY, HH:mm [Uhr]',
    short: 'DD.MM.YYYY',
  },
  disableWelcomeMessage: true,
  // Tasklist appends ".js" to what does not end in it.
  customScripts: ['lotse/tasklist.js?v=7d352ae74b44.js'],
  requireJsConfig: {
    ngDeps: ['lotse.tasklist'],
  },
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
