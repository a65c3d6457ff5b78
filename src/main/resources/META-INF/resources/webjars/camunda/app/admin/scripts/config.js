// Configuration of Camunda Admin for Lotse. Overrides the file of the same name in Camunda's webjar.

import '/js/session.js';

document.documentElement.lang = 'de';

export default {
  app: {
    name: 'Benutzerverwaltung',
    vendor: 'Lotse',
  },
  locales: {
    availableLocales: ['de'],
    fallbackLocale: 'de',
  },
  disableWelcomeMessage: true,
};
