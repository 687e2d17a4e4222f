/** Everything the engine finds out about a document, worked out once per document. */
import type { SourceDocument } from '@studywright/core';
import { findDefinitions } from './definitions.ts';
import type { Definition } from './definition.ts';
import { findGermanDefinitions } from './definitions-german.ts';
import { readGlossary } from './glossary.ts';
import { loadLanguage } from './language.ts';
import type { Language } from './language.ts';
import { readSections } from './sections.ts';
import type { Sections } from './sections.ts';
import { splitSentences } from './sentences.ts';
import type { Sentence } from './sentences.ts';
import { synonymsAmong, type Synonym } from './synonyms.ts';
import { rankPlainTerms } from './terms-plain.ts';
import { keyBar, rankTerms } from './terms.ts';
import type { Term } from './terms.ts';
import { share } from './words.ts';

export interface Analysis {
  language: Language;
  sections: Sections;
  sentences: Sentence[];
  /** Best first; more than are shown, since a term that is seldom named may still be explained. */
  terms: Term[];
  /** Those of them that are shown as the document's key terms. */
  keyTerms: Term[];
  /** For each term's key what the document says that it is, surest first. */
  definitions: ReadonlyMap<string, Definition[]>;
  /** For a term's key its other names. */
  synonyms: ReadonlyMap<string, readonly Synonym[]>;
  words: number;
}

const analysed = new WeakMap<SourceDocument, Promise<Analysis>>();

export function analyse(source: SourceDocument): Promise<Analysis> {
  const known = analysed.get(source);
  if (known) return known;
  const analysis = run(source);
  analysed.set(source, analysis);
  return analysis;
}

async function run(source: SourceDocument): Promise<Analysis> {
  const sections = readSections(source);
  const language = await loadLanguage(source.language, sampleOf(source));
  const sentences = splitSentences(source, language, (passage) => sections.isBack[passage] === true || sections.isGlossary[passage] === true);
  const glossary = readGlossary(source, sections, language, sentences);
  const prose = sentences.filter((sentence) => sentence.prose);
  const words = prose.reduce((sum, sentence) => sum + sentence.tokens.length, 0);
  const found = language.code === 'en' ? findDefinitions(sentences) : language.code === 'de' ? findGermanDefinitions(sentences) : [];
  const definitions = byTerm([...glossary, ...found]);
  const titles = [...new Set(sections.titles.filter((title) => title !== undefined))];
  const terms = language.code === 'en' ? rankTerms(sentences, definitions, titles, language, words) : rankPlainTerms(sentences, definitions, titles, language, words);
  const shown = share(words, 1 / 18, 12, 85);
  const keyTerms = (language.code === 'en' ? terms.filter((term) => term.score >= keyBar || terms.length < 8) : terms).slice(0, shown);
  const synonyms = language.code === 'en' ? synonymsAmong(sentences) : new Map<string, Synonym[]>();
  return { language, sections, sentences, terms, keyTerms, definitions, synonyms, words };
}

/** Prose from the middle of the document: a title page tells little of the language. */
function sampleOf(source: SourceDocument): string {
  const longest = [...source.passages].filter((passage) => passage.text.length > 150).slice(0, 40);
  return longest.map((passage) => passage.text.slice(0, 400)).join(' ').slice(0, 4000);
}

function byTerm(definitions: Definition[]): Map<string, Definition[]> {
  const map = new Map<string, Definition[]>();
  for (const definition of definitions) {
    const known = map.get(definition.key);
    if (known) known.push(definition);
    else map.set(definition.key, [definition]);
  }
  for (const list of map.values()) list.sort((a, b) => b.strength - a.strength || (a.sentences[0] ?? 0) - (b.sentences[0] ?? 0));
  return map;
}
