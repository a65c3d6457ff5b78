const base = document.querySelector('base');
const appRoot = base?.getAttribute('app-root') ?? '/camunda';

/** Where Lotse's own pages begin: the context path, without a trailing slash. */
export const root = appRoot.replace(/\/camunda\/?$/, '');

export const engineApi = `${base?.getAttribute('engine-api') ?? '/camunda/api/engine/'}engine/default`;
export const adminApi = base?.getAttribute('admin-api') ?? '/camunda/api/admin/';
export const tasklistUrl = `${appRoot}/app/tasklist/default/`;

export const page = {
  home: `${root}/`,
  profile: `${root}/profil`,
  cases: `${root}/faelle`,
  caseFile: (caseNumber) => `${root}/faelle/${encodeURIComponent(caseNumber)}`,
  loggedOut: `${root}/anmelden?abgemeldet`,
};
