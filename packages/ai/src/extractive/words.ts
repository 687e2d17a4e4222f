/** Small rules about single words and strings that every part of the engine shares. */

const irregularPlurals = new Map<string, string>([
  ['children', 'child'], ['men', 'man'], ['women', 'woman'], ['people', 'person'], ['feet', 'foot'], ['teeth', 'tooth'],
  ['mice', 'mouse'], ['geese', 'goose'], ['indices', 'index'], ['matrices', 'matrix'], ['vertices', 'vertex'],
  ['phenomena', 'phenomenon'], ['criteria', 'criterion'], ['nuclei', 'nucleus'], ['stimuli', 'stimulus'], ['bacteria', 'bacterium'],
  ['ganglia', 'ganglion'], ['gyri', 'gyrus'], ['sulci', 'sulcus'], ['mitochondria', 'mitochondrion'], ['hypotheses', 'hypothesis'],
  ['analyses', 'analysis'], ['theses', 'thesis'], ['crises', 'crisis'], ['diagnoses', 'diagnosis'], ['bases', 'basis'],
  ['axes', 'axis'], ['lives', 'life'], ['leaves', 'leaf'], ['halves', 'half'], ['wolves', 'wolf'], ['selves', 'self'],
]);
/** Plurals that texts use as words of their own: they take "do" and "are", and keep their own key. */
const latinPlurals = new Set('atria septa alveoli fungi foci loci radii strata spectra quanta ova cilia flagella curricula'.split(' '));
const notPlural = /(?:ss|us|is|ous|news|series|species|lens|diabetes|rabies|herpes|biceps|triceps|pancreas|alias|atlas|bias|canvas|chaos|cosmos|ethos|gas|(?:phys|mathemat|genet|eth|polit|econom|statist|dynam|mechan|electron|linguist|opt|kinet|robot|acoust|semant|phonet|athlet|aesthet)ics)$/;

/** The singular of an English word in lower case; a word that is not a plural comes back as it is. */
export function singular(word: string): string {
  const known = irregularPlurals.get(word);
  if (known) return known;
  if (word.endsWith('ae') && word.length > 4) return word.slice(0, -1);
  if (word.length < 4 || !word.endsWith('s') || notPlural.test(word)) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:sses|shes|ches|xes|zzes)$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** What two spellings of one term have in common: lower case, singular, one kind of dash and apostrophe. */
export function termKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[‐‑–]/g, '-')
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const dash = word.lastIndexOf('-');
      return word.slice(0, dash + 1) + singular(word.slice(dash + 1));
    })
    .join(' ');
}

/** The word that a phrase is about: the last one, or the one before "of". */
export function headWord(text: string): string {
  return text.split(/ of /)[0]?.split(' ').at(-1) ?? '';
}

/** What a singular and a plural of Latin or Greek share: `hippocampus`, `hippocampi`. */
export function latinStem(key: string): string {
  return key.replace(/(?:us|um|on|is|es|ae|i|a)$/, '');
}

export function isPlural(word: string): boolean {
  // Abbreviations: "SVs".
  if (/^\p{Lu}{2,}s$/u.test(word)) return true;
  const lower = word.toLowerCase();
  return latinPlurals.has(lower) || singular(lower) !== lower;
}

export function capitalise(text: string): string {
  const first = text.match(/^[“"'(]*\p{Ll}/u)?.[0];
  return first ? first.toUpperCase() + text.slice(first.length) : text;
}

/** FNV-1a: the same text gives the same number on every machine. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  value ^= value >>> 15;
  value = Math.imul(value, 0x2c1b3c6d) >>> 0;
  return (value ^ (value >>> 12)) >>> 0;
}

export function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Words of a text in lower case, for comparing texts. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** How many of something a text of so many words bears: a part of a short text, then one more for each `every` words. */
export function share(words: number, atMost: number, start: number, every: number): number {
  return Math.max(1, Math.round(Math.min(words * atMost, start + words / every)));
}

/** Of the words of the smaller of two sets, the share that the other has too: 0 to 1. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const word of a) if (b.has(word)) both++;
  return both / Math.max(1, Math.min(a.size, b.size));
}
