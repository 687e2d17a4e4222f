/** What a definition says, made fit for the back of a card, and how well it stands there. */
import { active } from './defining-verbs.ts';
import type { Phrase } from './phrases.ts';

/** As it stands inside a sentence: an article always, another word unless it may be a name. */
export function lowerFirst(text: string): string {
  const name = /^\p{Lu}\p{Ll}+[\s-]\p{Lu}/u.test(text) && !/^(?:The|An)\s/u.test(text);
  return /^(?:\p{Lu}\p{Ll}|A\s)/u.test(text) && !name ? text.slice(0, 1).toLowerCase() + text.slice(1) : text;
}

/** One idea: no brackets, no trailing example where there is enough without it. */
export function trimAnswer(answer: string): string {
  let text = answer.replace(/\s*\([^()]*\)/g, '').replace(/[\s,;:.–—-]+$/, '').trim();
  text = text.replace(/^It is (?:\p{L}+ )?(?:believed|thought|known|estimated|possible|likely) that /u, '');
  text = text.replace(/, (?:and )?as (?:you|we|mentioned|described|discussed|noted|shown)\b.*$/, '');
  text = text.replace(/, (?:which means|meaning|which is (?:why|what|how)|hence|thus|therefore)\b.*$/, '');
  text = text.replace(/^(?:an?|the) (?:\p{L}+ )?term (?:that|which) (?:describes|denotes|means|refers to) /iu, '');
  text = text.replace(/^(?:an?|the) (?:\p{L}+ )?(?:name|term) (?:given |used |applied )?(?:to|for) (?=(?:an?|the|any|those)\s)/iu, '');
  text = text.replace(/^evidence (?:of|for) /iu, '');
  // What points back ("this layer") goes, with the clause that it is in.
  const back = text.slice(20).search(/\b(?:this|these|those|as described|discussed)\b/);
  if (back >= 0) {
    const cut = Math.max(...[', ', ' that ', ' which ', ' and ', ' but ', ' because '].map((mark) => text.lastIndexOf(mark, back + 19)));
    if (cut > 18) text = text.slice(0, cut);
  }
  text = text.replace(/^(?:this|these|that) (?=\p{Ll}+ (?!is\b|are\b))/u, 'the ').replace(/^(?:the )?term (?:used |given )?(?:for|to (?:describe|refer to|denote)) /i, '').replace(/^(?:essentially|basically|simply|also|called|therefore|thus),? /i, '');
  if (text.split(' ').length > 18) {
    const cut = text.search(/(?:, (?:such as|for example|e\.g|including|like|especially|particularly|so that|thereby|resulting|making)\b|—| – )/);
    if (cut > 40) text = text.slice(0, cut);
  }
  if (text.split(' ').length > 28) {
    const cut = text.search(/, (?:which|who|where|and|or|but|because|with|as|from|often|usually)\b/);
    if (cut > 60) text = text.slice(0, cut);
  }
  return text.replace(/[\s,;:.–—-]+$/, '').replace(/(?:,?\s(?:and|but|or|which|that|because|with|as|of|to|in|is|are|the|a|an))+$/, '').replace(/[\s,;:.–—-]+$/, '').trim();
}

/** "a layer below the dermis and serves to …" reads on a card as "a layer below the dermis that serves to …". */
export function oneSubject(answer: string): string {
  const plain = /^(.{12,}?)\sand\s(?:has|have|is|are|can|was|were|may|will|looks?)\s/.exec(answer);
  if (plain?.[1] && !/^(?:an?|the)\s/i.test(answer) && !/\s(?:that|which|who|where|when)\s/.test(plain[1])) return plain[1];
  const match = /^((?:an?|the)\s[^,;]*?),?\sand\s(has|have|is|are|serves|contains|consists|functions|acts|plays|lies|extends|forms|provides|occurs|helps|allows|can|includes|covers|connects|produces|controls|usually|often|also)\s/i.exec(answer);
  if (!match?.[1] || match[1].split(' ').length < 3 || /\s(?:that|which|who|where|whose)\s/.test(match[1])) return answer;
  return `${match[1]} that ${answer.slice(match[0].length - (match[2] ?? '').length - 1)}`;
}

/** "bony vertebrae and cushioned in fluid", "the back of the head, and contains …": a second predicate asks for a card of its own. */
export function onePredicate(answer: string): string {
  const cut = answer.search(/,? and (?:(?:has|have|is|are|can|was|were|may|will|also|then|looks?|contains?|makes?)\s|\p{Ll}+ed (?:in|by|with|from|to)\s)/u);
  const which = answer.search(/\s(?:that|which|who|where|when)\s/);
  return cut > 8 && (which < 0 || which > cut) ? answer.slice(0, cut) : answer;
}

/** "drains the field and is generally thought to be old": what people think of it, or what can be done with it, is no deed. */
export function oneDeed(answer: string): string {
  const cut = answer.search(/,? and (?:(?:is|are) (?:generally|often|usually|sometimes|commonly|widely|considered|thought|believed|known|called)|can be|may be)\s/u);
  return cut > 10 && !/\s(?:that|which|who|where|when)\s/.test(answer.slice(0, cut)) ? answer.slice(0, cut) : answer;
}

/** "the fibroblasts and help increase …": what is named ends where a second verb begins. */
export function oneObject(answer: string): string {
  const second = [...answer.matchAll(/,? and (\p{Ll}+) (?=\p{L})/gu)].find((match) => active.has(match[1] ?? ''));
  return second && second.index > 3 && !/\s(?:that|which|who)\s/.test(answer.slice(0, second.index)) ? answer.slice(0, second.index) : answer;
}

