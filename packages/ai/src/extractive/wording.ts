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
  define(term, { relation }, article) {
    const name = withArticle(term.text, article);
    switch (relation) {
      case 'happens':
        return `What happens in ${term.text}?`;
      case 'when':
        return `What is meant by ${term.text}?`;
      case 'involves':
        return `What does ${name} involve?`;
      case 'responsible':
        return `What ${isPlural(lastWord(term.text)) ? 'are' : 'is'} ${name} responsible for?`;
      default:
        return `What ${isPlural(lastWord(term.text)) ? 'are' : 'is'} ${name}?`;
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
