import { captioned } from '../figures/captioned.ts';
import { charBudget } from '../limits.ts';
import { flowPages } from '../office/flow.ts';
import { readGraphics } from '../office/graphics.ts';
import { openParts, titleOf } from '../office/parts.ts';
import { WordBody, notesIn } from '../office/word-body.ts';
import { readLists } from '../office/word-lists.ts';
import { readStyles } from '../office/word-styles.ts';
import { childOf } from '../xml.ts';
import type { MarkedFormat } from './format.ts';

export const docx: MarkedFormat = {
  name: 'Word (DOCX)',
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  // A file that is cut off before the name that would tell is then said to be damaged.
  matches: ({ zip }) => zip !== null && (zip.has('word/document') || (zip.has('[Content_Types].xml') && !['word/', 'ppt/', 'xl/', 'visio/'].some((part) => zip.has(part)))),
  async read(bytes, { limits, onProgress, signal }) {
    const parts = await openParts(bytes, limits, 'word/document.xml', () => onProgress(0, 0));
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
    const draft = flowPages(await captioned(body.read(childOf(document, 'body') ?? document), parts.measure), limits);
    onProgress(draft.pages.length, draft.pages.length);
    return { ...draft, ...(await titleOf(parts)) };
  },
};
