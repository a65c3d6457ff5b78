// Dates and times between what people type and what form-js keeps ("2026-09-15", "2026-09-15T09:30+02:00", "09:30").

const pad = (number) => String(number).padStart(2, '0');

function isoDate(year, month, day) {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year >= 1900 && year <= 2199 ? `${year}-${pad(month)}-${pad(day)}` : null;
}

/** Two digits mean this century, unless that lies more than ten years ahead (births). */
function century(short, now = new Date()) {
  const year = 2000 + short;
  return year > now.getFullYear() + 10 ? year - 100 : year;
}

/**
 * "15.9.26", "15.09.2026", "150926", "15092026" or "2026-09-15" as an ISO date; null if it is no date.
 *
 * @param {boolean} [typing] while typing, only a four-digit year counts: "15.09.20" is not yet 2020
 */
export function parseDate(text, typing = false) {
  const input = (text ?? '').trim();
  let match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(input);
  if (match) {
    return isoDate(Number(match[1]), Number(match[2]), Number(match[3]));
  }
  match = /^(\d{1,2})[.\s/-]+(\d{1,2})[.\s/-]+(\d{4}|\d{2})$/.exec(input) ?? /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(input);
  if (!match || (typing && match[3].length === 2)) {
    return null;
  }
  const year = match[3].length === 2 ? century(Number(match[3])) : Number(match[3]);
  return isoDate(year, Number(match[2]), Number(match[1]));
}

/** "2026-09-15" as "15.09.2026". */
export function showDate(iso) {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso ?? '');
  return match ? `${match[3]}.${match[2]}.${match[1]}` : '';
}

/** "9:30", "9.30", "0930" or "9" as "09:30"; null if it is no time. */
export function parseTime(text, typing = false) {
  const input = (text ?? '').trim().replace(/\s*uhr$/i, '');
  const match = /^(\d{1,2})[:.](\d{2})$/.exec(input) ?? /^(\d{2})(\d{2})$/.exec(input) ?? (typing ? null : /^(\d{1,2})()$/.exec(input));
  if (!match) {
    return null;
  }
  const hour = Number(match[1]);
  const minute = Number(match[2] || 0);
  return hour <= 23 && minute <= 59 ? `${pad(hour)}:${pad(minute)}` : null;
}

/** The stored value as {date: "2026-09-15", time: "09:30"} on the clock of this browser. */
export function splitValue(value, subtype) {
  const text = typeof value === 'string' ? value : '';
  if (subtype === 'date') {
    const match = /^\d{4}-\d\d-\d\d/.exec(text);
    return { date: match ? match[0] : null, time: null };
  }
  if (subtype === 'time') {
    if (/^\d\d:\d\d([Z+-])/.test(text)) {
      const date = new Date(`${new Date().toISOString().slice(0, 10)}T${text}`);
      return Number.isNaN(date.getTime()) ? { date: null, time: null } : { date: null, time: `${pad(date.getHours())}:${pad(date.getMinutes())}` };
    }
    return { date: null, time: parseTime(text) };
  }
  const date = text ? new Date(text) : null;
  if (!date || Number.isNaN(date.getTime())) {
    return { date: null, time: null };
  }
  return {
    date: `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`,
    time: `${pad(date.getHours())}:${pad(date.getMinutes())}`,
  };
}

function offset(date) {
  const minutes = -date.getTimezoneOffset();
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(minutes) / 60))}:${pad(Math.abs(minutes) % 60)}`;
}

/** What is stored; null as long as a part is missing. Formats: utc_offset, utc_normalized, no_timezone. */
export function joinValue(date, time, subtype, format = 'utc_offset') {
  if (subtype === 'date') {
    return date ?? null;
  }
  if (!time || (subtype === 'datetime' && !date)) {
    return null;
  }
  const local = new Date(`${date ?? new Date().toISOString().slice(0, 10)}T${time}:00`);
  if (format === 'utc_normalized') {
    const utc = local.toISOString();
    return subtype === 'time' ? `${utc.slice(11, 16)}Z` : `${utc.slice(0, 16)}Z`;
  }
  const zone = format === 'no_timezone' ? '' : offset(local);
  return subtype === 'time' ? `${time}${zone}` : `${date}T${time}${zone}`;
}
