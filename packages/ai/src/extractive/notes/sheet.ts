/** A cheat sheet: definitions, formulas, tables and dates as the document has them. */
import type { Citation, NoteDraft } from '@studywright/core';
import { isBackMatter } from '../sections.ts';
import { tidy } from '../sentences.ts';
import { shown } from './material.ts';
import type { Material } from './material.ts';
import { explainTerms } from './terms.ts';

type Sheet = Extract<NoteDraft, { kind: 'cheatSheet' }>;

/** Longer ones do not belong on one page. */
const longestDefinition = 200;
const longestEvent = 180;

export function writeSheet(material: Material): Sheet {
  const definitions = explainTerms(material).filter(({ text }) => text.length <= longestDefinition);
  return {
    kind: 'cheatSheet',
    definitions: definitions.map(({ term, text, citation, weight }) => ({ term, text, source: citation, weight })),
    formulas: findFormulas(material),
    tables: findTables(material),
    dates: findDates(material),
  };
}

interface Line {
  text: string;
  page: number;
  start: number;
  end: number;
}

/** Lines of the passages that teach, with white space at their ends left out. */
function* linesOf({ source, analysis, includes }: Material): Generator<Line[]> {
  const pages = new Map(source.pages.map((page) => [page.number, page.text]));
  for (const [index, passage] of source.passages.entries()) {
    if (!includes(index) || isBackMatter(analysis.sections.titles[index] ?? '')) continue;
    const text = (pages.get(passage.page) ?? '').slice(passage.start, Math.min(passage.end, passage.start + 20_000));
    yield [...text.matchAll(/[^\r\n\f]+/gu)].flatMap((match) => {
      const trimmed = match[0].trim();
      if (trimmed === '') return [];
      const start = passage.start + match.index + match[0].indexOf(trimmed);
      return [{ text: trimmed, page: passage.page, start, end: start + trimmed.length }];
    });
  }
}

const citationOf = ({ source }: Material, page: number, start: number, end: number): Citation => ({ page, start, end, quote: (source.pages.find(({ number }) => number === page)?.text ?? '').slice(start, end) });

