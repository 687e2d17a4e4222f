/** A note as Markdown, with its sources as footnotes, so that it can be taken elsewhere. */
import type { NoteContent, NoteSource } from './schema.ts';

export interface MarkdownNote {
  title: string;
  content: NoteContent;
  /** How a source is named to a reader: “Lecture 3, slide 4”. */
  nameOf: (source: NoteSource) => string;
  /** In the language of the reader. */
  words: { keyPoints: string; definitions: string; formulas: string; tables: string; dates: string };
}

export const markdownWords: MarkdownNote['words'] = { keyPoints: 'Key points', definitions: 'Definitions', formulas: 'Formulas', tables: 'Tables', dates: 'Dates' };

/** Characters that would be read as marks; a document's words are never markup. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/[\\`*_{}[\]<>#|~$]/gu, '\\$&')
    .replace(/^(\d*)([-+.)])(?=\s)/u, '$1\\$2');
}

export function noteToMarkdown({ title, content, nameOf, words }: MarkdownNote): string {
  const notes = new Map<string, number>();
  const cite = (source: NoteSource | null) => {
    if (!source) return '';
    const text = `${escapeMarkdown(nameOf(source))}: “${escapeMarkdown(source.quote)}”`;
    const known = notes.get(text) ?? notes.size + 1;
    notes.set(text, known);
    return `[^${known}]`;
  };
  const body = bodyOf(content, cite, words);
  const footnotes = [...notes].map(([text, number]) => `[^${number}]: ${text}`);
  return [`# ${escapeMarkdown(title)}`, ...body, ...(footnotes.length > 0 ? [footnotes.join('\n')] : [])].join('\n\n') + '\n';
}

function bodyOf(content: NoteContent, cite: (source: NoteSource | null) => string, words: MarkdownNote['words']): string[] {
  const text = escapeMarkdown;
  const list = (lines: string[]) => (lines.length > 0 ? [lines.map((line) => `- ${line}`).join('\n')] : []);
  const under = (heading: string, lines: string[]) => (lines.length > 0 ? [`## ${text(heading)}`, ...list(lines)] : []);
  switch (content.kind) {
    case 'notes':
      return [
        ...under(words.keyPoints, content.keyPoints.map((point) => text(point.text) + cite(point.source))),
        ...content.sections.flatMap(({ title, level, statements }) => [`${'#'.repeat(level + 1)} ${text(title)}`, ...list(statements.map((one) => text(one.text) + cite(one.source)))]),
      ];
    case 'cheatSheet':
      return [
        ...under(words.definitions, content.definitions.map((one) => `**${text(one.term)}**: ${text(one.text)}${cite(one.source)}`)),
        ...under(words.formulas, content.formulas.map((one) => text(one.text) + cite(one.source))),
        ...(content.tables.length > 0 ? [`## ${text(words.tables)}`] : []),
        ...content.tables.map(({ rows, source }) => [tableOf(rows), cite(source)].filter(Boolean).join('\n\n')),
        ...under(words.dates, content.dates.map((one) => `**${text(one.when)}** ${text(one.text)}${cite(one.source)}`)),
      ];
    case 'glossary':
      return list(content.entries.map(({ term, aliases, definition, source }) => `**${text(term)}**${aliases.length > 0 ? ` (${aliases.map(text).join(', ')})` : ''}: ${text(definition)}${cite(source)}`));
    case 'mnemonic':
      return content.items.flatMap(({ title, cue, parts, source }) => [`## ${text(title)}`, `**${text(cue)}**${cite(source)}`, ...list(parts.map((part) => `**${text(part.cue)}**: ${text(part.means)}`))]);
    case 'conceptMap': {
      const labels = new Map(content.nodes.map(({ key, label }) => [key, label]));
      return list(content.edges.map(({ from, to, label, source }) => `${text(labels.get(from) ?? from)} — *${text(label)}* → ${text(labels.get(to) ?? to)}${cite(source)}`));
    }
  }
}

function tableOf(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const line = (row: readonly string[]) => `| ${Array.from({ length: columns }, (_, index) => escapeMarkdown(row[index] ?? '')).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), `|${' --- |'.repeat(columns)}`, ...body.map(line)].join('\n');
}
