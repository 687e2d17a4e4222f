/** What the Unicode Bidirectional Algorithm (UAX #9) says of characters. */
import bidiFactory from 'bidi-js';

const bidi = bidiFactory();

/** Of the classes of table 4 those that decide the order of what a page shows; N is any other. */
export type Kind = 'L' | 'R' | 'AL' | 'EN' | 'AN' | 'ES' | 'ET' | 'CS' | 'N';

/** By its name in table 4. */
export const classOf = (character: string): string => bidi.getBidiCharTypeName(character);

const kinds: ReadonlySet<string> = new Set<Kind>(['L', 'R', 'AL', 'EN', 'AN', 'ES', 'ET', 'CS']);
const isKind = (name: string): name is Kind => kinds.has(name);

/** Of what one glyph stands for: that of its first letter or digit. */
export function kindOf(text: string): Kind {
  let kind: Kind = 'N';
  for (const character of text) {
    const name: string = classOf(character);
    if (!isKind(name)) continue;
    if (name === 'L' || name === 'R' || name === 'AL' || name === 'EN' || name === 'AN') return name;
    if (kind === 'N') kind = name;
  }
  return kind;
}

/** “)” of “(”; itself of what looks the same from both sides. */
export const mirrored = (text: string): string => bidi.getMirroredCharacter(text) ?? text;

const brackets = new Map(Array.from('()[]{}«»‹›', (bracket) => [bracket, mirrored(bracket)] as const));

/** The other one of a pair, which is written at the other end of what stands in it; undefined of what is no bracket. */
export const otherBracket = (text: string): string | undefined => brackets.get(text);
/** Those that open in writing that leads to the right. */
export const opens = (text: string): boolean => /^[([{«‹]$/.test(text);
