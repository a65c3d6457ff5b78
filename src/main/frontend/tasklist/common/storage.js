// Tasklist keeps drafts of forms unencrypted in the browser's storage. Lotse's renderer writes none; this removes what an
// earlier version of the page may have left behind.
const DRAFT = /^(camunda-form|camForm|cam-form)[:-]/;

export function purgeDrafts() {
  for (const storage of [window.localStorage, window.sessionStorage]) {
    for (const key of Object.keys(storage)) {
      if (DRAFT.test(key)) {
        storage.removeItem(key);
      }
    }
  }
}
