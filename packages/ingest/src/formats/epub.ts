import { AppError } from '@studywright/core';
import { oneLine } from '../clean.ts';
import { charBudget } from '../limits.ts';
import { paginate } from '../sections.ts';
import type { Block, Draft, DraftPage, MarkedFormat, ReadCall } from './format.ts';

/** A chapter of up to about a dozen printed pages stays in one piece. */
const longestChapter = 40_000;
const longestFront = 300;

export const epub: MarkedFormat = {
  name: 'EPUB',
  mediaType: 'application/epub+zip',
  matches: ({ zip }) => zip !== null && (zip.mediaType === 'application/epub+zip' || zip.has('META-INF/container.xml')),
  read: readEpub,
};

async function readEpub(bytes: Uint8Array, { limits, signal, onProgress }: ReadCall): Promise<Draft> {
  const [{ openArchive }, { bodyOf, parsePart, readPackage, resolve }, { blocksOf }, { captioned }, { measureIn }] = await Promise.all([import('../archive.ts'), import('../epub/package.ts'), import('../html/blocks.ts'), import('../figures/captioned.ts'), import('../figures/embedded.ts')]);
  const archive = await openArchive(bytes, limits);
  const { title, parts, entries } = await readPackage(archive, limits);
  if (parts.length === 0) throw new AppError('UNREADABLE', 'There are no chapters in this EPUB that can be read. Get it again from where it came from, and upload it once more.');
  const spend = charBudget(limits);
  const measure = measureIn(archive);
  const pages: DraftPage[] = [];
  let front: Block[] = [];
  for (const [index, { name, label }] of parts.entries()) {
    signal?.throwIfAborted();
    const document = await parsePart(archive, name, limits);
    const contents = entries.get(name) ?? [];
    const blocks = document ? headed(await captioned(blocksOf(bodyOf(document), { pictureAt: (address) => resolve(name, address) }), measure), contents) : [];
    for (const { text } of blocks) spend(text.length);
    // A cover or a title page is no chapter: it opens the one that follows.
    if (isFront(blocks, contents.length > 0) && index < parts.length - 1) front.push(...blocks);
    else {
      pages.push(...chapterPages([...front, ...blocks], label ?? blocks.find(({ level }) => level !== undefined)?.text, limits));
      front = [];
    }
    onProgress(index + 1, parts.length);
  }
  return { pages, pageKind: 'chapter', ...(title !== undefined && { title }) };
}

function isFront(blocks: readonly Block[], isListed: boolean): boolean {
  const chars = blocks.reduce((sum, { text }) => sum + text.length, 0);
  return chars < longestFront && (blocks.every(({ level }) => level !== undefined) || (!isListed && blocks.every(({ level }) => level === undefined)));
}

function chapterPages(blocks: readonly Block[], label: string | undefined, limits: ReadCall['limits']): DraftPage[] {
  const length = blocks.reduce((sum, { text }) => sum + text.length, 0);
  const pages = length <= longestChapter ? [{ blocks: [...blocks] }].filter((page) => page.blocks.length > 0) : paginate(blocks, length, limits, longestChapter / 2);
  if (label === undefined) return pages;
  return pages.map((page, at) => ({ ...page, label: pages.length > 1 ? `${label} (${at + 1})` : label }));
}

/**
 * Books that set their headings as paragraphs name them in the table of contents: those become headings. A part that has
 * none at all is headed by what it is called there.
 */
function headed(blocks: Block[], contents: readonly { title: string; depth: number }[]): Block[] {
  const found = new Set(blocks.filter(({ level }) => level !== undefined).map(({ text }) => oneLine(text)));
  const open = new Map(contents.filter(({ title }) => !found.has(title)).map(({ title, depth }) => [title, depth]));
  const named = blocks.map((block) => {
    const depth = block.level === undefined ? open.get(oneLine(block.text)) : undefined;
    if (depth === undefined) return block;
    open.delete(oneLine(block.text));
    return { text: block.text, level: depth };
  });
  const [first] = contents;
  if (!first || blocks.length === 0 || named.some(({ level }) => level !== undefined)) return named;
  return [{ text: first.title, level: first.depth }, ...named];
}
