import type { PDFPageProxy } from './open.ts';

export interface FontTraits {
  bold: boolean;
  mono: boolean;
}

const plain: FontTraits = { bold: false, mono: false };

/** After this many pages with fonts not seen before, further fonts count as plain: most documents have all on the first few. */
const mostPages = 80;

/**
 * What fonts are like, from their names. The parser tells a font's name only once it has read how a page is drawn, so
 * that is done for those pages alone on which a new font appears.
 */
export class Fonts {
  readonly #known = new Map<string, FontTraits>();
  #pages = 0;

  async learn(page: PDFPageProxy, fonts: readonly string[]): Promise<void> {
    const unknown = fonts.filter((font) => !this.#known.has(font));
    if (unknown.length === 0 || this.#pages >= mostPages) return;
    this.#pages += 1;
    try {
      await page.getOperatorList();
    } catch {
      // A page that cannot be drawn may still give its text; its fonts then count as plain.
    }
    for (const font of unknown) this.#known.set(font, traits(nameOf(page, font)));
  }

  of(font: string): FontTraits {
    return this.#known.get(font) ?? plain;
  }
}

function nameOf(page: PDFPageProxy, font: string): string {
  if (!page.commonObjs.has(font)) return '';
  const value: unknown = page.commonObjs.get(font);
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string' ? value.name : '';
}

function traits(name: string): FontTraits {
  const bare = name.replace(/^[A-Z]{6}\+/, '');
  return {
    bold: /bold|black|heavy|demi|semib|extrab|[-,]Bd|cmbx|sfbx|ecbx|[a-z]-B$|[-_]Medi$/i.test(bare),
    mono: /mono|courier|consol|typewriter|cmtt|sftt|ectt|menlo|[a-z]code/i.test(bare),
  };
}
