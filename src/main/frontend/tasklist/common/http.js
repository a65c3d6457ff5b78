import { session } from './session.js';

/** What went wrong with a request, with what the server said about it. Status 0: no connection. */
export class HttpError extends Error {
  constructor(status, body) {
    super(body?.message || `HTTP ${status}`);
    this.status = status;
    this.body = body;
  }
}

export class SignedOut extends HttpError {
  constructor() {
    super(401, null);
  }
}

function csrfToken() {
  const name = window.camTasklistConf?.csrfCookieName ?? 'XSRF-TOKEN';
  const cookie = document.cookie.split('; ').find((c) => c.startsWith(`${name}=`));
  return cookie ? decodeURIComponent(cookie.slice(name.length + 1)) : '';
}

/** A request with the session's CSRF token; answers the parsed JSON, or null if there is none. */
export async function call(method, url, { body, headers = {} } = {}) {
  let response;
  try {
    response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        Accept: 'application/json, text/plain, */*',
        'X-Requested-With': 'XMLHttpRequest',
        ...(method === 'GET' ? {} : { 'X-XSRF-TOKEN': csrfToken() }),
        ...(body === undefined || body instanceof URLSearchParams ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body === undefined || body instanceof URLSearchParams ? body : JSON.stringify(body),
    });
  } catch {
    throw new HttpError(0, null);
  }
  // A redirect can only lead to the log-in page.
  if (response.status === 401 || response.type === 'opaqueredirect') {
    session.expired();
    throw new SignedOut();
  }
  const text = await response.text();
  let data = null;
  try {
    data = text ? JSON.parse(text) : null;
  } catch {
    // not JSON: only the status counts
  }
  if (!response.ok) {
    throw new HttpError(response.status, data);
  }
  return data;
}

export const get = (url) => call('GET', url);
export const post = (url, body) => call('POST', url, { body: body ?? {} });
