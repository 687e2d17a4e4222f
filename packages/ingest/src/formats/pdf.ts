import { charBudget, tooManyPages } from '../limits.ts';
import { mendLigatures } from '../pdf/arabic.ts';
import { readBeyond } from '../pdf/beyond.ts';
import { isBlank, isScan } from '../pdf/blank.ts';
import { Fonts } from '../pdf/fonts.ts';
import { bodySizeOf, furnitureOf } from '../pdf/furniture.ts';
import { headingsOf } from '../pdf/headings.ts';
import { joinLine, textOf, vocabularyOf } from '../pdf/hyphens.ts';
import { layoutOf } from '../pdf/layout.ts';
import type { PageLayout } from '../pdf/layout.ts';
import { openPdf } from '../pdf/open.ts';
import type { PDFDocumentProxy, PDFPageProxy } from '../pdf/open.ts';
import { outlineOf } from '../pdf/outline.ts';
import type { OutlineEntry } from '../pdf/outline.ts';
import { leadingOf, paragraphsOf } from '../pdf/paragraphs.ts';
import { runsOf } from '../pdf/runs.ts';
import type { PageRuns } from '../pdf/runs.ts';
import { placed } from '../pdf/words.ts';
import type { Block, Draft, DraftPage, MarkedFormat, PlacedWord, ReadCall } from './format.ts';

const warnings = {
  empty: 'This page is empty.',
  broken: 'This page is damaged and could not be read. The other pages are not affected.',
} as const;

type Layout = PageLayout & { warning?: string; picture?: true };

/** Letters and digits on a scanned page: fewer are a stamp or a line that a program put over it. */
const fewestOfText = 60;

export const pdf: MarkedFormat = {
  name: 'PDF',
  mediaType: 'application/pdf',
  matches: (look) => look.opensWith('%PDF-', 1024),
  async read(bytes, call) {
    const doc = await openPdf(bytes);
    try {
      if (doc.numPages > call.limits.maxPages) throw tooManyPages(doc.numPages, call.limits);
      const layouts = await readPages(doc, call);
      const outline = await outlineOf(doc);
      // All pages are read, but in a long document what follows takes seconds too, and whoever watches must see it get on.
      const beat = () => call.onProgress(doc.numPages, doc.numPages);
      return { ...toDraft(layouts, outline, beat), ...(await titleOf(doc)) };
    } finally {
      await doc.loadingTask.destroy();
    }
  },
};

async function readPages(doc: PDFDocumentProxy, call: ReadCall): Promise<Layout[]> {
  const fonts = new Fonts();
  const spend = charBudget(call.limits);
  const layouts: Layout[] = [];
  for (let number = 1; number <= doc.numPages; number += 1) {
    // Lets an abort and the messages of other work through between pages.
    await new Promise(setImmediate);
    call.signal?.throwIfAborted();
    const layout = await readPage(doc, number, fonts);
    for (const line of layout.regions.flat()) spend(line.text.length);
    layouts.push(layout);
    call.onProgress(number, doc.numPages);
  }
  return layouts;
}

async function readPage(doc: PDFDocumentProxy, number: number, fonts: Fonts): Promise<Layout> {
  const read = await parsePage(doc, number, fonts);
  if (read === null) return { width: 0, height: 0, regions: [], warning: warnings.broken };
  const layout = layoutOf(read, fonts);
  if (read.shows === 'picture') return { ...layout, regions: [], picture: true };
  if (layout.regions.length > 0) return layout;
  return read.shows === 'nothing' ? { ...layout, warning: warnings.empty } : { ...layout, picture: true };
}

/** One broken page does not fail the document: it gives null. */
async function parsePage(doc: PDFDocumentProxy, number: number, fonts: Fonts): Promise<(PageRuns & { shows: Shows }) | null> {
  try {
    const page = await doc.getPage(number);
    const runs = await runsOf(page);
    await fonts.learn(page, runs.fonts);
    await readBeyond(page, runs);
    await mendLigatures(page, runs.groups.flat());
    const shows = await whatShows(page, runs);
    page.cleanup();
    return { ...runs, shows };
  } catch {
    return null;
  }
}

type Shows = 'text' | 'picture' | 'nothing';

async function whatShows(page: PDFPageProxy, { groups, width, height }: PageRuns): Promise<Shows> {
  const chars = groups.flat().reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0), 0);
  if (chars >= fewestOfText) return 'text';
  if (groups.length === 0) return (await isBlank(page)) ? 'nothing' : 'picture';
  return (await isScan(page, width * height)) ? 'picture' : 'text';
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
  const drafts = pages.map((paragraphs, index): DraftPage => {
    const { width = 0, height = 0, warning, picture } = layouts[index] ?? {};
    const blocks = paragraphs.map((paragraph): Block => {
      const level = headings.get(paragraph);
      return { text: textOf(paragraph, words), words: placed(paragraph.lines, { width, height }), ...(level === undefined ? {} : { level }) };
    });
    return { blocks, size: { width, height }, ...(picture === true && { picture }), ...(warning === undefined ? {} : { warning }) };
  });
  joinAcrossPages(drafts, (head, tail) => joinLine(head, tail, words));
  return { pages: drafts };
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
function* wordsAfter(words: Iterable<PlacedWord>, chars: number): Generator<PlacedWord> {
  let seen = 0;
  for (const word of words) {
    if (seen >= chars) yield word;
    seen += word.text.length;
  }
}

async function titleOf(doc: PDFDocumentProxy): Promise<{ title?: string }> {
  try {
    const { info } = await doc.getMetadata();
    const title: unknown = 'Title' in info ? info.Title : undefined;
    return typeof title === 'string' ? { title } : {};
  } catch {
    return {};
  }
}
