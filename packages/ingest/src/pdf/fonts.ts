import { codesOf } from './math-fonts.ts';
import type { Codes } from './math-fonts.ts';
import type { Parser } from './open.ts';

export interface FontTraits {
  bold: boolean;
  mono: boolean;
  /** What its codes mean where the parser does not know. */
  codes: Codes | null;
}

/** What fonts are like, from their names. */
export class Fonts {
  readonly #byName = new Map<string, FontTraits>();

  /** @param font as PDFium gives it for a text object */
  of(parser: Parser, font: number): FontTraits {
    const name = font === 0 ? '' : nameOf(parser, font);
    const known = this.#byName.get(name) ?? traits(name);
    this.#byName.set(name, known);
    return known;
  }
}

function nameOf({ raw, text }: Parser, font: number): string {
  return text('utf-8', (at, bytes) => raw.FPDFFont_GetBaseFontName(font, at, bytes));
}

function traits(name: string): FontTraits {
  const bare = name.replace(/^[A-Z]{6}\+/, '');
  return {
    bold: /bold|black|heavy|demi|semib|extrab|[-,]Bd|cmbx|sfbx|ecbx|[a-z]-B$|[-_]Medi$/i.test(bare),
    mono: /mono|courier|consol|typewriter|cmtt|sftt|ectt|menlo|[a-z]code/i.test(bare),
    codes: codesOf(bare),
  };
}
