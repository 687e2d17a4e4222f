import { oneLine } from '../clean.ts';
import { tooMuchText } from '../limits.ts';
import { paginate } from '../sections.ts';
import type { MarkedFormat } from './format.ts';

export const rtf: MarkedFormat = {
  name: 'RTF',
  mediaType: 'application/rtf',
  matches: ({ startsWith, head }) => startsWith('{\\rtf') || head.startsWith('{\\rtf'),
  async read(bytes, { limits, onProgress }) {
    const { readRtf } = await import('../rtf/reader.ts');
    const { blocks, length, title } = readRtf(bytes, limits);
    if (length > limits.maxChars) throw tooMuchText(limits);
    const pages = paginate(blocks, length, limits);
    onProgress(pages.length, pages.length);
    return { pages, pageKind: 'section', ...(title !== undefined && { title: oneLine(title) }) };
  },
};
