/** A page's text cut into what is shown: headings and paragraphs, and in them the stretches that something cites. */

export interface Block {
  kind: 'paragraph' | 'heading';
  /** Of a heading, 1 the highest; 0 for a paragraph. */
  level: number;
  start: number;
  end: number;
}

export interface Mark {
  id: string;
  start: number;
  end: number;
}

export interface Segment {
  start: number;
  end: number;
  /** Marks that cover all of it. */
  marks: readonly string[];
}

interface Heading {
  start: number;
  end: number;
  level: number;
}

/** All offsets count UTF-16 code units of `text`. Headings that do not fit into it are left out. */
export function blocksOf(text: string, headings: readonly Heading[]): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  for (const heading of headings.toSorted((a, b) => a.start - b.start)) {
    if (heading.start < at || heading.end <= heading.start || heading.end > text.length) continue;
    blocks.push(...paragraphs(text, at, heading.start));
    blocks.push({ kind: 'heading', level: heading.level, start: heading.start, end: heading.end });
    at = heading.end;
  }
  blocks.push(...paragraphs(text, at, text.length));
  return blocks;
}

/** What blank lines part, without the white space around it. */
function paragraphs(text: string, from: number, to: number): Block[] {
  const blocks: Block[] = [];
  const gap = /\n[^\S\n]*(?:\n[^\S\n]*)+/g;
  gap.lastIndex = from;
  let start = from;
  for (;;) {
    const match = gap.exec(text);
    const end = match === null || match.index >= to ? to : match.index;
    const block = trimmed(text, start, end);
    if (block !== null) blocks.push(block);
    if (match === null || match.index >= to) return blocks;
    start = match.index + match[0].length;
  }
}

function trimmed(text: string, start: number, end: number): Block | null {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text.charAt(from))) from += 1;
  while (to > from && /\s/.test(text.charAt(to - 1))) to -= 1;
  return from === to ? null : { kind: 'paragraph', level: 0, start: from, end: to };
}

/** Cuts a block wherever a mark begins or ends. Marks may lie over each other and reach over several blocks. */
export function segmentsOf(block: Pick<Block, 'start' | 'end'>, marks: readonly Mark[]): Segment[] {
  const inside = marks.filter((mark) => mark.start < block.end && mark.end > block.start && mark.end > mark.start);
  const cuts = new Set([block.start, block.end]);
  for (const mark of inside) {
    cuts.add(Math.max(block.start, mark.start));
    cuts.add(Math.min(block.end, mark.end));
  }
  const edges = [...cuts].toSorted((a, b) => a - b);
  return edges.slice(0, -1).map((start, index) => {
    const end = edges[index + 1] ?? block.end;
    return { start, end, marks: inside.filter((mark) => mark.start <= start && mark.end >= end).map((mark) => mark.id) };
  });
}
