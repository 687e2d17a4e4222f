/** Running text with the ends of its pages, as pages. */
import type { Block, Draft, DraftPage } from '../formats/format.ts';
import { tooManyPages } from '../limits.ts';
import type { IngestLimits } from '../limits.ts';
import { paginate } from '../sections.ts';

/** `break`: a page ends here because its author wanted it; `turn`: it did when the file was last laid out. */
export type Flow = Block | 'break' | 'turn';

/** More than this is on no page of paper: breaks that are so far apart are not those between all pages. */
const longestPage = 10_000;

/** Pages as they were last laid out, where the file says it; otherwise sections. @throws AppError TOO_LARGE */
export function flowPages(flow: readonly Flow[], limits: IngestLimits): Draft {
  const pages = sheets(flow);
  if (pages.length > 1 && pages.every((page) => lengthOf(page.blocks) <= longestPage)) {
    if (pages.length > limits.maxPages) throw tooManyPages(pages.length, limits);
    return { pages, pageKind: 'page' };
  }
  const blocks = flow.filter((item) => typeof item !== 'string');
  const items = flow.filter((item) => item !== 'turn').map((item) => (item === 'break' ? 'page' : item));
  return { pages: paginate(items, lengthOf(blocks), limits).map(named), pageKind: 'section' };
}

/** A section is called what the heading at its start says. */
function named(page: DraftPage): DraftPage {
  const [first] = page.blocks;
  return first?.level === undefined ? page : { ...page, label: first.text };
}

function lengthOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + block.text.length, 0);
}

/** A page that was turned without a word on it stays, so that the numbers are those of the program that laid it out. */
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
  return blocks.length > 0 ? [...pages, { blocks }] : pages;
}
