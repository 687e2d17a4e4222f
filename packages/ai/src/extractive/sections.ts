/** Which parts of a document teach: a bibliography, exercises and captions are no material to quiz from. */
import type { SourceDocument } from '@studywright/core';

const back = [
  'references?( cited)?', 'bibliography', 'works cited', 'literature( cited)?', 'further reading', 'suggested readings?', 'sources', 'index',
  '(chapter |section )?(review|self[- ]check|practice|critical thinking|personal application|discussion|study|comprehension|multiple choice|short answer|essay|end[- ]of[- ]chapter) ?(questions?|exercises|problems|quiz)?', 'review questions.*', 'questions?( for .*)?', 'exercises?',
  'problems', 'quiz', 'test yourself', 'check your understanding', 'answers?( key)?', 'solutions', 'homework', 'interactive link( questions)?',
  '(chapter |learning |section |course )?(objectives|outcomes|goals)', 'table of contents', 'contents', 'acknowledge?ments?', 'credits', 'about the authors?', 'preface', 'copyright', 'colophon', 'footnotes', 'endnotes', 'notes', 'disclaimer', 'imprint',
  'literatur(verzeichnis|hinweise)?', 'quellen(verzeichnis)?', 'inhalt(sverzeichnis)?', 'übungs?(aufgaben|fragen)?', 'übungen', 'aufgaben', 'kontrollfragen', 'wiederholungsfragen', 'lernziele', 'impressum', 'danksagung', 'lösungen', 'weiterführende literatur', 'stichwortverzeichnis',
];
const backMatter = new RegExp(`^(?:[\\d.]+\\s*)?(?:${back.join('|')})\\s*:?$`, 'i');
const glossaryTitle = /^(?:[\d.]+\s*)?(?:glossary|key (?:terms|concepts|vocabulary|words)|terms( and definitions)?|definitions|vocabulary|terminology|glossar|(?:wichtige |zentrale )?(?:fach)?begriffe|begriffserklärungen|definitionen)\s*:?$/i;

export interface Sections {
  /** The headings above a passage, found or told; the last is the nearest. */
  titles: (string | undefined)[];
  /** A passage that only is a title. */
  isTitle: boolean[];
  /** No statement to learn: references, questions, captions, contents. */
  isBack: boolean[];
  isGlossary: boolean[];
}

/** Reads the headings; where a document has none, short lines before longer passages are taken for them. */
export function readSections(source: SourceDocument): Sections {
  const sections: Sections = { titles: [], isTitle: [], isBack: [], isGlossary: [] };
  const told = source.headings.length > 0;
  let found: string | undefined;
  for (const [index, passage] of source.passages.entries()) {
    const text = passage.text.length > 200 ? passage.text : passage.text.trim();
    const next = source.passages[index + 1]?.text ?? '';
    const alone = looksLikeTitle(text) && (next.length > text.length * 1.5 || backMatter.test(text) || glossaryTitle.test(text));
    // Even where headings are told, a lone "References" may have been missed.
    const title = alone && (!told || backMatter.test(text) || glossaryTitle.test(text));
    if (title) found = text.replace(/\s+/g, ' ');
    else if (told && passage.path.length > 0 && index > 0 && passage.path.join('\n') !== source.passages[index - 1]?.path.join('\n')) found = undefined;
    const path = told ? (found === undefined ? passage.path : [...passage.path, found]) : found === undefined ? [] : [found];
    sections.titles.push(path.at(-1));
    sections.isTitle.push(title);
    sections.isBack.push(title || path.some((above) => backMatter.test(above.trim())) || isApparatus(text));
    sections.isGlossary.push(!title && path.some((above) => glossaryTitle.test(above.trim())));
  }
  return sections;
}

export function isBackMatter(title: string): boolean {
  return backMatter.test(title.trim()) || glossaryTitle.test(title.trim());
}

export function looksLikeTitle(text: string): boolean {
  if (text.length < 3 || text.length > 90 || /[\n\t]/.test(text)) return false;
  if (/[.,;:!…]$/.test(text) || !/^[\p{Lu}\p{N}“"¿]/u.test(text)) return false;
  return text.split(/\s+/).length <= 12 && /\p{L}{2}/u.test(text);
}

/** Captions, tables of numbers, code, entries of a bibliography. */
function isApparatus(text: string): boolean {
  if (text.length > 20_000) return !/[.!?。]\s/.test(text.slice(0, 20_000));
  if (/\((?:credit|source|photo|image|courtesy|bildquelle|quelle|foto)\b[^)]{0,20}[:)]/i.test(text)) return true;
  if (/^(?:Figure|Fig\.|Table|Abbildung|Abb\.|Tabelle|Listing|Box)\s*[\d.]+/i.test(text)) return true;
  if (/^\s*(?:©|copyright\b|all rights reserved|isbn\b|doi:)/i.test(text)) return true;
  if (/^(?:\[\d+\]\s*)?[\p{Lu}][\p{L}'’-]+,\s(?:\p{Lu}\.\s?){1,3}.{0,200}\(?(?:1[89]|20)\d\d[a-z]?\)?/u.test(text)) return true;
  if (/\b(?:doi:|doi\.org|https?:\/\/)\S+\s*$/.test(text.slice(-200)) && /(?:1[89]|20)\d\d/.test(text)) return true;
  const sample = text.slice(0, 4000);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < sample.replace(/\s/g, '').length * 0.6) return true;
  return (sample.match(/[{};=<>|\\]|\(\)|=>|::/g)?.length ?? 0) > sample.length / 40;
}
