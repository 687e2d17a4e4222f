import { decodeText } from '../decode.ts';
import { tooMuchText } from '../limits.ts';
import type { Look } from '../look.ts';
import { paginate } from '../sections.ts';
import { declaredCharset } from '../html/charset.ts';
import { looksLikeMarkdown } from '../sniff.ts';
import type { Draft, MarkedFormat } from './format.ts';

export const html: MarkedFormat = {
  name: 'web pages (HTML)',
  mediaType: 'text/html',
  matches: isHtml,
  async read(bytes, { limits, onProgress }): Promise<Draft> {
    const [{ readPage }, { captioned }, { measureWritten }] = await Promise.all([import('../html/page.ts'), import('../figures/captioned.ts'), import('../figures/embedded.ts')]);
    const source = decodeText(bytes, declaredCharset(bytes));
    if (source.length > 2 * limits.maxChars) throw tooMuchText(limits);
    const { blocks: read, title } = readPage(source, limits);
    const blocks = await captioned(read, measureWritten());
    const length = blocks.reduce((sum, { text }) => sum + text.length, 0);
    const pages = paginate(blocks, length, limits);
    onProgress(pages.length, pages.length);
    return { pages, pageKind: 'section', ...(title !== undefined && { title }) };
  },
};

const opening = /^(?:<\?xml[^>]*\?>\s*|<!--[^]*?-->\s*)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])/i;
const firstTag = /^(?:<!--[^]*?-->\s*)*<(?:title|meta|link|style|h[1-6]|p|div|section|article|main|table|ul|ol|dl|center|font|b|i|span|a)[\s>]/i;

/** Whatever it is called. A piece without a frame is one where tags open it and end most of its paragraphs, and no Markdown stands between. */
function isHtml({ isText, head, bytes, fileName }: Look): boolean {
  if (!isText) return false;
  if (opening.test(head)) return true;
  if (!firstTag.test(head) || /\.(?:md|markdown|mdown|mkd)$/i.test(fileName) || looksLikeMarkdown(bytes)) return false;
  return (head.match(/<\/(?:title|h[1-6]|p|div|section|article|main|table|tr|ul|ol|li|dl|center|font|b|i|span|a)>/gi)?.length ?? 0) >= 2 || /<\/?[a-z][^<>]*>\s*$/i.test(head);
}
