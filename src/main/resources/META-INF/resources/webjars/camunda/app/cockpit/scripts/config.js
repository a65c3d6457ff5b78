// Configuration of Camunda Cockpit for Lotse. Overrides the file of the same name in Camunda's webjar.

import '/js/session.js';

document.documentElement.lang = 'de';

export default {
  app: {
    name: 'Betrieb',
    vendor: 'Lotse',
  },
  locales: {
    availableLocales: ['de'],
    fallbackLocale: 'de',
  },
  disableWelcomeMessage: true,
};