/** A name or a short phrase, an equals sign, and something that is reckoned. */
const formula = /^(?:\(?[\dA-Za-z.]{1,6}\)\s+)?(?:[\p{L}’' -]{3,40}:\s*)?(?<left>[\p{L}\p{N}ΔΣ∂∇(|][\p{L}\p{N}\p{M}\s_^′'’()[\]|/.,·*+−–-]{0,48}?)\s*(?<sign>=|≈|≤|≥|∝|⇌|→|⟶)\s*(?<right>\S[^=≈]{0,90}(?:[=≈][^=≈]{1,60})?)$/u;
const code = /[;{}"`]|==|=>|:=|!=|\+=|-=|\b(?:const|let|var|int|float|void|return|def|self|print|function|import|null|true|false|None)\b|\w\.\w+\(|^\s*[#/]{1,2}\s|https?:/u;
const reckons = /[+−·×∙⋅*/^√∑Σ∏∫²³⁰-⁹₀-₉%±]|\d|\b(?:sin|cos|tan|log|ln|exp)\b|\s-\s|(?:^|[\s(])\p{L}(?:[\s).,]|$)/u;

function findFormulas(material: Material): Sheet['formulas'] {
  const found: Sheet['formulas'] = [];
  const said = new Set<string>();
  for (const lines of linesOf(material)) {
    for (const { text, page, start, end } of lines) {
      if (text.length > 140 || text.includes('\t') || code.test(text)) continue;
      const parts = formula.exec(text)?.groups;
      const left = parts?.['left'] ?? '';
      const right = (parts?.['right'] ?? '').replace(/[.,]$/u, '');
      const words = (part: string) => part.match(/\p{L}{4,}/gu)?.length ?? 0;
      const arrow = /[⇌→⟶]/u.test(parts?.['sign'] ?? '');
      if (left === '' || words(left) > 5 || words(right) > 9 || !(arrow ? /\d|\+/u.test(left + right) : reckons.test(right)) || said.has(text.replace(/\s/gu, ''))) continue;
      said.add(text.replace(/\s/gu, ''));
      found.push({ text: text.replace(/\s+/gu, ' '), source: citationOf(material, page, start, end), weight: Math.min(1, 0.5 + 0.1 * (right.match(/[+−·×*/^√∑∫²³-]/gu)?.length ?? 0)) });
    }
  }
  return found;
}

const tableRows = { least: 3, most: 14 };
const tableColumns = { least: 2, most: 6 };
const longestCell = 60;

function findTables(material: Material): Sheet['tables'] {
  const found: Sheet['tables'] = [];
  for (const lines of linesOf(material)) {
    let run: Line[] = [];
    const flush = () => {
      const [first] = run;
      const last = run.at(-1);
      const rows = run.map(({ text }) => text.split('\t').map((cell) => cell.replace(/\s+/gu, ' ').trim()));
      const columns = Math.max(0, ...rows.map((row) => row.length));
      run = [];
      if (!first || !last || rows.length < tableRows.least || rows.length > tableRows.most || columns < tableColumns.least || columns > tableColumns.most) return;
      const cells = rows.flat();
      const filled = cells.filter((cell) => cell !== '').length / (rows.length * columns);
      const wordy = cells.filter((cell) => /\p{L}{3}/u.test(cell)).length / cells.length;
      // A table of figures alone is data, not something to learn by heart.
      if (filled < 0.7 || wordy < 0.35 || cells.some((cell) => cell.length > longestCell)) return;
      found.push({ rows: rows.map((row) => Array.from({ length: columns }, (_, at) => row[at] ?? '')), source: citationOf(material, first.page, first.start, last.end), weight: Math.min(1, 0.4 + 0.4 * wordy) });
    };
    for (const line of lines) {
      if (line.text.includes('\t')) run.push(line);
      else flush();
    }
    flush();
  }
  return found;
}

const months = 'January|February|March|April|May|June|July|August|September|October|November|December|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember';
const year = '(?:1\\d{3}|20\\d{2})';
const when = new RegExp(`(?:\\b(?:[Ii]n|[Oo]n|[Bb]y|[Ss]ince|[Ff]rom|[Uu]ntil|[Aa]fter|[Bb]etween|[Ii]m Jahre?|[Ss]eit|[Aa]b|[Bb]is|[Vv]on|[Nn]ach|[Aa]m)\\s+)(?<date>(?:\\d{1,2}(?:st|nd|rd|th|\\.)?\\s+)?(?:(?:${months})\\s+)?(?:\\d{1,2},\\s+)?${year}(?:\\s?(?:–|-|to|bis|and|und)\\s?${year})?(?:\\s?(?:BCE?|v\\.\\s?Chr\\.))?)(?!\\d|\\s?(?:%|km|m\\b|kg|Hz|people|persons|Menschen))`, 'u');

function findDates(material: Material): Sheet['dates'] {
  const { analysis } = material;
  const termsAt = new Set(analysis.keyTerms.flatMap(({ mentions }) => mentions.map(({ sentence }) => sentence)));
  return material.sections.flatMap(({ sentences }) =>
    sentences.flatMap((sentence) => {
      const made = shown(material, sentence);
      const date = made && when.exec(tidy(made.text))?.groups?.['date'];
      if (!made || date === undefined || made.text.length > longestEvent) return [];
      // What nobody is named in and no term is told of is an anecdote.
      const names = made.text.match(/(?<=\s)\p{Lu}\p{Ll}+/gu)?.length ?? 0;
      if (names < 2 && !termsAt.has(sentence.index)) return [];
      return [{ when: date.replace(/\s+/gu, ' '), text: made.text, source: made.citation, weight: Math.min(1, 0.3 + 0.1 * Math.min(4, names) + (termsAt.has(sentence.index) ? 0.2 : 0)) }];
    }),
  );
}
