/** Takes out of text what no page should hold, whatever the file said. */

/** Controls other than tab and line feed, the replacement for the undecodable, byte order marks, non-characters. */
const unwanted = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200B\u2060\uFEFF\uFFF9-\uFFFB\uFFFE\uFFFF]/g;

/** Of most text nothing changes: Latin letters without marks of their own beside them, and usual punctuation. */
const clean = /^[\t\n -~\u00A0-\u02FF\u2002-\u200A\u2010-\u2027\u2030-\u205E]*$/;

/**
 * Text that every part of the product can store and show: no NUL or other control characters, no lone surrogates, line
 * ends as `\n`. Zero-width joiners and direction marks stay: Persian, Hindi and mixed Arabic need them.
 */
export function cleanText(text: string): string {
  if (clean.test(text)) return text;
  return text
    .replace(/\r\n?|\u0085|\u2028|\u2029/g, '\n')
    .replace(unwanted, '')
    .toWellFormed()
    .normalize('NFC');
}

/** One line: any run of white space becomes a space. */
export function oneLine(text: string): string {
  return spaced(cleanText(text)).trim();
}

/** Any run of white space as one space. */
export function spaced(text: string): string {
  return /\s{2}|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ') : text;
}
