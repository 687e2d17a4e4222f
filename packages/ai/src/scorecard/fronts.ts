import { clozeGap } from '@studywright/core';
import { contentWords } from './words.ts';

/** Why a front can't be understood away from its page. */
export type FrontFault = 'pronoun' | 'demonstrative' | 'place in the document' | 'link to what was said' | 'nothing asked' | 'brackets or quotation marks left open';

interface Rules {
  /** Words that stand for something named before; `opening` says that nothing was. */
  pronoun: RegExp;
  /** What may stand before a pronoun without being what it stands for. */
  filler: RegExp;
  /** What it may stand for, in what is left. */
  thing: RegExp;
  demonstrative: RegExp;
  place: RegExp;
  link: RegExp;
}

const english: Rules = {
  pronoun: /\b(?:it|its|itself|they|them|their|theirs|he|him|his|she|her|hers)\b/giu,
  filler: /\b(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|can|could|may|might|must|will|would|should|has|have|had|be|been|if|that|because|although|while|since|as|in|on|at|of|to|by|for|from|with|and|or|but|not|also|the|an?|any|all)\b/giu,
  thing: /\p{L}{3}/u,
  demonstrative: /\b(?:this|these)\b|\bthose\b(?!\s+(?:who|whose|that|which|with|of|in|on|from|for|without|at|\p{L}+(?:ed|ing)|we|you))|\b(?:of|at|to|for|with|from|by|on|about|into|through|when|if|because|while) that (?!of\b|which\b|is\b)|^that\s(?!\p{L}+s?\s(?:is|are)\b)|\bsuch (?!as\b|that\b|a (?:way|manner)\b)/giu,
  place: /\b(?:chapters?|sections?|paragraphs?|pages?|textbooks?|aforementioned|the (?:text(?! of)|author(?! of)|authors|passage(?! of)|article|lecture|slide|document|(?:diagram|illustration)(?! (?:that|of|which)))|figures? (?:\d|above|below|shows?)|tables? (?:\d|above|below|shows?)|(?:the|this|in|see|following|next|previous) (?:figure|table)|shown (?:here|above|below|in)|(?:mentioned|described|discussed|noted|seen|listed|shown) (?:above|below|earlier|before|previously)|the (?:above|below|following|former|latter)|as (?:mentioned|discussed|described|noted|shown)|previously (?:mentioned|discussed|described|noted|shown)|click|website|video)\b|https?:|www\./iu,
  link: /^(?:However|Firstly|Secondly|Thirdly|Lastly|Thus|Therefore|Hence|Moreover|Furthermore|Additionally|In addition(?! to)|Also|Instead|Consequently|Accordingly|Meanwhile|Similarly|Likewise|Conversely|Nevertheless|Nonetheless|Otherwise|Rather|Finally|Then|Here|So|But|And|Or|Yet|Again|For (?:example|instance)|(?:In|By) contrast(?! to)|On the (?:other|one) hand|In (?:other words|turn|fact|particular)|As a result(?! of)|Another|Others?|The (?:other|others|same|first|second|third|last|next|resulting|remaining|rest|opposite)(?! of)|Both|Neither|Either|Some|Several|None)\b(?! of)|,\s(?:however|therefore|thus|for example|for instance|on the other hand|in turn|too|moreover|nevertheless),/u,
};

const german: Rules = {
  // “Es gibt” and “wenn es … gibt” stand for nothing.
  pronoun: /(?<!\p{L})(?:(?<!gibt )es(?! (?:[^,.]{0,60} )?gibt)|er|ihn|ihm|sie|ihnen|ihr|ihre[nmrs]?|sein|seine[nmrs]?)(?!\p{L})/giu,
  filler: /(?<!\p{L})(?:was|welche[nmrs]?|wer|wen|wem|wessen|wann|wo|warum|wie|wodurch|womit|woraus|ist|sind|war|waren|wird|werden|wurde|wurden|kann|können|muss|müssen|hat|haben|wenn|dass|weil|da|in|an|auf|von|zu|bei|mit|für|und|oder|aber|nicht|auch|man|der|die|das|den|dem|des|eine?[nmrs]?)(?!\p{L})/giu,
  // A noun has a capital; at the beginning everything has.
  thing: /\p{Lu}\p{L}{2}/u,
  demonstrative: /(?<!\p{L})(?:dies|diese[nmrs]?|jene[nmrs]?|solch|solche[nmrs]?)(?!\p{L})/giu,
  place: /(?<!\p{L})(?:Kapitels?|Abschnitte?s?|Abbildung|Abb\.|Tabelle|Tab\.|Seite \d|oben|unten|obige[nmrs]?|folgende[nmrs]?|erstere[nmrs]?|letztere[nmrs]?|vgl\.|siehe|der Text|der Autor|die Autorin|wie (?:erwähnt|beschrieben|gezeigt))(?!\p{L})|https?:|www\./u,
  link: /^(?:Jedoch|Daher|Deshalb|Somit|Folglich|Außerdem|Zudem|Ferner|Auch|Allerdings|Dabei|Dadurch|Damit|Dazu|Dafür|Dagegen|Danach|Dann|Daraus|Darin|Schließlich|Hier|Dort|So|Und|Aber|Oder|Also|Zum Beispiel|Beispielsweise|Im Gegensatz dazu|Andere|Beide|Einige|Ein(?:e|er)? andere[nmrs]?)(?!\p{L})/u,
};

const known: Record<string, Rules> = { en: english, de: german };

/**
 * What keeps a front from being understood alone: a pronoun before anything that it could stand for, a demonstrative, a pointer
 * into the document, a link to a sentence before, no word that says what is meant, brackets or quotation marks that
 * are left open. Rules of English and German; in other languages only the last two are looked at. After the rule that an
 * item has to stand alone (Wozniak 1999; Haladyna, Downing & Rodriguez 2002).
 */
export function frontFaults(front: string, language: string): FrontFault[] {
  const rules = known[language.toLowerCase().split('-')[0] ?? ''];
  const faults: FrontFault[] = [];
  if (rules && dangles(front, rules)) faults.push('pronoun');
  if (rules && front.search(rules.demonstrative) >= 0) faults.push('demonstrative');
  if (rules?.place.test(front)) faults.push('place in the document');
  if (rules?.link.test(front)) faults.push('link to what was said');
  if (contentWords(front.replace(clozeGap, ' '), language).size === 0) faults.push('nothing asked');
  if (!closed(front)) faults.push('brackets or quotation marks left open');
  return faults;
}

/** Whether the first pronoun comes before anything with a meaning of its own. */
function dangles(front: string, { pronoun, filler, thing }: Rules): boolean {
  const at = front.search(pronoun);
  return at >= 0 && !thing.test(front.slice(0, at).replaceAll(clozeGap, 'Gap').replace(filler, ' '));
}

function closed(front: string): boolean {
  const count = (mark: RegExp) => front.match(mark)?.length ?? 0;
  // German closes with the mark that English opens with. A closing bracket alone numbers a list: “a) …”.
  const [open, shut] = front.includes('„') ? [/„/gu, /[“”]/gu] : [/[“«]/gu, /[”»]/gu];
  return count(/\(/gu) <= count(/\)/gu) && count(open) <= count(shut) && count(/"/gu) % 2 === 0;
}
