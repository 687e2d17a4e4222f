/**
 * A student's day: it starts at an hour of their own in their own time zone, so that a review at two in the morning
 * belongs to the evening before. Days are `YYYY-MM-DD`; instants are dates.
 */
export interface DaySettings {
  /** IANA name. */
  timeZone: string;
  /** 0 to 23. */
  dayStartHour: number;
}

const msPerHour = 3_600_000;
const msPerDay = 24 * msPerHour;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}

const slotMs = 15 * 60_000;
const keptOffsets = 2_000;
const offsets = new Map<string, Map<number, number>>();

/** Milliseconds that the wall clock of `timeZone` is ahead of UTC at this instant. */
export function zoneOffset(at: Date, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  // Clocks are changed at quarters of an hour; asking the calendar each time would cost more than scheduling a card.
  const slot = Math.floor(at.getTime() / slotMs);
  let known = offsets.get(timeZone);
  if (!known || known.size >= keptOffsets) offsets.set(timeZone, (known = new Map<number, number>()));
  let offset = known.get(slot);
  if (offset === undefined) known.set(slot, (offset = offsetAt(at, timeZone)));
  return offset;
}

function offsetAt(at: Date, timeZone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const whole = Math.floor(at.getTime() / 1000) * 1000;
  return Date.UTC(year, month - 1, day, hour, minute, second) - whole;
}

/** The instant moved so that its UTC date is the student's day: what rules that count UTC days are given. */
export function toStudentClock(at: Date, settings: DaySettings): Date {
  return new Date(at.getTime() + zoneOffset(at, settings.timeZone) - settings.dayStartHour * msPerHour);
}

export function studentDay(at: Date, settings: DaySettings): string {
  return toStudentClock(at, settings).toISOString().slice(0, 10);
}

/** The instant at which a student's day starts. Where the clock is put forward over that hour, the first one after it; where it is put back, the first of the two. */
export function startOfDay(day: string, settings: DaySettings): Date {
  return new Date(startOf(Date.parse(`${day}T00:00:00.000Z`), settings));
}

/** When the student's day starts that comes so many days after the day of `at`; epoch milliseconds. */
export function startOfDayAfter(at: Date, days: number, settings: DaySettings): number {
  return startOf((Math.floor(toStudentClock(at, settings).getTime() / msPerDay) + days) * msPerDay, settings);
}

/** Further than any zone is from UTC, so that the two offsets are those before and after a change of the clock near that hour. */
const beyondOffsets = 15 * msPerHour;

/** `midnight` is that of the day's date in UTC. */
function startOf(midnight: number, settings: DaySettings): number {
  const wall = midnight + settings.dayStartHour * msPerHour;
  const byOffsetAt = (instant: number) => wall - zoneOffset(new Date(instant), settings.timeZone);
  const [before, after] = [byOffsetAt(wall - beyondOffsets), byOffsetAt(wall + beyondOffsets)];
  if (before === after) return before;
  const shows = (instant: number) => instant + zoneOffset(new Date(instant), settings.timeZone) === wall;
  // Put back, the clock shows that hour twice, and the day has begun with the first; put forward, it may never show it.
  const [early, late] = [Math.min(before, after), Math.max(before, after)];
  return shows(early) ? early : late;
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * msPerDay).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00.000Z`) - Date.parse(`${from}T00:00:00.000Z`)) / msPerDay);
}
