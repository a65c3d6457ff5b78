// Loaded by the configuration of each of Camunda's web applications. They show a log-in of their own under "#/login" after
// signing out and when the session has ended. There is only one log-in: Lotse's.
function toLogin() {
  if (/^#!?\/login\b/.test(window.location.hash)) {
    window.location.replace('/anmelden?beendet');
  }
}

window.addEventListener('hashchange', toLogin);
toLogin();
