import { captioned } from '../figures/captioned.ts';
import { charBudget } from '../limits.ts';
import { flowPages } from '../office/flow.ts';
import { openOdf } from '../office/odf-parts.ts';
import { OdfText } from '../office/odf-text.ts';
import type { MarkedFormat } from './format.ts';

export const odt: MarkedFormat = {
  name: 'OpenDocument text (ODT)',
  mediaType: 'application/vnd.oasis.opendocument.text',
  matches: ({ zip }) => zip !== null && /opendocument\.text(?:-template)?$/.test(zip.mediaType),
  async read(bytes, { limits, onProgress, signal }) {
    const file = await openOdf(bytes, limits, () => onProgress(0, 0));
    onProgress(0, 0);
    signal?.throwIfAborted();
    const draft = flowPages(await captioned(new OdfText({ ...file, spend: charBudget(limits) }).read(file.body), file.measure), limits);
    onProgress(draft.pages.length, draft.pages.length);
    return { ...draft, ...file.title };
  },
};
