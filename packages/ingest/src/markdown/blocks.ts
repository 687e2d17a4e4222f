import { AppError } from '@studywright/core';
import type { Nodes, PhrasingContent, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { cleanText } from '../clean.ts';
import type { Block } from '../formats/format.ts';

/** Headings, paragraphs, lists and tables of Markdown, as a page has them. @throws AppError UNREADABLE where it is nested too deeply */
export function blocksOfMarkdown(text: string): Block[] {
  return readMarkdown(cleanText(text)).blocks;
}

/** The same of text that is clean, and the title that is written before it. */
export function readMarkdown(source: string): { blocks: Block[]; title?: string } {
  const nodes = parse(source);
  return { blocks: nodes.flatMap((node) => blocksOf(node)), ...titleIn(nodes) };
}

const tooDeep = (cause?: unknown) => new AppError('UNREADABLE', 'This Markdown is nested too deeply to be read. Save it as plain text and upload that.', { cause });

function parse(source: string): RootContent[] {
  if (nestsTooDeeply(source)) throw tooDeep();
  try {
    return fromMarkdown(source, { extensions: [gfm({ singleTilde: false }), frontmatter(['yaml', 'toml'])], mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown(['yaml', 'toml'])] }).children;
  } catch (error) {
    // The parser's own stack is what thousands of quotes within quotes use up.
    if (error instanceof RangeError) throw tooDeep(error);
    throw error;
  }
}

/** What opens a quote, an item of a list or a footnote. */
const opening = /[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])|\[\^[^\]\s]{1,200}\]:)/y;
/** On one line, each within the one before. No writer goes so far, and the parser takes seconds for thousands. */
const mostOpenings = 100;

function nestsTooDeeply(source: string): boolean {
  for (const line of source.split('\n')) {
    // "* * *" draws a line.
    if (line.length < 2 * mostOpenings || /^[-*_ \t]+$/.test(line)) continue;
    opening.lastIndex = 0;
    let open = 0;
    while (open <= mostOpenings && opening.test(line)) open += 1;
    if (open > mostOpenings) return true;
  }
  return false;
}

function titleIn(nodes: readonly RootContent[]): { title?: string } {
  const [first] = nodes;
  if (first?.type !== 'yaml') return {};
  const title = first.value.match(/^title\s*:\s*(.+)$/m)?.[1]?.trim().replace(/^(["'])(.*)\1$/, '$2');
  return title === undefined ? {} : { title };
}

function blocksOf(node: RootContent): Block[] {
  switch (node.type) {
    case 'heading':
      return [{ text: inline(node.children), level: node.depth }];
    case 'paragraph':
      return [{ text: inline(node.children) }];
    case 'code':
      return [{ text: node.value }];
    case 'blockquote':
    case 'footnoteDefinition':
      return node.children.flatMap((child) => blocksOf(child));
    case 'list':
      return node.children.flatMap((item, index) => itemOf(item.children.flatMap((child) => blocksOf(child)), node.ordered ? `${(node.start ?? 1) + index}. ` : '• '));
    case 'table':
      return [{ text: tableText(node) }];
    default:
      return [];
  }
}

function itemOf(blocks: Block[], mark: string): Block[] {
  const [first, ...rest] = blocks;
  return first ? [{ text: mark + first.text }, ...rest] : [];
}

function tableText(table: Table): string {
  return table.children.map((row) => row.children.map((cell) => inline(cell.children)).join('\t')).join('\n');
}

/** What a reader sees of a run of text: the words of links and emphasis, the names of pictures, no markup, no HTML. */
function inline(nodes: readonly PhrasingContent[]): string {
  return nodes.map((node) => textOf(node)).join('');
}

function textOf(node: Nodes): string {
  switch (node.type) {
    case 'text':
      return node.value.replace(/[^\S\n]*\n[^\S\n]*/g, ' ');
    case 'inlineCode':
      return node.value;
    case 'break':
      return '\n';
    case 'image':
    case 'imageReference':
      return node.alt ?? '';
    case 'emphasis':
    case 'strong':
    case 'delete':
    case 'link':
    case 'linkReference':
      return inline(node.children);
    default:
      return '';
  }
}
