/** What cards and questions say around the words of the document, in its language. */
import { lowerFirst } from './answers.ts';
import { saysOf } from './defining-verbs.ts';
import type { Definition } from './definition.ts';
import type { Term } from './terms.ts';
import { capitalise, headWord, isPlural } from './words.ts';

export interface Wording {
  /** @param synonyms other names of the term, told beside it */
  define(term: Term, definition: Definition, article: '' | 'a' | 'the', synonyms?: readonly string[]): string;
  /** Asks for the term that has a meaning; undefined where the language has no words for it here. */
  termFor(answer: string): string | undefined;
  /** What the document says of a term, as the question has it. */
  describe(definition: Definition): string;
  whichTerm(description: string): string;
  complete(sentence: string): string;
}

const english: Wording = {
  define(term, definition, article, synonyms = []) {
    const { relation, asked } = definition;
    // The number that the sentence has: its answer agrees with it.
    const text = isPlural(headWord(definition.term)) === isPlural(headWord(term.text)) || definition.relation === 'glossary' ? term.text : likeShown(definition.term, term.text);
    const many = isPlural(headWord(text));
    const ofNumber = many && article === 'a' ? '' : article;
    const others = synonyms.filter((synonym) => isPlural(headWord(synonym)) === many).slice(0, 2).map((synonym) => withArticle(synonym, ofNumber));
    const other = others.length === 0 ? '' : ` (also called ${others.join(' or ')})`;
    const name = withArticle(text, ofNumber) + (definition.of === undefined ? '' : ` ${definition.of}`) + other;
    const is = many ? 'are' : 'is';
    const does = many ? 'do' : 'does';
    switch (relation) {
      case 'in':
        return `What happens in ${name}?`;
      case 'happens':
        return `When ${does} ${name} ${asked || 'occur'}?`;
      case 'when':
      case 'before':
        return `What is meant by ${name}?`;
      case 'involves':
        return `What ${does} ${name} involve?`;
      case 'composed':
        return `What ${does} ${name} consist of?`;
      case 'located':
        return `Where ${is} ${name} ${asked || 'located'}?`;
      case 'made':
        return `What ${asked} ${name}?`;
      case 'caused':
        return `What causes ${name}?`;
      case 'linked':
        return `What ${is} ${name} ${asked}?`;
      case 'states':
        return `What ${does} ${name} ${asked}?`;
      case 'does':
        return asked === 'did' ? `What did ${name} do?` : `What ${does} ${name} do?`;
      default:
        return `What ${is} ${name}?`;
    }
  },
  termFor: (answer) => `What is the term for ${lowerFirst(answer)}?`,
  describe({ relation, asked, answer }) {
    switch (relation) {
      case 'linked':
        // "used for" + "to describe", "driven to do" + "leave".
        return capitalise(`${asked} ${answer}`.replace(/ for to /, ' to ').replace(/^(\S+) to do /, '$1 to '));
      case 'located':
        return `${capitalise(asked || 'located')} ${answer}`;
      case 'composed':
        return `Consists of ${answer}`;
      case 'made':
        return `${asked === 'makes up' ? 'Made up of' : 'Formed by'} ${answer}`;
      case 'caused':
        return `Caused by ${answer}`;
      case 'involves':
        return `Involves ${answer}`;
      case 'happens':
        return `${capitalise(saysOf(asked) ?? 'occurs')} ${answer}`;
      case 'states': {
        const verb = saysOf(asked);
        return capitalise(verb === undefined ? answer : `${verb} ${answer}`);
      }
      default:
        return capitalise(answer);
    }
  },
  whichTerm: (description) => `Which term is described here? “${description}”`,
  complete: (sentence) => `Which term completes the sentence? “${sentence}”`,
};

const german: Wording = {
  define: (term) => `Was versteht man unter „${term.text}“?`,
  termFor: (answer) => `Welcher Begriff ist gemeint: „${capitalise(answer)}“?`,
  describe: ({ answer }) => capitalise(answer),
  whichTerm: (description) => `Welcher Begriff wird hier beschrieben? „${description}“`,
  complete: (sentence) => `Welcher Begriff ergänzt den Satz? „${sentence}“`,
};

/** No language of ours in front of a text that is in none of the above: the sentence with its gap asks by itself. */
const bare: Wording = { define: (term) => `${capitalise(term.text)}?`, termFor: () => undefined, describe: ({ answer }) => answer, whichTerm: (description) => description, complete: (sentence) => sentence };

export function wording(code: string): Wording {
  return code === 'en' ? english : code === 'de' ? german : bare;
}

/** In small letters where the term is shown in them. */
function likeShown(text: string, shown: string): string {
  return shown === shown.toLowerCase() ? text.toLowerCase() : text;
}

function withArticle(text: string, article: '' | 'a' | 'the'): string {
  if (article === 'a') return `${/^(?:[aeioAEIO]|[uU](?!ni|se|s\b|ti)|[FHLMNRSX](?=[A-Z\d]))/.test(text) || /^(?:hour|honest|heir)/.test(text) ? 'an' : 'a'} ${text}`;
  return article === 'the' ? `the ${text}` : text;
}
