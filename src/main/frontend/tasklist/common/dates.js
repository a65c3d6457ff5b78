const ZONE = 'Europe/Berlin';

/** The engine writes "2026-10-13T23:59:59.000+0200"; browsers want a colon in the offset. */
export function instant(value) {
  if (value === null || value === undefined || value === '') {
    return null;
  }
  const date = new Date(typeof value === 'string' ? value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2') : value);
  return Number.isNaN(date.getTime()) ? null : date;
}

const dayFormat = new Intl.DateTimeFormat('de-DE', {
  timeZone: ZONE,
  weekday: 'short',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});
const momentFormat = new Intl.DateTimeFormat('de-DE', {
  timeZone: ZONE,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const isoFormat = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' });

/** "Di, 13.10.2026" */
export const day = (date) => dayFormat.format(date).replace('.,', ',');

/** "13.10.2026, 14:05 Uhr" */
export const moment = (date) => `${momentFormat.format(date)} Uhr`;

/** "2026-10-13", the day in Germany */
export const isoDay = (date) => isoFormat.format(date);

/** A local date of the law ("2026-10-13") as "Di, 13.10.2026". */
export const localDay = (iso) => {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso ?? '');
  return match ? day(new Date(`${iso}T12:00:00Z`)) : String(iso ?? '');
};

/** Days in Germany from today until that instant; negative in the past. */
export function daysUntil(date, now = new Date()) {
  const number = (d) => Date.parse(`${isoDay(d)}T00:00:00Z`) / 86_400_000;
  return number(date) - number(now);
}

const clockFormat = new Intl.DateTimeFormat('de-DE', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' });

/** "11:48 Uhr" of what is due at an hour; null of what is due on a day, which ends a minute before midnight. */
const hourOf = (date) => {
  const text = clockFormat.format(date);
  return text === '23:59' ? null : `${text} Uhr`;
};

/** What a due date means today: {text, late, today}. */
export function dueText(due, now = new Date()) {
  const date = instant(due);
  if (!date) {
    return null;
  }
  const days = daysUntil(date, now);
  const on = day(date);
  if (days < -1) {
    return { text: `Überfällig seit ${-days} Tagen – ${on}`, late: true, today: false };
  }
  if (days === -1) {
    return { text: `Überfällig seit gestern – ${on}`, late: true, today: false };
  }
  const hour = hourOf(date);
  if (days === 0 && hour) {
    return date < now
      ? { text: `Überfällig seit ${hour}`, late: true, today: false }
      : { text: `Heute bis ${hour}`, late: false, today: true };
  }
  if (days === 0) {
    return { text: `Heute fällig – ${on}`, late: false, today: true };
  }
  if (days === 1) {
    return { text: `Morgen fällig – ${on}`, late: false, today: false };
  }
  return { text: `Fällig ${on}`, late: false, today: false };
}

/** The same of what stands still: nobody is late with it. */
export const heldText = (due) => ({ text: `Angehalten – bisherige Frist ${day(instant(due))}`, late: false, today: false });

/** The start of the day in Germany that many days from now, as the engine wants it. */
export function startOfDay(daysFromNow, now = new Date()) {
  const target = new Date(now.getTime() + daysFromNow * 86_400_000);
  const iso = isoDay(target);
  // The offset of Germany on that day, read off the clock at midnight UTC.
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', hourCycle: 'h23' }).format(
      new Date(`${iso}T00:00:00Z`),
    ),
  );
  return `${iso}T00:00:00.000+0${hour}00`;
}
