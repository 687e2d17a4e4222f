import { readGraphics } from '../office/graphics.ts';
import { openParts, titleOf } from '../office/parts.ts';
import { WordBody, notesIn } from '../office/word-body.ts';
import type { Flow } from '../office/word-body.ts';
import { readLists } from '../office/word-lists.ts';
import { readStyles } from '../office/word-styles.ts';
import { charBudget, tooManyPages } from '../limits.ts';
import type { IngestLimits } from '../limits.ts';
import { paginate } from '../sections.ts';
import { childOf } from '../xml.ts';
import type { Block, Draft, DraftPage, Format } from './format.ts';

export const docx: Format = {
  name: 'Word (DOCX)',
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  async read(bytes, { limits, onProgress, signal }) {
    const parts = await openParts(bytes, limits, 'word/document.xml');
    const relations = await parts.relations(parts.main);
    const related = async (type: string) => parts.read([...relations.values()].find((relation) => relation.type === type)?.target);
    const document = await parts.need(parts.main);
    onProgress(0, 0);
    signal?.throwIfAborted();
    const body = new WordBody({
      styles: readStyles(await related('styles')),
      lists: readLists(await related('numbering')),
      footnotes: notesIn(await related('footnotes'), 'footnote'),
      endnotes: notesIn(await related('endnotes'), 'endnote'),
      relations,
      graphics: await readGraphics(parts, relations),
      spend: charBudget(limits),
    });
    const draft = toPages(body.read(childOf(document, 'body') ?? document), limits);
    onProgress(draft.pages.length, draft.pages.length);
    return { ...draft, ...(await titleOf(parts)) };
  },
};

/** More than this is on no page of paper: breaks that are so far apart are not those between all pages. */
const longestPage = 10_000;

/** Pages as they were last laid out, where the file says it; otherwise sections. */
function toPages(flow: readonly Flow[], limits: IngestLimits): Draft {
  const pages = sheets(flow);
  const longest = Math.max(...pages.map((page) => lengthOf(page.blocks)));
  if (pages.length > 1 && longest <= longestPage) {
    if (pages.length > limits.maxPages) throw tooManyPages(pages.length, limits);
    return { pages, pageKind: 'page' };
  }
  const items = flow.filter((item) => item !== 'turn').map((item) => (item === 'break' ? 'page' : item));
  const sections = paginate(items, lengthOf(items.filter((item) => item !== 'page')), limits);
  return { pages: sections, pageKind: 'section' };
}

function lengthOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + block.text.length, 0);
}

/** A page that was turned without a word on it stays, so that the numbers are those in Word. */
function sheets(flow: readonly Flow[]): DraftPage[] {
  const pages: DraftPage[] = [];
  let blocks: Block[] = [];
  let opened: Flow = 'break';
  for (const item of flow) {
    if (typeof item !== 'string') {
      blocks.push(item);
      continue;
    }
    // What its author wanted is followed by the turn that it brought about: both are one.
    if (blocks.length > 0 || (item === 'turn' && opened === 'turn')) {
      pages.push({ blocks });
      blocks = [];
    }
    opened = item;
  }
  return [...pages, { blocks }];
}
