/** How numbers, times and counts are written. Everything takes its `locale`, so that another language changes no caller. */

const locale = 'en-GB';
const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const month = 30.44 * day;
const year = 365.25 * day;

const integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

/** 3871 → “3,871”. */
export function number(value: number): string {
  return integer.format(value);
}

/** 3.666 → “3.7”, 4 → “4”. */
export function decimal(value: number): string {
  return oneDecimal.format(value);
}

/** Count and noun: `counted(1, 'card')` → “1 card”, `counted(46, 'card')` → “46 cards”. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${integer.format(value)} ${value === 1 ? one : many}`;
}

/** The interval of a rating, as short as a button needs it: “10 min”, “6 days”, “1 month”. */
export function interval(seconds: number): string {
  if (seconds < minute) return '< 1 min';
  if (seconds < hour) return `${Math.round(seconds / minute)} min`;
  if (seconds < day) return `${Math.round(seconds / hour)} h`;
  const days = Math.round(seconds / day);
  if (days < 30) return counted(days, 'day');
  if (seconds < year * 0.96) return approximate(seconds / month, 'month');
  return approximate(seconds / year, 'year');
}

function approximate(value: number, noun: string): string {
  const rounded = value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
  return `${oneDecimal.format(rounded)} ${rounded === 1 ? noun : `${noun}s`}`;
}

/** Time still to go, for a sentence: “about 2 min left”; null when there is nothing to say. */
export function timeLeft(seconds: number | null): string | null {
  if (seconds === null) return null;
  if (seconds < 10) return 'a few seconds left';
  if (seconds < 55) return `about ${Math.ceil(seconds / 10) * 10} s left`;
  return `about ${Math.max(1, Math.round(seconds / minute))} min left`;
}

/** A clock for a countdown: “31:42”. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const minutes = Math.floor(whole / 60);
  return `${minutes}:${String(whole % 60).padStart(2, '0')}`;
}

/**
 * How long so many cards take, as a range: from 85 to 115 % of the median pace. Null without a pace, because a lone
 * guess would pass for a measurement.
 */
export function minutesRange(cards: number, secondsPerCard: number | null): string | null {
  if (secondsPerCard === null || cards === 0) return null;
  const low = (cards * secondsPerCard * 0.85) / minute;
  const high = (cards * secondsPerCard * 1.15) / minute;
  if (high <= 1) return 'At most 1 minute';
  if (Math.round(low) !== Math.round(high)) return `${Math.max(1, Math.round(low))} to ${Math.round(high)} minutes`;
  return `${Math.max(1, Math.floor(low))} to ${Math.ceil(high)} minutes`;
}

/** “1,204 KB”, “3.4 MB”, “1.2 GB”. */
export function bytes(value: number): string {
  if (value < 1024) return counted(value, 'byte');
  if (value < 1024 * 1024) return `${integer.format(Math.max(1, value / 1024))} KB`;
  if (value < 1024 ** 3) return `${oneDecimal.format(value / 1024 ** 2)} MB`;
  return `${oneDecimal.format(value / 1024 ** 3)} GB`;
}

/** `right` of `of` as “90 %” without the sign's space: “90%”. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

function utc(dayText: string): Date {
  return new Date(`${dayText}T00:00:00Z`);
}

type Style = 'short' | 'long' | 'weekday' | 'month' | 'numeric';
const styles: Record<Style, Intl.DateTimeFormatOptions> = {
  short: { day: 'numeric', month: 'short' },
  weekday: { weekday: 'short', day: 'numeric', month: 'short' },
  long: { weekday: 'long', day: 'numeric', month: 'long' },
  month: { month: 'short' },
  numeric: { day: 'numeric', month: 'short', year: 'numeric' },
};

/** A student's day, `YYYY-MM-DD`, the same on the server and in every browser. */
export function date(dayText: string, style: Style = 'short'): string {
  return new Intl.DateTimeFormat(locale, { ...styles[style], timeZone: 'UTC' }).format(utc(dayText)).replace(',', '');
}

/** An instant in the student's time zone; the zone is an argument so that server and browser write the same. */
export function instant(iso: string, timeZone: string, style: Style | 'time' | 'dateTime' = 'short'): string {
  const options: Intl.DateTimeFormatOptions =
    style === 'time'
      ? { hour: '2-digit', minute: '2-digit' }
      : style === 'dateTime'
        ? { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }
        : styles[style];
  return new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(new Date(iso));
}

/** Whole days from one day to another; negative when `to` lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000);
}

/** “in 20 days”, “today”, “3 days ago”. */
export function daysAway(from: string, to: string): string {
  const days = daysBetween(from, to);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days > 0) return `in ${counted(days, 'day')}`;
  return `${counted(-days, 'day')} ago`;
}

/** “a, b and c”. */
export function list(parts: readonly string[]): string {
  return new Intl.ListFormat(locale, { style: 'long', type: 'conjunction' }).format(parts);
}
