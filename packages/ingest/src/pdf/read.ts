import { AppError, mayBeCaption } from '@studywright/core';
import { charBudget, tooManyPages } from '../limits.ts';
import type { IngestLimits } from '../limits.ts';
import { withinPage } from './beyond.ts';
import { Fonts } from './fonts.ts';
import { figuresOf } from './figures.ts';
import { bodySizeOf, furnitureOf } from './furniture.ts';
import { graphicsOn } from './graphics.ts';
import type { Area } from './graphics.ts';
import { headingsOf } from './headings.ts';
import { joinLine, textOf, vocabularyOf } from './hyphens.ts';
import { layoutOf } from './layout.ts';
import type { PageLayout } from './layout.ts';
import { isBlank, isScan } from './objects.ts';
import { openPdf } from './open.ts';
import type { Parser, PdfDocument } from './open.ts';
import { outlineOf } from './outline.ts';
import type { OutlineEntry } from './outline.ts';
import { leadingOf, paragraphsOf } from './paragraphs.ts';
import { shownTitle } from './shown-title.ts';
import type { PageRuns } from './runs.ts';
import { textOfPage } from './text.ts';
import { UnmappedFonts } from './unmapped.ts';
import { placed } from './words.ts';
import type { Block, Draft, DraftPage, PlacedWords, ReadCall } from '../formats/format.ts';

const warnings = {
  empty: 'This page is empty.',
  broken: 'This page is damaged and could not be read. The other pages are not affected.',
} as const;

type Layout = PageLayout & { graphics?: readonly Area[]; warning?: string; picture?: true };

/** Letters and digits on a scanned page: fewer are a stamp or a line that a program put over it. */
const fewestOfText = 60;

/** @throws AppError as `Format.read` */
export async function readPdf(bytes: Uint8Array, call: ReadCall): Promise<Draft> {
  const doc = await openPdf(bytes);
  try {
    if (doc.pages > call.limits.maxPages) throw tooManyPages(doc.pages, call.limits);
    const layouts = await readPages(doc, call);
    const outline = await orElse(doc, outlineOf, []);
    const title = await orElse(doc, titleOf, '');
    // All pages are read, but in a long document what follows takes seconds too, and whoever watches must see it get on.
    const beat = () => call.onProgress(doc.pages, doc.pages);
    return { ...toDraft(layouts, outline, beat), title };
  } finally {
    doc.close();
  }
}

async function readPages(doc: PdfDocument, call: ReadCall): Promise<Layout[]> {
  const known: Known = { fonts: new Fonts(), unmapped: new UnmappedFonts() };
  const spend = charBudget(call.limits);
  const spent = (layout: Layout) => {
    for (const line of layout.regions.flat()) spend(line.text.length);
    return layout;
  };
  const layouts: Layout[] = [];
  const undecided: { page: ReadPage; index: number }[] = [];
  for (let number = 1; number <= doc.pages; number += 1) {
    // Lets an abort and the messages of other work through between pages.
    await new Promise(setImmediate);
    call.signal?.throwIfAborted();
    const page = await readPage(doc, number, known, call.limits);
    // What is undecided is laid out once, when it is known what it says.
    if (page?.undecided === true) undecided.push({ page, index: number - 1 });
    layouts.push(page?.undecided === true ? laidOut(null) : spent(laidOut(page)));
    call.onProgress(number, doc.pages);
  }
  for (const { page, index } of undecided) layouts[index] = spent(laidOut(known.unmapped.decide(page) ?? { ...page, shows: 'picture' }));
  return layouts;
}

function laidOut(read: ReadPage | null): Layout {
  if (read === null) return { width: 0, height: 0, regions: [], warning: warnings.broken };
  const layout = { ...layoutOf(read), graphics: read.graphics };
  if (read.shows === 'picture') return { ...layout, regions: [], picture: true };
  if (layout.regions.length > 0) return layout;
  return read.shows === 'nothing' ? { ...layout, warning: warnings.empty } : { ...layout, picture: true };
}

/** What earlier pages told of a document's fonts. */
interface Known {
  fonts: Fonts;
  unmapped: UnmappedFonts;
}

type Shows = 'text' | 'picture' | 'nothing';
interface ReadPage extends PageRuns {
  shows: Shows;
  /** Only of a page that may have captions. */
  graphics: readonly Area[];
  /** It is not known yet whether its signs are letters. */
  undecided?: true;
}

/** One broken page does not fail the document: it gives null. */
async function readPage(doc: PdfDocument, number: number, known: Known, limits: IngestLimits): Promise<ReadPage | null> {
  const { parser } = doc;
  try {
    const page = parser.raw.FPDF_LoadPage(parser.document, number - 1);
    if (page === 0) return null;
    const read = readOpen(parser, page, known, limits);
    parser.raw.FPDF_ClosePage(page);
    if (read instanceof AppError) throw read;
    return read;
  } catch (error) {
    if (error instanceof AppError) throw error;
    // The parser itself broke down: nothing that it has open can be used any more.
    await doc.recover();
    return null;
  }
}