const addressing = /\b(?:you|your|yours|we|our|ours|us|I|my|me|let's|let’s)\b/;

const pointing = /^(?:this|that|these|those|it|they|he|she|such|here|there|one|what|why|so|not|just|similar|different(?! \p{L}+ (?:of|that)\b)|important|true|called)\b/iu;

const elsewhere = /\b(?:this|these|the (?:following|above|former|latter|preceding|previous)|discussed|mentioned|described (?:above|earlier|below)|chapter|Figure|Table|section)\b/;

/**
 * 0 to 1: whether an answer can stand on a card by itself.
 * @param least words that it must have
 * @param ofAll whether "we" and "our" in it are anybody, as in what a theory states
 */
export function answerQuality(answer: string, phrase: Phrase, least: number, ofAll = false): number {
  const words = answer.split(/\s+/).filter(Boolean);
  if (words.length < least || words.length > 45 || /\?/.test(answer)) return 0;
  // Ends before it says what, or only ranks.
  if (/\bwhat$/i.test(answer) || /^the (?:most|least) \p{L}+ (?:and|or) the\b/iu.test(answer)) return 0;
  // "The most common, found in …": the most common what? “An ‘echo,’ …” is its name again.
  if (/^the (?:most|least) (?:\p{L}+ly )?\p{L}+(?: involved)?(?:$|,| and )/iu.test(answer) || /^(?:an?|the) “[^”]+”/u.test(answer)) return 0;
  // "The subjective and objective": which two?
  if (/^(?:the )?\p{L}+(?:ive|al|ic|ous|ent) (?:and|or) (?:the )?\p{L}+(?:ive|al|ic|ous|ent)$/iu.test(answer)) return 0;
  let quality = 1;
  if (/\b(?:may|can) also\b|\bfrom (?:here|there)\b/.test(answer)) quality *= 0.25;
  if (words.length < 4 && least > 2) quality *= / (?:of|in|for|from|per|between) /.test(answer) && !/^(?:an?|the) /i.test(answer) ? 0.6 : 0.3;
  else if (words.length === 4 && least > 2) quality *= 0.75;
  if (/^(?:an? )?(?:very|most|so|quite|really|rather|extremely|success|pros|(?:strong |major )?(?:predictor|reminder))\b/i.test(answer) || /^the (?:opposite|same|result|cause|reason|main|most (?:common|important)|only|first|best|resulting|other|next|following)\b/i.test(answer)) quality *= 0.4;
  if (words.length > 30) quality *= 0.75;
  if (/^(?:some|many|several|most|certain) /i.test(answer)) quality *= 0.3;
  if (pointing.test(answer) && !/^those (?:that|which|who|we|in|of|with)\b/i.test(answer)) quality *= /^(?:what|one)\b/i.test(answer) ? 0.8 : 0.35;
  if (addressing.test(ofAll ? answer.replace(/\b(?:we|our|ours|us)\b/g, '') : answer)) quality *= 0.75;
  if (elsewhere.test(answer)) quality *= 0.45;
  // "What is left of his economics": whose?
  if (/\b(?:he|she|his|her)\b/.test(answer) && !/\b(?:who|whose|person|somebody|someone|one|everyone|man|woman|child|parent)\b/.test(answer)) quality *= 0.4;
  if (/\b(?:it|its|they|their|them|he|she|his|her)\b/.test(answer.split(' ').slice(0, 5).join(' '))) quality *= 0.8;
  if (/^(?:a|an|the|one)? ?(?:good|great|important|key|major|common|classic|useful|main|best|critical|crucial|essential) (?:example|part|factor|role|point|aspect|component|reason|issue|step|one|question)/i.test(answer)) quality *= 0.3;
  if (/^(?:another|(?:an|one) additional|the rest|terms of|order to|addition to|particular|general|fact)\b/i.test(answer)) quality *= 0.3;
  if (/^(?:[^,]+,){2,}[^,]*\b(?:and|or)\b/.test(answer) && !/\b(?:is|are|that|which|who|can|has|have|from|of|to|those|for|in|by|with|about)\b/.test(answer) && least > 2) quality *= 0.3;
  if (/^(?:(?:due|because|able|similar|according)\b|the (?:better|more|less|higher|greater)\s(?!\p{L}+ of\b))/iu.test(answer)) return 0;
  if (/^an? \p{L}+, an? /u.test(answer)) quality *= 0.4;
  if (/\bthe same\b/.test(answer)) quality *= 0.6;
  // Whom it is like is no answer.
  if (/\bin a (?:manner|way) similar\b|\b(?:similarly|likewise) to\b/.test(answer)) quality *= 0.3;
  // It takes up what was said before.
  if (/\b(?:(?<!(?:it|them|you) )again|as well|too|instead|accordingly)$/.test(answer)) quality *= 0.3;
  if (/[“”"]/.test(answer) && (answer.match(/[“"]/g)?.length ?? 0) !== (answer.match(/[”"]/g)?.length ?? 0)) quality *= 0.3;
  if (/^(?:an? )?(?:number|total|amount|fourth|third|second|term|word|name|variety|lot|way of saying)\b/i.test(answer)) quality *= 0.4;
  if (/^(?:an? |one )?(?:example|instance|result|matter|sign|cause|problem) /i.test(answer)) quality *= 0.35;
  if (answer.toLowerCase().includes(phrase.text.toLowerCase())) quality *= 0.4;
  return quality;
}
