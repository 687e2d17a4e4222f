/** Pictures, drawings and charts of a document, each known by the caption that names it. */
import { z } from 'zod';

const share = z.number().int().min(0).max(10_000);

/** A part of a page as it is shown upright, from the top left, in 1/10,000 of the page's width and height. */
export const pageBox = z.object({ x: share, y: share, width: share, height: share });
export type PageBox = z.infer<typeof pageBox>;

/** Its caption is `page.text.slice(start, end)`; the box holds the picture without it. */
export const figure = z.object({ page: z.number().int().min(1), start: z.number().int().min(0), end: z.number().int().min(1), box: pageBox });
export type Figure = z.infer<typeof figure>;

/** What captions of figures begin with, in the languages of Europe and of East Asia; those of tables are not among them. */
const labels = [
  'figures?', 'fig', 'abbildung', 'abb', 'bild', 'schaubild', 'figura', 'figure n°', 'ilustraci[oó]n', 'imagen', 'gr[aá]fico', 'schéma', 'graphique',
  'figuur', 'afbeelding', 'afb', 'figur', 'kuva', 'kuvio', 'rysunek', 'rys', 'obrázek', 'obr', 'obrázok', 'slika', 'joonis', 'attēls', 'pav', 'ábra',
  'şekil', 'resim', 'рисунок', 'рис', 'фигура', 'фиг', 'малюнок', 'мал', 'слика', 'σχήμα', 'εικόνα', 'hình', 'gambar', '図', '图', '圖', '그림', 'الشكل', 'شكل', 'איור', 'चित्र',
  'illustration', 'diagram', 'chart', 'plate', 'scheme', 'exhibit', 'photo(?:graph)?',
]; // prettier-ignore
const label = `(?:${labels.join('|')})`;
/** “8.2”, “3-1”, “A.4”, “IV”, “2a”. */
const number = String.raw`(?:(?:[A-Z]{1,2}[.\-–]?)?\d{1,4}(?:[.\-–:]\d{1,4}){0,3}[a-z]?|[IVXL]{1,6})`;
const opening = new RegExp(String.raw`^\s*${label}(?![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}])`, 'iu');
const beginning = new RegExp(String.raw`^\s*${label}\.?\s*${number}(?![\p{Ll}\p{Lu}\d])(?<mark>\s*(?:[.:：|•]|[–—‒]|-(?=\s)|\))+)?\s*`, 'iu');

/** Whether text begins with a word that captions begin with, at little cost. */
export function mayBeCaption(text: string): boolean {
  return opening.test(text);
}

/**
 * Where in a paragraph that is the caption of a figure its statement begins, behind label and number; the paragraph's length
 * where it says no more than those. Null of other paragraphs, also of a sentence such as “Figure 8.2 shows …”.
 */
export function captionStatement(text: string): number | null {
  const found = beginning.exec(text);
  if (!found) return null;
  const at = found[0].length;
  // Without a mark between them it goes on with a capital, which the verb of a sentence about a figure has not.
  return at >= text.length || found.groups?.['mark'] !== undefined || /^["'“”„«‘(]*[\p{Lu}\p{Lo}\d]/u.test(text.slice(at)) ? at : null;
}
