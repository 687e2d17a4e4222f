/** What cards and questions say around the words of the document, in its language. */
import type { Definition } from './definitions.ts';
import type { Term } from './terms.ts';
import { capitalise, isPlural } from './words.ts';

export interface Wording {
  define(term: Term, definition: Definition, article: '' | 'a' | 'the'): string;
  whichTerm(description: string): string;
  complete(sentence: string): string;
}

const english: Wording = {
  define(term, { relation, asked }, article) {
    const name = withArticle(term.text, article);
    const many = isPlural(lastWord(term.text));
    const is = many ? 'are' : 'is';
    const does = many ? 'do' : 'does';
    switch (relation) {
      case 'in':
        return `What happens in ${name}?`;
      case 'happens':
        return `When ${does} ${name} occur?`;
      case 'when':
        return `What is meant by ${name}?`;
      case 'involves':
        return `What ${does} ${name} involve?`;
      case 'composed':
        return `What ${does} ${name} consist of?`;
      case 'located':
        return `Where ${is} ${name} located?`;
      case 'caused':
        return `What causes ${name}?`;
      case 'linked':
        return `What ${is} ${name} ${asked}?`;
      case 'states':
        return `What ${does} ${name} ${asked}?`;
      case 'does':
        return `What ${does} ${name} do?`;
      default:
        return `What ${is} ${name}?`;
    }
  },
  whichTerm: (description) => `Which term is described here? “${description}”`,
  complete: (sentence) => `Which term completes the sentence? “${sentence}”`,
};

const german: Wording = {
  define: (term) => `Was versteht man unter „${term.text}“?`,
  whichTerm: (description) => `Welcher Begriff wird hier beschrieben? „${description}“`,
  complete: (sentence) => `Welcher Begriff ergänzt den Satz? „${sentence}“`,
};

/** No language of ours in front of a text that is in none of the above: the sentence with its gap asks by itself. */
const bare: Wording = { define: (term) => `${capitalise(term.text)}?`, whichTerm: (description) => description, complete: (sentence) => sentence };

export function wording(code: string): Wording {
  return code === 'en' ? english : code === 'de' ? german : bare;
}

const lastWord = (text: string) => text.split(' ').at(-1) ?? '';

function withArticle(text: string, article: '' | 'a' | 'the'): string {
  if (isPlural(lastWord(text)) && article === 'a') return text;
  if (article === 'a') return `${/^(?:[aeio]|u(?!ni|se|s\b|ti)|[AEFHILMNORSX](?=[A-Z\d]))/.test(text) || /^(?:hour|honest|heir)/.test(text) ? 'an' : 'a'} ${text}`;
  return article === 'the' ? `the ${text}` : text;
}
