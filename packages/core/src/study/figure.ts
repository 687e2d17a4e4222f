/** Pictures, drawings and charts of a document, each known by the caption that names it. */
import { z } from 'zod';

const share = z.number().int().min(0).max(10_000);

/** A part of a page as it is shown upright, from the top left, in 1/10,000 of the page's width and height. */
export const pageBox = z.object({ x: share, y: share, width: share, height: share });
export type PageBox = z.infer<typeof pageBox>;

/** A picture that lies in the file as a whole, such as one put into a slide. */
export const embeddedPicture = z.object({
  /** The entry of the archive that the file is; of a web page, `sha256:` and the digest of a picture that is written into it. */
  name: z.string().min(1).max(1_000),
  /** Of what is shown of it, in pixels, upright. */
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  /** What is shown of it, where that is not all; of the picture as the box of a page. */
  crop: pageBox.optional(),
});
export type EmbeddedPicture = z.infer<typeof embeddedPicture>;

/** Where a figure is: a part of its page, without the caption, or a picture of the file. */
export const figurePlace = z.union([z.object({ box: pageBox }), z.object({ picture: embeddedPicture })]);
export type FigurePlace = z.infer<typeof figurePlace>;

const caption = { start: z.number().int().min(0), end: z.number().int().min(1) };
/** Of one page: the caption is `page.text.slice(start, end)`. */
export const pageFigure = z.union([z.object({ ...caption, box: pageBox }), z.object({ ...caption, picture: embeddedPicture })]);
export type PageFigure = z.infer<typeof pageFigure>;

const onPage = { page: z.number().int().min(1), ...caption };
export const figure = z.union([z.object({ ...onPage, box: pageBox }), z.object({ ...onPage, picture: embeddedPicture })]);
export type Figure = z.infer<typeof figure>;

/** What captions of figures begin with, in the languages of Europe and of East Asia; those of tables are not among them. */
const labels = [
  'figure', 'figures', 'fig', 'abbildung', 'abb', 'bild', 'schaubild', 'figura', 'ilustración', 'imagen', 'gráfico', 'schéma', 'graphique',
  'figuur', 'afbeelding', 'afb', 'figur', 'kuva', 'kuvio', 'rysunek', 'rys', 'obrázek', 'obr', 'obrázok', 'slika', 'joonis', 'şekil', 'resim', 'рисунок', 'рис', 'фигура', 'фиг', 'малюнок', 'мал', 'слика', 'σχήμα', 'εικόνα', 'hình', 'gambar', '図', '图', '圖', '그림', 'الشكل', 'شكل', 'איור', 'चित्र',
  'illustration', 'diagram', 'chart', 'plate', 'scheme', 'exhibit', 'photo', 'photograph',
]; // prettier-ignore
const label = `(?:${labels.join('|')})`;
/** “8.2”, “3-1”, “A.4”, “IV”, “2a”. */
const number = String.raw`(?:(?:[A-Z]{1,2}[.\-–]?)?\d{1,4}(?:[.\-–:]\d{1,4}){0,3}[a-z]?|[IVXL]{1,6})`;
const known = new Set(labels);
const longest = Math.max(...labels.map((word) => word.length));
const beginning = new RegExp(String.raw`^\s*${label}\.?\s*${number}(?![\p{Ll}\p{Lu}\d])(?<mark>\s*(?:[.:：|•]|[–—‒]|-(?=\s)|\))+)?\s*`, 'iu');

/** Whether text begins with the word of a caption, at little cost; in small Latin letters it does not. */
export function mayBeCaption(text: string): boolean {
  const first = text.charCodeAt(0);
  // Most text goes on in small letters or begins with another word.
  if (first >= 0x61 && first <= 0x7a) return false;
  const [word] = /^\s?\p{L}+/u.exec(text.slice(0, longest + 2)) ?? [];
  return word !== undefined && known.has(word.trim().toLowerCase());
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
