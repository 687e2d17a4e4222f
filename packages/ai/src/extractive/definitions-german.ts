/** German sentences that say what something is. */
import { trimAnswer } from './answers.ts';
import type { Definition } from './definition.ts';
import type { Sentence } from './sentences.ts';
import { termKey } from './words.ts';

const noun = `\\p{Lu}[\\p{L}-]+(?:\\s(?:der|des|von|und)\\s\\p{Lu}[\\p{L}-]+)?`;
const term = `(?:(?:\\p{Ll}[\\p{L}-]+(?:e|en|er|es)\\s)?${noun})`;
const bracket = `(?:\\s\\([^()]{1,40}\\))?`;
const article = '(?:[Dd]er|[Dd]ie|[Dd]as|[Dd]em|[Dd]en|[Ee]ine?|[Ee]inem|[Ee]iner|[Ee]inen)';

interface Form {
  pattern: RegExp;
  strength: number;
}

/** Each names its parts `term` and `answer`. */
const forms: Form[] = [
  { pattern: new RegExp(`^Unter\\s(?:${article}\\s)?(?:(?:Begriff|Ausdruck)\\s)?[„"»]?(?<term>${term})[“"«]?${bracket}\\sversteht\\sman\\s(?<answer>.+)$`, 'u'), strength: 1 },
  { pattern: new RegExp(`^Als\\s(?:${article}\\s)?[„"»]?(?<term>${term})[“"«]?${bracket}\\sbezeichnet\\sman\\s(?<answer>.+)$`, 'u'), strength: 1 },
  { pattern: new RegExp(`^Als\\s(?:${article}\\s)?[„"»]?(?<term>${term})[“"«]?${bracket}\\s(?:wird|werden)\\s(?<answer>.+?)\\sbezeichnet$`, 'u'), strength: 1 },
  { pattern: new RegExp(`^(?<answer>.{12,200}?)\\s(?:wird|werden)\\s(?:auch\\s|häufig\\s|oft\\s)?als\\s(?:${article}\\s)?[„"»]?(?<term>${term})[“"«]?\\sbezeichnet$`, 'u'), strength: 0.9 },
  { pattern: new RegExp(`^(?<answer>.{12,200}?)\\s(?:nennt\\sman|heißt|heißen)\\s(?:auch\\s)?(?:${article}\\s)?[„"»]?(?<term>${term})[“"«]?$`, 'u'), strength: 0.9 },
  { pattern: new RegExp(`^(?:(?<article>${article})\\s)?[„"»]?(?<term>${term})[“"«]?${bracket}\\s(?:ist|sind)\\s(?<answer>(?:eine?|einer|eines|der|die|das|alle|jede[rs]?)\\s.+)$`, 'u'), strength: 0.85 },
  { pattern: new RegExp(`^(?:(?<article>${article})\\s)?[„"»]?(?<term>${term})[“"«]?${bracket}\\s(?:bezeichnet|bezeichnen|bedeutet|beschreibt|beschreiben)\\s(?<answer>.+)$`, 'u'), strength: 0.9 },
];

export function findGermanDefinitions(sentences: Sentence[]): Definition[] {
  const found: Definition[] = [];
  for (const sentence of sentences) {
    if (!sentence.prose || sentence.text.length > 400) continue;
    const text = sentence.text.replace(/\.$/, '');
    for (const { pattern, strength } of forms) {
      const groups = pattern.exec(text)?.groups;
      const name = groups?.['term'];
      const answer = trimAnswer((groups?.['answer'] ?? '').replace(/[;].*$/, ''));
      if (name === undefined || answer.split(' ').length < 3 || answer.split(' ').length > 40) continue;
      if (/^(?:Dies|Das|Es|Sie|Er|Hier|Beispiel|Ziel|Grund|Ergebnis|Folge|Frage|Problem|Teil|Ursache|Aufgabe)/.test(name) || /^(?:dies|das|es|sie|er|seien?|wähle|gilt|wenn|denn)\s/i.test(answer)) continue;
      if (/\b(?:wir|uns|diese[rnms]?|Abbildung|Tabelle|Kapitel)\b/.test(answer)) continue;
      found.push({ key: termKey(name), term: name, article: groups?.['article'] ?? '', relation: 'is', asked: '', answer, sentences: [sentence.index], strength, aliases: [] });
      break;
    }
  }
  return found;
}