/** @returns also what it refuses, so that the page can be closed before; throws only where the parser breaks down */
function readOpen(parser: Parser, page: number, { fonts, unmapped }: Known, limits: IngestLimits): ReadPage | AppError | null {
  const text = textOfPage(parser, page, fonts, limits);
  if (text === null || text instanceof AppError) return text;
  const read = unmapped.read(withinPage(text));
  const shows = whatShows(parser, page, read);
  const captioned = shows === 'text' && read.groups.some((runs) => runs.some((run) => mayBeCaption(run.text)));
  return { ...read, shows, graphics: captioned ? graphicsOn(parser, page, text) : [] };
}

function whatShows(parser: Parser, page: number, { groups, width, height }: PageRuns): Shows {
  let chars = 0;
  for (const runs of groups) {
    for (const { text } of runs) {
      chars += text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
      if (chars >= fewestOfText) return 'text';
    }
  }
  if (groups.length === 0) return isBlank(parser, page) ? 'nothing' : 'picture';
  return isScan(parser, page, width * height) ? 'picture' : 'text';
}

function toDraft(layouts: readonly Layout[], outline: readonly OutlineEntry[], beat: () => void): Draft {
  dropNeighbours(layouts);
  const bodySize = bodySizeOf(layouts);
  const furniture = furnitureOf(layouts, bodySize);
  const kept = layouts.map((layout) => layout.regions.map((region) => region.filter((line) => !furniture.has(line))).filter((region) => region.length > 0));
  beat();
  const leading = leadingOf(kept.flat());
  const pages = kept.map((regions) => paragraphsOf(regions, leading, bodySize));
  beat();
  const headings = headingsOf(pages, outline);
  beat();
  const words = vocabularyOf(pages.flat());
  beat();
  const figures = figuresOf(pages.map((paragraphs, index) => ({ width: 0, height: 0, graphics: [], ...layouts[index], paragraphs })), (paragraph) => headings.has(paragraph));
  const drafts = pages.map((paragraphs, index): DraftPage => {
    const { width = 0, height = 0, warning, picture } = layouts[index] ?? {};
    const blocks = paragraphs.map((paragraph): Block => {
      const level = headings.get(paragraph);
      const figure = figures.get(paragraph);
      return { text: textOf(paragraph, words), words: placed(paragraph.lines, { width, height }), ...(figure !== undefined ? { figure: { box: figure } } : level !== undefined && { level }) };
    });
    return { blocks, size: { width, height }, ...(picture === true && { picture }), ...(warning === undefined ? {} : { warning }) };
  });
  joinAcrossPages(drafts, (head, tail) => joinLine(head, tail, words));
  const opening = pages.find((paragraphs) => paragraphs.length > 0) ?? [];
  return { pages: drafts, shownTitle: shownTitle(opening, bodySize, (paragraph) => textOf(paragraph, words)) };
}

/** Where a large sheet was cut into pages, what lies beyond the edge of one is on the next: it is read there. */
function dropNeighbours(layouts: readonly Layout[]): void {
  for (const [index, layout] of layouts.entries()) {
    const beyond = ({ y }: { y: number }) => layout.height > 0 && y > layout.height;
    if (!layout.regions.some((region) => region.some(beyond))) continue;
    const beside = new Set([layouts[index - 1], layouts[index + 1]].flatMap((other) => (other?.regions.flat() ?? []).map(({ text }) => text)));
    layout.regions = layout.regions.map((region) => region.filter((line) => !(beyond(line) && beside.has(line.text)))).filter((region) => region.length > 0);
  }
}

/** A word parted by a page break stands whole on the page where it begins, so that it can be found and quoted. */
function joinAcrossPages(pages: readonly DraftPage[], join: (head: string, tail: string) => string): void {
  for (const [index, page] of pages.entries()) {
    const last = page.blocks.at(-1);
    const next = pages[index + 1]?.blocks.find((block) => block.level === undefined);
    const tail = next?.text.match(/^\p{Ll}[\p{L}\p{M}]*[.,;:!?)”"’]*/u)?.[0];
    if (!last || last.level !== undefined || !next || tail === undefined || !/\p{L}[-\u00AD\u2010]$/u.test(last.text)) continue;
    last.text = join(last.text, tail);
    next.text = next.text.slice(tail.length).trimStart();
    if (next.words) next.words = wordsAfter(next.words, tail.length);
  }
}

/** Without those that make up the first so many characters: they stand on one page and are read on another. */
function wordsAfter(words: PlacedWords, chars: number): PlacedWords {
  return {
    forEach(visit) {
      let seen = 0;
      words.forEach((text, x, y, width, height) => {
        if (seen >= chars) visit(text, x, y, width, height);
        seen += text.length;
      });
    },
  };
}

/** What is read where the parser breaks down at it: the text of the pages is worth more. */
async function orElse<T>(doc: PdfDocument, read: (parser: Parser) => T, otherwise: T): Promise<T> {
  try {
    return read(doc.parser);
  } catch {
    await doc.recover();
    return otherwise;
  }
}

function titleOf({ pdfium, document, text }: Parser): string {
  return text('utf-16le', (at, bytes) => pdfium.FPDF_GetMetaText(document, 'Title', at, bytes));
}
