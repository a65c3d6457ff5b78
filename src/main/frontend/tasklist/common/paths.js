const base = document.querySelector('base');
const appRoot = base?.getAttribute('app-root') ?? '/camunda';

/** Where Lotse's own pages begin: the context path, without a trailing slash. */
export const root = appRoot.replace(/\/camunda\/?$/, '');

export const engineApi = `${base?.getAttribute('engine-api') ?? '/camunda/api/engine/'}engine/default`;
export const adminApi = base?.getAttribute('admin-api') ?? '/camunda/api/admin/';
export const tasklistUrl = `${appRoot}/app/tasklist/default/`;

export const page = {
  home: `${root}/`,
  cases: `${root}/faelle`,
  letters: `${root}/schreiben`,
  newCase: `${root}/faelle/neu`,
  caseFile: (caseNumber) => `${root}/faelle/${encodeURIComponent(caseNumber)}`,
  bottlenecks: `${root}/engpaesse`,
  models: `${root}/prozesse-und-regeln`,
  loggedOut: `${root}/anmelden?abgemeldet`,
};
