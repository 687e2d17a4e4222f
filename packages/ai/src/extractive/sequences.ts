/** Sentences that tell steps one after another: "First, …", "Then …", "Finally …". */
import { lowerFirst } from './answers.ts';
import { capitalise } from './words.ts';

interface Rules {
  first: RegExp;
  next: RegExp;
  last: RegExp;
  /** Names what has the steps, as `subject`. */
  topic: readonly RegExp[];
  ask(subject: string): string;
}

const rules: Record<string, Rules> = {
  en: {
    first: /^(?:First(?:ly)?|To begin(?: with)?|Initially), |^First (?=\p{Ll})|^The first (?:step|stage|phase)(?: (?:of|in) [^,.]{3,60})? (?:is|involves) /u,
    next: /^(?:Second(?:ly)?|Third(?:ly)?|Fourth(?:ly)?|Next|Then|After that|Afterwards?|Subsequently),? |^(?:In )?[Tt]he (?:second|third|fourth|fifth|next) (?:step|stage|phase),? (?:(?:is|involves) )?/u,
    last: /^(?:Finally|Lastly|Last),? |^(?:In )?[Tt]he (?:last|final) (?:step|stage|phase),? (?:(?:is|involves) )?/u,
    topic: [
      /(?:steps|stages|phases) (?:of|in) (?<subject>(?:the |an? )?[\p{Ll}\p{N}][\p{L}\p{N}'’ -]{3,50}?)(?: (?:are|is|can|follow|occur)\b|[.,:;]|$)/u,
      /^The first (?:step|stage|phase) (?:of|in) (?<subject>(?:the |an? )?[\p{L}'’ -]{3,50}?) (?:is|involves) /u,
      /^(?<subject>(?:The |An? )?[\p{L}][\p{L}\p{N}'’ -]{3,50}?) (?:occurs?|takes? place|happens?|proceeds?|works?|develops?) in (?:\p{L}+ ){0,2}(?:steps|stages|phases|ways)\b/u,
    ],
    ask: (subject) => `What are the steps of ${subject}, in order?`,
  },
  de: {
    first: /^(?:Zuerst|Zunächst|Als [Ee]rstes|Im ersten Schritt) /u,
    next: /^(?:Dann|Danach|Anschließend|Daraufhin|Als [Nn]ächstes|Im (?:zweiten|dritten|vierten|nächsten) Schritt) /u,
    last: /^(?:Schließlich|Zuletzt|Zum Schluss|Am Ende|Im letzten Schritt) /u,
    topic: [/(?:Schritte|Phasen|Stufen) (?<subject>(?:der|des) [\p{Lu}][\p{L}-]{3,40})/u],
    ask: (subject) => `Wie heißen die Schritte ${subject} – in ihrer Reihenfolge?`,
  },
};

const fewest = 3;
const most = 7;
const longest = 18;

export interface Sequence {
  front: string;
  back: string;
  /** How many sentences it takes, the one that names it included. */
  sentences: number;
}

/**
 * Steps that begin at the first of these sentences, all of one passage, or undefined. The sentence before the first step has to
 * name what has them, or the first step itself.
 */
export function sequence(texts: readonly string[], code: string): Sequence | undefined {
  const known = rules[code];
  const [opening = '', following = ''] = texts;
  if (!known) return undefined;
  const named = known.topic.map((topic) => topic.exec(opening)?.groups?.['subject']).find((found) => found !== undefined);
  if (named === undefined || /^(?:this|these|that|it|they|such|its|their)\b/iu.test(named)) return undefined;
  const start = known.first.test(opening) ? 0 : known.first.test(following) ? 1 : -1;
  if (start < 0) return undefined;
  const steps: string[] = [];
  let end = start;
  for (const [index, text] of texts.entries()) {
    if (index < start) continue;
    const marker = index === start ? known.first : known.last.test(text) ? known.last : known.next;
    // A sentence between two steps tells more of the one before.
    if (!marker.test(text)) {
      if (index - end > 1) break;
      continue;
    }
    steps.push(text.replace(marker, '').replace(/\.$/u, ''));
    end = index;
    if (marker === known.last) break;
  }
  if (steps.length < fewest || steps.length > most || steps.some((step) => step.split(' ').length > longest)) return undefined;
  const subject = code === 'en' ? lowerFirst(named) : named;
  return { front: known.ask(subject), back: steps.map((step, index) => `${index + 1}. ${capitalise(step)}`).join('\n'), sentences: end + 1 };
}
