/** Whether a sentence can be understood away from its page, and the form in which it is then shown. */
import type { Sentence } from './sentences.ts';
import { phraseAt } from './phrases.ts';
import { capitalise, termKey } from './words.ts';

interface Rules {
  /** Links to the sentence before that can go without loss. */
  link: RegExp;
  /** Openings that lean on the sentence before. */
  leaning: RegExp;
  /** Talk about the book. */
  talk: RegExp;
  /** Talk to the reader. */
  reader: RegExp;
  /** Words that stand for something named before. */
  pronoun: ReadonlySet<string>;
}

const none: Rules = { link: /^(?!)/, leaning: /^(?!)/, talk: /\?|https?:|www\./, reader: /^(?!)/, pronoun: new Set() };

const rules: Record<string, Rules> = {
  en: {
    link: /^(?:However|Firstly|Secondly|Thirdly|Lastly|Thus|Therefore|Hence|Moreover|Furthermore|In addition(?! to)|Additionally|Also|Indeed|In fact|Of course|Consequently|As a result(?! of)|Accordingly|Meanwhile|Interestingly|Similarly|Likewise|Specifically|In particular|In general|Generally|Overall|Finally|Ultimately|Notably|Importantly|Recall that|Remember that|Note that|Notice that|And|But|So|Yet|First|Second|Third|Next|Then|Now|Clearly|Fortunately|Unfortunately|Today|More specifically|In other words|Basically|Essentially|Typically),?\s+(?=\S)/,
    leaning: /^(?:Sometimes, instead|Something|Someone|Participants|Subjects|Respondents|Volunteers|(?:At|In|On|For|With|To|From|By) (?:another|the other)|This|That|These|Those|It(?! is (?:also |widely |generally |now |often )?(?:believed|thought|known|estimated|possible|important|necessary|likely|essential))|Its|They|Their|Them|He|She|His|Her|Such|Here|There(?= (?:you|we))|Another|Other|Others|One(?! of )|Both|Each(?! of the)|Neither|Either|Some|Many|Most|Few|Several|All(?! of the)|None|So|Instead|Otherwise|For example|For instance|Again|By contrast|In contrast|On the other hand|On the one hand|Conversely|Nevertheless|Nonetheless|Still|Rather|Perhaps|Maybe|Unlike this|Like this|Compared to this|The (?:goal|aim|purpose|same|first|second|third|fourth|latter|former|other|others|next|last|two|three|four|following|above|result|results|answer|reason|idea|effect|difference|problem|only|resulting|remaining|rest|opposite|study|researchers|participants|subject|subjects|experiment|author|authors|man|woman|boy|girl|child|patient|term|terms|word|name|process|image|diagram|drawing|illustration|picture|photo|graph|map|figure|chart)\b(?! of)|Yes|No|Well|Let|Imagine|Consider|Think|Suppose|Watch|Visit|Read|Try|Look|Take|See|View|Click|Explore|Listen|Search|Compare|Remember|Recall|Notice|Note|Keep|Go|Use|Write|Ask|Do|Don['’]t|Please|Download|Check|Review|Study|Discuss|Describe|Explain|Name|List|Identify|Define|Given|If so|After (?:this|that)|In (?:this|these|that|those|such|other|both|each)|At (?:this|that)|For (?:this|these|that)|With (?:this|these|that)|From (?:this|these|that)|On (?:this|that)|As (?:this|such|mentioned|discussed|described|noted|shown|stated|we|you)|By (?:this|these)|To (?:this|these|do (?:this|so|that))|When (?:this|that|it|they|these)|If (?:this|that|it|they|these)|Because (?:this|that|it|they|of (?:this|these|its))|Although (?:this|it|they|these)|While (?:this|it|they|these)|Since (?:this|it|they|these)|Once (?:this|it|they|these))\b/,
    reader: /\b(?:you|your|yours|yourself|we|our|ours|us|I|my|me|You|Your|We|Our|My|let['’]s)\b/,
    talk: /\b(?:of|at|to|for|with|from|by|on|about|into|through|when|if|because|while) that (?!of\b|which\b|is\b)|\b(?:shown|Figures?|Tables?|chapters?|sections?|textbooks?|paragraphs?|above|below|following|previously|earlier in|as (?:mentioned|discussed|described|noted|shown)|aforementioned|pictured|illustrated|discussed|video|website|link|click|former|latter|this|these|those|such (?:a|an|as this)|credit|e\.g)\b|\?|https?:|www\./,
    pronoun: new Set(['it', 'they', 'them', 'he', 'she', 'him', 'his', 'her', 'their', 'its']),
  },
  de: {
    link: /^(?:Jedoch|Daher|Deshalb|Somit|Folglich|Außerdem|Zudem|Ferner|Auch|Allerdings|Dabei|Schließlich|Und|Aber|Also|Insbesondere|Im Allgemeinen),?\s+(?=[\p{Lu}])/u,
    leaning: /^(?:Auch|Somit|Allerdings|Jedoch|Folglich|Außerdem|Zudem|Ferner|Schließlich|Und|Aber|Also|Insbesondere|Sei(?:en)?|Denn|Wähle|Gilt|Damit|Nach (?:Bemerkung|Satz|Definition|Lemma)|In Beispiel|Per Definition|Dies(?:e[rnms]?|es)?|Das(?= (?:ist|sind|war|wird|kann|hat|bedeutet|heißt|führt))|Es|Sie|Er|Ihre?[nrms]?|Seine?[nrms]?|Solche?[nrms]?|Jene?[nrms]?|Hier|Dort|Dazu|Dadurch|Damit|Dafür|Dabei|Daran|Darin|Daraus|Darauf|Davon|Dagegen|Danach|Dann|Deshalb|Daher|So|Beide|Andere|Einige|Viele|Manche|Letztere[rns]?|Erstere[rns]?|Zum Beispiel|Beispielsweise|Im Gegensatz dazu|Stellen|Betrachten|Lesen|Nennen|Beschreiben|Erklären|Vergleichen|Man|Wenn (?:dies|es|sie|er)|Da (?:dies|es|sie|er)|Weil|Bei dies|In dies|Mit dies|Nach dies|Aus dies|Der (?:erste|zweite|dritte|letzte)|Die (?:erste|zweite|dritte|letzte|folgenden?)|Das (?:erste|zweite|dritte|letzte))(?![\p{L}])/u,
    reader: /(?<!\p{L})(?:wir|uns|unsere?[nrms]?|du|dein|ich|mein|ihr|euch)(?!\p{L})/u,
    talk: /(?<!\p{L})(?:hier|nachgelesen|Skript|Skripts|Seite \d+|Abbildung|Abb|Tabelle|Tab|Kapitel|Abschnitt|oben|unten|folgende[nrms]?|diese[nrms]?|solche[nrms]?|letztere[nrms]?|vgl|siehe|z\. ?B|(?:Beispiel|Bemerkung|Satz|Lemma|Aufgabe|Übung) \d+)(?!\p{L})|\?|https?:|www\.|\.:/u,
    pronoun: new Set(['es', 'sie', 'er', 'ihn', 'ihm', 'ihr', 'ihre', 'ihren', 'ihrem', 'ihrer', 'sein', 'seine', 'seinen', 'seinem', 'seiner']),
  },
};

/** Signs of mathematics and of code: what stands between them is lost where a page is read as text. */
export const hasFormula = (text: string) => /[=<>{}|\\^_@#~∈∉⊂⊆∪∩→⇒⇔↦∀∃≤≥∑∏∫√∞§∗◦]/u.test(text);

/**
 * The sentence as a card may show it, or undefined when it needs its surroundings. `spoken` lets it talk to the reader: an
 * explanation may, a gap may not.
 */
export function standalone(sentence: Sentence, code: string, spoken = false): string | undefined {
  const { link, leaning, talk, reader, pronoun } = rules[code] ?? none;
  if (!sentence.prose) return undefined;
  const linked = sentence.text.replace(link, '');
  const text = linked === sentence.text ? linked : capitalise(linked);
  if (hasFormula(text) || /''|’’|‘‘/u.test(text) || /^(?:[\p{L}\p{N}'’-]+\s){0,4}[\p{L}\p{N}'’-]+:\s/u.test(text) || /^\d+\s?\p{Lu}/u.test(text)) return undefined;
  // The points of a picture: "(b) A frontal view", "at point A".
  if (/\((?:[a-e]|\d)\)|(?<!\p{L})(?:points?|panels?|steps?) [A-F](?!\p{L})/u.test(text)) return undefined;
  if ((code === 'en' && needsOwner.test(text)) || linksBack[code]?.test(text) === true || (code === 'en' && unnamed(text))) return undefined;
  if (/, (?:on the other hand|however|for example|for instance|therefore|in turn|in contrast|then|too|also|moreover|furthermore|nevertheless),/.test(text)) return undefined;
  if (leaning.test(text) || talk.test(text) || (!spoken && reader.test(text)) || dangling(sentence, pronoun)) return undefined;
  if (!/^[“"„«(]?[\p{Lu}\p{N}\p{Lo}]/u.test(text) || !balanced(text)) return undefined;
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  if (/[\p{Script=Han}\p{Script=Hiragana}]/u.test(text)) return text.length >= 12 && text.length <= 160 ? text : undefined;
  return words >= 6 && words <= 38 && text.length <= 280 ? text : undefined;
}

/** Whether a text points to what was said elsewhere, talks about its book or begins with what leans on the sentence before. */
export function leans(text: string, code: string): boolean {
  const { leaning, talk } = rules[code] ?? none;
  return leaning.test(text) || talk.test(text.replace(/\?$/u, ''));
}

/** "The most common types are …", of what? "Pleasure is also …", besides what? "On the same principles", as what? */
const needsOwner = /^(?:\p{L}+, )?the (?:\p{L}+ ){0,3}(?:types?|kinds?|forms?|examples?|ones?|reasons?|differences?|stages?|phases?|parts?|components?|categories|symptoms?|causes?|effects?|treatments?|methods?|complications?) (?:is|are|was|were|include)\b|^(?:(?:In|For|Among|With) (?:\p{L}+ ){0,3}\p{L}+, )?(?:symptoms?|treatments?|causes?|signs|complications|diagnosis|prognosis|prevention|risk factors|side effects|examples?|types|stages|phases|levels) (?:may |can |often |usually )?(?:is|are|includes?|involves?|depends?|rel(?:y|ies)|requires?)\b|^(?:\S+ ){1,4}(?:is|are) also (?:an?|the)\b|\b(?:is|are) also (?!(?:\p{L}+ly |sometimes |often )?(?:called|known|termed|named|referred|spelled)\b)|\b(?:also (?:has|have|had)|(?:has|have) also)\b|\bthe same (?!(?:[\p{L}’'-]+ ){0,4}as\b|time\b|way\b)|^(?:two|three|four|several|many|the) other\b|\b(?:capital|lowercase|uppercase) \p{L}\b/iu;

/** "Learn, again, to …", "are also worth mentioning", and the words of a caption: "can be seen", "with the atria removed". */
const linksBack: Record<string, RegExp> = {
  en: /, again,|\bworth (?:mentioning|noting|remembering|repeating)\b|^There (?:is |are )?also\b|^(?!(?:If|When|Once|After|As|First|Whenever)\b)(?:[\p{L}’'-]+ ){1,6}then (?!\p{L}+ing\b)|^(?:After|When|Before|While|Once|If) (?:the )?(?:participants|subjects|respondents|volunteers|researchers|experimenters)\b|^Contrary to what\b|^With (?:\S+ ){1,6}removed\b|\b(?:clearly|easily|plainly|barely) visible\b|\b(?:can|may) (?:clearly |easily )?be seen (?:in|on|at|behind|above|below|here|near|beside)\b/u,
  de: /(?<!\p{L})(?:erwähnenswert|(?:deutlich|gut|klar) (?:zu (?:sehen|erkennen)|sichtbar|erkennbar))(?!\p{L})|^Nachdem die (?:Teilnehmer|Versuchspersonen|Probanden)(?!\p{L})/u,
};

/** "The condition has a high mortality": which? It is named in the sentence, or explained after it. */
function unnamed(text: string): boolean {
  const found = /\bthe (condition|disorder|disease|defect|deficiency|abnormality|injury|procedure|situation)\b(?! (?:of|that|which|in|called|known|where|when|is (?:called|known|referred|termed))\b)/iu.exec(text);
  return found !== null && !new RegExp(`\\b(?:an?|the) (?:\\S+ ){0,3}${found[1] ?? ''}\\b`, 'iu').test(text.slice(0, found.index));
}

const ownerless = /^(?:(?:upper|lower|inner|outer|outermost|innermost|middle|uppermost|front|rear|top|bottom|external|internal|superior|inferior|anterior|posterior) (?:chamber|layer|part|portion|surface|end|side|wall|half|edge|region|area|section|segment)|(?:normal|common|typical|usual|standard|initial|proper|possible|early) (?:treatment|symptom|cause|effect|sign|complication|method|result|value|range))s?$/iu;

/** Whether a term's name says nothing without what it belongs to: the upper chambers of what, the normal treatment of what? */
export const lacksOwner = (name: string) => ownerless.test(name);

const part = /^(?:(?:layer|segment|section|region|portion|stage|phase|level|side|surface|edge|area|end|half|wall|symptom|treatment|complication|sign|prognosis)s?|diagnos[ei]s)$/iu;

/** Whether a name of one word is that of any part, or of what there is of any disease: which segment, the treatment of what? */
export const namesPart = (name: string) => part.test(name);

/** "X is extremely effective", "X is needed because …": praise and need fit anything. */
const praise =
  /(?:\b(?:is|are|was|were)(?: \p{L}+ly| very| so| most| quite)? (?:effective|essential|needed|necessary|plentiful|important|useful|helpful|popular|interesting|common|crucial|critical|vital|powerful|valuable|difficult|easy|complex|simple|rewarding|beneficial|successful)|(?<!\p{L})(?:ist|sind|war|waren)(?: sehr| besonders| äußerst)? (?:wichtig|nötig|notwendig|wirksam|wesentlich|nützlich|beliebt|häufig|schwierig|einfach))(?:[.,;]| (?:because|so|since|as|when|if|here|today)\b|$)|\b(?:is|are) an? (?:very|extremely|highly|truly|most) \p{L}+ \p{L}+|\bit is (?:first )?(?:necessary|important|useful|helpful) to (?:explore|examine|understand|know|consider|review|look)\b|\bworth \p{L}+ing\b/iu;

export const onlyPraises = (text: string) => praise.test(text);

const opensExample = /(?<!\p{L})(?:for (?:example|instance)|imagine|suppose|let['’]s (?:say|consider)|consider (?:a|an|the|what|how)|say you|think (?:of|about)|in (?:this|our|the) (?:example|case|scenario|study|experiment)|zum beispiel|beispielsweise|angenommen|stell(?:en|t)? (?:dir|sie sich|euch) vor)(?!\p{L})/iu;

/** How many sentences of a passage go on with an example once it has begun. */
const exampleSentences = 4;

/** Indexes of sentences that give an example or go on with one: what they say of a thing they say of that case. */
export function examplesAmong(sentences: readonly Sentence[]): ReadonlySet<number> {
  const found = new Set<number>();
  let open = 0;
  let passage = -1;
  for (const { index, passage: own, text } of sentences) {
    if (own !== passage) open = 0;
    passage = own;
    if (opensExample.test(text)) open = exampleSentences + 1;
    if (open > 0) found.add(index);
    open -= 1;
  }
  return found;
}

/**
 * Whether a sentence says something of "the horse" that one of the three before it in its passage has brought in, and that is no term of
 * the document by itself.
 */
export function takesUp(sentence: Sentence, before: readonly Sentence[], isTerm: (key: string) => boolean): boolean {
  const said = new Set(before.slice(-3).filter(({ passage }) => passage === sentence.passage).flatMap(({ tokens }) => tokens.filter(({ pos }) => pos === 'noun').map(({ lower }) => termKey(lower))));
  return said.size > 0 && sentence.tokens.some((token, at) => {
    if (token.lower !== 'the') return false;
    const phrase = phraseAt(sentence.tokens, at);
    if (!phrase || phrase.determiner !== 'the' || !['verb', 'aux'].includes(sentence.tokens[phrase.end]?.pos ?? '')) return false;
    const head = phrase.key.split(' ').at(-1) ?? '';
    return said.has(head) && !isTerm(phrase.key) && !isTerm(head);
  });
}

/** Whether a pronoun is left with nothing to stand for once the words from token `from` to `to` are a gap. */
export function danglesWithout(sentence: Sentence, code: string, from: number, to: number): boolean {
  return dangling({ tokens: sentence.tokens.filter((_, i) => i < from || i >= to) }, (rules[code] ?? none).pronoun);
}

/** A pronoun before anything that it could stand for; he and she need a name. */
function dangling({ tokens }: Pick<Sentence, 'tokens'>, pronouns: ReadonlySet<string>): boolean {
  let things = 0;
  let names = 0;
  for (const [i, { text, lower, pos }] of tokens.entries()) {
    if (pronouns.has(lower)) {
      const person = /^(?:he|she|him|his|her|er|ihn|ihm|sein)/.test(lower);
      if (person ? names === 0 : things === 0) return true;
    }
    if (pos === 'noun' || pos === 'name' || (pos === 'word' && /^\p{Lu}/u.test(text))) things++;
    if (/^\p{Lu}\p{Ll}/u.test(text) && (i > 0 || pos === 'name')) names++;
    else if (i === 0 && /^\p{Lu}\p{Ll}/u.test(text) && /^\p{Lu}/u.test(tokens[1]?.text ?? '')) names++;
  }
  return false;
}

function balanced(text: string): boolean {
  const count = (mark: RegExp) => text.match(mark)?.length ?? 0;
  return count(/\(/g) === count(/\)/g) && count(/[“„]/g) <= count(/[”“]/g) && count(/"/g) % 2 === 0;
}
