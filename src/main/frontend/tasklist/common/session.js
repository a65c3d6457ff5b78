import { ask } from './dialog.js';
import { adminApi, tasklistUrl } from './paths.js';
import { unsaved } from './unsaved.js';

// When the log-in has expired, the form stays where it is, covered, until the same person has logged in again. Tasklist
// would leave the page, and before that write the form into the browser's storage.
let user = null;
let open = false;
let onRenewed = () => {};

async function whoAmI() {
  try {
    const response = await fetch(`${adminApi}auth/user/default`, {
      redirect: 'manual',
      headers: { Accept: 'application/json' },
    });
    return response.ok ? (await response.json()).userId : null;
  } catch {
    return null;
  }
}

function askToLogIn(hint) {
  return ask({
    title: 'Ihre Anmeldung ist abgelaufen',
    text: [
      'Was Sie eingegeben haben, ist noch nicht gesendet. Es steht weiter auf dieser Seite und ist solange verdeckt.',
      'Melden Sie sich im neuen Fenster an und kehren Sie dann hierher zurück.',
      ...(hint ? [hint] : []),
    ],
    choices: [
      { label: 'Im neuen Fenster anmelden', value: 'login', primary: true },
      { label: 'Weiterarbeiten', value: 'continue' },
      { label: 'Eingaben verwerfen', value: 'discard' },
    ],
    closable: false,
  });
}

/** Nothing was typed, so nothing can be lost: simply to the log-in. */
async function nothingToLose() {
  await ask({
    title: 'Ihre Anmeldung ist abgelaufen',
    text: ['Bitte melden Sie sich neu an.'],
    choices: [{ label: 'Zur Anmeldung', value: 'login', primary: true }],
    closable: false,
  });
  window.location.reload();
}

/** The server sends whoever is not logged in from the page itself to the log-in; but never round in circles. */
function toLogin() {
  const last = Number(window.sessionStorage.getItem('lotse-to-login') ?? 0);
  if (Date.now() - last > 10_000) {
    window.sessionStorage.setItem('lotse-to-login', String(Date.now()));
    window.location.reload();
  }
}

async function run() {
  let hint = '';
  for (;;) {
    const answer = await askToLogIn(hint);
    if (answer === 'login') {
      window.open(tasklistUrl, '_blank');
      hint = '';
      continue;
    }
    if (answer === 'discard') {
      window.location.reload();
      return;
    }
    const now = await whoAmI();
    if (now && (!user || now === user)) {
      onRenewed(now);
      return;
    }
    hint = now
      ? `Angemeldet ist jetzt ${now}. Diese Seite gehört ${user}. Bitte melden Sie sich als ${user} an oder verwerfen Sie die Eingaben.`
      : 'Sie sind noch nicht wieder angemeldet.';
  }
}

export const session = {
  /** Notes who works here; a later log-in as someone else must not send this person's input. */
  started(userId) {
    user = userId;
  },
  get user() {
    return user;
  },
  /** True while the log-in has expired: nothing else should be asked of the server. */
  get isExpired() {
    return open;
  },
  renewed(callback) {
    onRenewed = callback;
  },
  async expired() {
    if (open) {
      return;
    }
    if (!user) {
      toLogin();
      return;
    }
    open = true;
    document.body.classList.add('lotse-signed-out');
    await (unsaved.any ? run() : nothingToLose());
    document.body.classList.remove('lotse-signed-out');
    open = false;
  },
};
