import type { Block, DraftPage } from './formats/format.ts';
import { tooManyPages } from './limits.ts';
import type { IngestLimits } from './limits.ts';

/** About a printed page: short enough to find a quote on it at a glance. */
const printedPage = 3000;

/**
 * Cuts running text without pages of its own into some: at a heading once a page has enough on it, else between
 * paragraphs, and within a paragraph only where that one alone is longer than a page. `'page'` stands for a page break.
 * @param length how long all of it is; where that makes more pages than are allowed, the pages are longer.
 * @param aimed characters on a page
 * @throws AppError TOO_LARGE
 */
export function paginate(blocks: Iterable<Block | 'page'>, length: number, limits: IngestLimits, aimed = printedPage): DraftPage[] {
  const pageChars = Math.max(aimed, Math.ceil((2 * length) / limits.maxPages));
  const pages: DraftPage[] = [];
  let page: Block[] = [];
  let chars = 0;
  const close = () => {
    if (page.length === 0) return;
    pages.push({ blocks: page });
    if (pages.length > limits.maxPages) throw tooManyPages(pages.length, limits);
    page = [];
    chars = 0;
  };
  for (const block of blocks) {
    if (block === 'page') {
      close();
      continue;
    }
    for (const part of block.level === undefined ? parts(block.text, pageChars) : [block.text]) {
      if (chars > 0 && (chars + part.length > pageChars || (block.level !== undefined && chars >= pageChars / 2))) {
        const orphan = page.at(-1)?.level !== undefined && block.level === undefined && page.length > 1 ? page.pop() : undefined;
        close();
        if (orphan) {
          page.push(orphan);
          chars = orphan.text.length;
        }
      }
      page.push({ ...block, text: part });
      chars += part.length;
    }
  }
  close();
  return pages;
}

/** A paragraph in parts no longer than a page, cut at line ends, sentences or spaces. */
function* parts(text: string, pageChars: number): Generator<string> {
  let at = 0;
  while (text.length - at > pageChars) {
    const window = text.slice(at, at + pageChars);
    const cut = [window.lastIndexOf('\n') + 1, lastSentence(window, pageChars / 2), window.lastIndexOf(' ') + 1].find((place) => place > pageChars / 2);
    const end = cut ?? (/[\uD800-\uDBFF]$/.test(window) ? pageChars - 1 : pageChars);
    yield text.slice(at, at + end);
    at += end;
  }
  if (at < text.length) yield text.slice(at);
}

/** Where the last sentence of the window ends, counted from its start, if that is past `from`. */
function lastSentence(window: string, from: number): number {
  const start = Math.floor(from);
  const match = [...window.slice(start).matchAll(/[.!?…]["'”’»)\]]*\s|[。！？]/g)].at(-1);
  return match ? start + match.index + match[0].length : -1;
}
