/** Finds out what there is to measure in a folder: which file is a document, and which one says what is in it. */
import { posix } from 'node:path';
import { z } from 'zod';

/** A document and what is known of it. Paths are relative to the folder, with slashes. */
export interface Case {
  file: string;
  /** Text that is known to be right. `ordered` where it is in the order in which the document is read. */
  gold?: { file: string; ordered: boolean };
  /** Markdown whose headings are those of the document. */
  headings?: string;
  /** What another program reads in it: not known to be right, but what is in it should not be lost. */
  peer?: string;
  /** Phrases it must have; one after the other; at least one of them. */
  contains: string[];
  inOrder: string[];
  anyOf: string[];
  /** What should become of it, in words. */
  expected?: string;
  password?: string;
  /** Whether it must give the very characters of the gold text: an encoding is read rightly or not at all. */
  exact: boolean;
  /** Made to do harm: a refusal by name is as good as its text. */
  hostile: boolean;
}

const phrases = z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(z.string())).catch([]);
const known = z.looseObject({
  gold_text: z.string().nullish().catch(null),
  peer_text: z.string().nullish().catch(null),
  headings: z.string().nullish().catch(null),
  must_contain: phrases,
  must_contain_ocr: phrases,
  must_contain_in_order: phrases,
  must_contain_any: phrases,
  expected: z.string().nullish().catch(null),
  password: z.string().nullish().catch(null),
  encoding: z.string().nullish().catch(null),
});
const entry = z.looseObject({ file: z.string(), purpose: z.string().catch(''), gold: known.catch(known.parse({})) });
type Entry = z.infer<typeof entry>;
const manifest = z.union([z.looseObject({ files: z.array(z.unknown()) }).transform(({ files }) => files), z.array(z.unknown())]);

/** Entries that make no sense are passed over: what is known of the others still counts. */
function entriesOf(value: unknown): Map<string, Entry> {
  const parsed = manifest.safeParse(value);
  const entries = (parsed.success ? parsed.data : []).flatMap((item) => {
    const read = entry.safeParse(typeof item === 'object' && item !== null && !('gold' in item) ? { ...item, gold: {} } : item);
    return read.success ? [read.data] : [];
  });
  return new Map(entries.map((item) => [posix.normalize(item.file), item]));
}

const documents = /\.(?:pdf|docx?|pptx?|odt|odp|epub|rtf|x?html?|png|jpe?g|tiff?|webp|gif|bmp|heic)$/i;
const texts = /\.(?:txt|text|md|markdown)$/i;
/** Beside the documents there may lie what is told about them. */
const about = /(?:^|\/)(?:readme|licen[cs]e|copying|manifest|baselines|notice|attribution)[^/]*$|\.gold\.[^/]*$|(?:^|\/)peer_text\//i;
const hostileFolder = /(?:^|\/)(?:hostile|malicious|bombs?|evil)[^/]*\//i;

/**
 * @param files every file of the folder, as paths relative to it, with slashes
 * @param listing what `MANIFEST.json` holds, parsed; undefined where there is none
 */
export function findCases(files: readonly string[], listing?: unknown): Case[] {
  const entries = entriesOf(listing);
  const there = new Set(files);
  const twins = twinsOf(files);
  const cases = files.map((file) => caseOf(file, entries, there, twins));
  const golds = new Set(cases.flatMap(({ file, gold }) => (gold && gold.file !== file ? [gold.file] : [])));
  return cases.filter((one) => isMeasured(one, golds, entries)).sort((a, b) => a.file.localeCompare(b.file, 'en'));
}

function isMeasured({ file, gold, expected, hostile }: Case, golds: ReadonlySet<string>, entries: ReadonlyMap<string, Entry>): boolean {
  if (about.test(file) || golds.has(file)) return false;
  if (hostile || expected !== undefined || documents.test(file)) return true;
  return texts.test(file) && (gold !== undefined || entries.get(file)?.gold.encoding != null);
}

type Twins = ReadonlyMap<string, string>;

/** Files by the name of their folder and their own: the same chapter may lie in several folders of its name. */
function twinsOf(files: readonly string[]): Twins {
  return new Map(files.map((file) => [posix.join(posix.basename(posix.dirname(file)), posix.basename(file)), file]));
}

function caseOf(file: string, entries: ReadonlyMap<string, Entry>, there: ReadonlySet<string>, twins: Twins): Case {
  const { gold: told } = entries.get(file) ?? { gold: known.parse({}) };
  const goldFile = [told.gold_text ?? undefined, ...goldNames(file, twins)].find((name) => name !== undefined && name !== file && there.has(name));
  const headings = [told.headings ?? undefined, ...(goldFile === undefined ? [] : headingNames(goldFile))].find((name) => name !== undefined && there.has(name));
  const peer = [told.peer_text ?? undefined, posix.join(posix.dirname(file), '..', 'peer_text', `${posix.basename(file)}.txt`)].find((name) => name !== undefined && there.has(name));
  return {
    file,
    ...(goldFile !== undefined && { gold: { file: goldFile, ordered: isOrdered(entries.get(goldFile)?.purpose ?? '') } }),
    ...(headings !== undefined && { headings }),
    ...(peer !== undefined && { peer }),
    contains: [...told.must_contain, ...told.must_contain_ocr],
    inOrder: told.must_contain_in_order,
    anyOf: told.must_contain_any,
    ...(told.expected != null && { expected: told.expected }),
    ...(told.password != null && { password: told.password }),
    exact: goldFile !== undefined && /\.(?:txt|text)$/i.test(file),
    hostile: hostileFolder.test(file),
  };
}

const isOrdered = (purpose: string) => !/bag of words|n-?grams?|(?:not|no|without|ignore|never) (?:the |its )?(?:reading )?order/i.test(purpose);

/** Names that the gold text of a document may have: beside it, or beside its twin in a folder of the same name. */
function goldNames(file: string, twins: Twins): string[] {
  const folder = posix.dirname(file);
  const name = posix.basename(file);
  const stem = name.replace(/\.[^.]+$/, '');
  const names = [`${stem}.gold.utf8.txt`, `${stem}.gold.txt`, `${name}.gold.utf8.txt`, `${name}.gold.txt`, `gold/${stem}.txt`, `gold/${name}.txt`];
  // A text beside a document of its name is what is in it. What is a text itself is not read for another's sake.
  if (!/\.txt$/i.test(name)) names.push(`${stem}.txt`);
  // One chapter, set several times.
  if (/^(?:chapter|(?:one|two|three|multi)[-_]?col(?:umns?)?)$/i.test(stem)) names.push('chapter.txt');
  return names.flatMap((candidate) => {
    const twin = twins.get(posix.join(posix.basename(folder), candidate));
    return [posix.join(folder, candidate), ...(twin === undefined ? [] : [twin])];
  });
}

function headingNames(gold: string): string[] {
  const stem = gold.replace(/(?:\.utf8)?\.txt$/i, '');
  return [`${stem}.md`, `${stem.replace(/\.gold$/i, '')}.md`, `${stem}.headings.md`];
}

/** The headings of a Markdown text, without marks of emphasis; what looks like one in a code block is none. */
export function headingsIn(markdown: string): string[] {
  const outside = markdown.replace(/^(`{3,}|~{3,})[^]*?^\1[`~]*\s*$/gm, '');
  return [...outside.matchAll(/^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$/gm)].map(([, title = '']) => title.replace(/\*+|`+|(?<!\w)_|_(?!\w)/g, ''));
}
