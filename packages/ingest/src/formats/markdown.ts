import { cleanText } from '../clean.ts';
import { decodeText } from '../decode.ts';
import { tooMuchText } from '../limits.ts';
import { paginate } from '../sections.ts';
import type { Format } from './format.ts';

export const markdown: Format = {
  name: 'Markdown',
  mediaType: 'text/markdown',
  async read(bytes, { limits, onProgress }) {
    const { readMarkdown } = await import('../markdown/blocks.ts');
    const source = cleanText(decodeText(bytes).replaceAll('\f', '\n\n'));
    if (source.length > limits.maxChars) throw tooMuchText(limits);
    const { blocks, ...titled } = readMarkdown(source);
    const pages = paginate(blocks, source.length, limits);
    onProgress(pages.length, pages.length);
    return { pages, ...titled };
  },
};
