import { charBudget } from '../limits.ts';
import { flowPages } from '../office/flow.ts';
import { readGraphics } from '../office/graphics.ts';
import { openParts, titleOf } from '../office/parts.ts';
import { WordBody, notesIn } from '../office/word-body.ts';
import { readLists } from '../office/word-lists.ts';
import { readStyles } from '../office/word-styles.ts';
import { childOf } from '../xml.ts';
import type { Format } from './format.ts';

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
    const draft = flowPages(body.read(childOf(document, 'body') ?? document), limits);
    onProgress(draft.pages.length, draft.pages.length);
    return { ...draft, ...(await titleOf(parts)) };
  },
};
