/** One document read and measured: a row of the report. */
import { AppError } from '@studywright/core';
import type { SourceDocument } from '@studywright/core';
import type { Case } from './cases.ts';
import { bagOfWords, characterBigrams, headingAgreement, inOrder, isUnspaced, missingPhrases, sameCharacters, wordErrors, wordsOf } from './metrics.ts';
import type { Agreement } from './metrics.ts';
import { verdictOn } from './verdict.ts';

/** What reading cost, as far as it can be told; null where it cannot. */
export interface Usage {
  /** Of all processes that took part. */
  cpuSeconds: number | null;
  /** Most memory that one of them held, in MB of 2^20 bytes. */
  peakMb: number | null;
}

export interface Row {
  file: string;
  /** Its extension, in lower case. */
  format: string;
  seconds: number;
  cpuSeconds: number | null;
  peakMb: number | null;
  pages: number | null;
  /** In what was read, and in the gold text. */
  words: number | null;
  goldWords: number | null;
  /** `errors` of `goldWords`; null where the gold text is not in reading order or its script parts no words. */
  wer: number | null;
  bag: Agreement | null;
  bigrams: Agreement | null;
  headings: Agreement | null;
  exact: boolean | null;
  /** Share of another program's words that were found. */
  peerRecall: number | null;
  /** Phrases that must be there and are not. */
  missing: string[];
  warnings: string[];
  /** Pages whose text was read from pictures. */
  ocrPages: number;
  error: { code: string; detail: string } | null;
  /** Whether what became of it is as expected, and why not. */
  ok: boolean;
  why: string | null;
}

export interface Measuring {
  /** @throws AppError */
  read(one: Case): Promise<SourceDocument>;
  /** The text of a file beside the documents. */
  text(file: string): Promise<string>;
  headings(file: string): Promise<string[]>;
  /** Seconds from any moment on. */
  clock(): number;
  /** Runs what it is given and tells what that cost. */
  metered<T>(run: () => Promise<T>): Promise<{ value: T; usage: Usage }>;
}

type Outcome = { source: SourceDocument } | { error: { code: string; detail: string } };

/** Never fails: what goes wrong, also with the gold text, is in the row. */
export async function measure(one: Case, measuring: Measuring): Promise<Row> {
  const begun = measuring.clock();
  const { value: outcome, usage } = await measuring.metered(() => outcomeOf(one, measuring));
  const seconds = measuring.clock() - begun;
  const row: Row = { ...emptyRow(one), ...usage, seconds };
  if ('error' in outcome) row.error = outcome.error;
  else await compare(row, one, outcome.source, measuring).catch((error: unknown) => row.missing.push(`a comparison failed: ${said(error)}`));
  return { ...row, ...verdictOn(one, row, 'source' in outcome ? textIn(outcome.source) : '') };
}

async function outcomeOf(one: Case, { read }: Measuring): Promise<Outcome> {
  try {
    return { source: await read(one) };
  } catch (error) {
    return { error: error instanceof AppError ? { code: error.code, detail: error.detail } : { code: 'INTERNAL', detail: said(error) } };
  }
}

const said = (error: unknown) => (error instanceof Error ? error.message : String(error));
const textIn = ({ pages }: SourceDocument) => pages.map(({ text }) => text).join('\n\n');

function emptyRow({ file }: Case): Row {
  const format = /\.([^./]+)$/.exec(file)?.[1]?.toLowerCase() ?? '';
  return {
    file,
    format,
    seconds: 0,
    cpuSeconds: null,
    peakMb: null,
    pages: null,
    words: null,
    goldWords: null,
    wer: null,
    bag: null,
    bigrams: null,
    headings: null,
    exact: null,
    peerRecall: null,
    missing: [],
    warnings: [],
    ocrPages: 0,
    error: null,
    ok: true,
    why: null,
  };
}

async function compare(row: Row, one: Case, source: SourceDocument, { text, headings }: Measuring): Promise<void> {
  const found = textIn(source);
  row.pages = source.pages.length;
  row.ocrPages = source.pages.filter(({ ocr }) => ocr).length;
  row.warnings = [...new Set(source.pages.flatMap(({ warning }) => (warning === undefined ? [] : [warning])))];
  const words = wordsOf(found);
  row.words = words.length;
  row.missing = phrasesMissing(one, found);
  if (one.peer !== undefined) row.peerRecall = bagOfWords(found, await text(one.peer)).recall;
  if (one.gold !== undefined) {
    const gold = await text(one.gold.file);
    const goldWords = wordsOf(gold);
    row.goldWords = goldWords.length;
    row.bag = bagOfWords(found, gold);
    if (isUnspaced(gold)) row.bigrams = characterBigrams(found, gold);
    else if (one.gold.ordered) row.wer = rate(wordErrors(words, goldWords), goldWords.length);
    if (one.exact) row.exact = sameCharacters(found, gold);
  }
  if (one.headings !== undefined && one.headings !== one.file) {
    row.headings = headingAgreement(
      source.headings.map((heading) => heading.text),
      await headings(one.headings),
    );
  }
}

const rate = (errors: number | null, words: number) => (errors === null ? null : errors / Math.max(1, words));

function phrasesMissing({ contains, inOrder: ordered, anyOf }: Case, text: string): string[] {
  const missing = missingPhrases(text, contains);
  if (!inOrder(text, ordered)) missing.push(ordered.join(' … '));
  if (anyOf.length > 0 && missingPhrases(text, anyOf).length === anyOf.length) missing.push(anyOf.join(' | '));
  return missing;
}
