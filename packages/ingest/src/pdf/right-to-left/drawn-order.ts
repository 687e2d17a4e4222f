/**
 * PDFium gives the characters of a line in an order that it takes for that of reading, with brackets turned round. It takes
 * each word of another script, and what stands between two of them, for a part of its own, so that “cell membrane” comes as
 * “membrane cell”. Here this is undone, to what the file says in the order in which it says it.
 */
import { classOf, mirrored } from './classes.ts';

interface Character {
  text: string;
}

type Leads = 'right' | 'left' | 'weakly right' | 'nowhere';

/** These are turned round too, which Unicode leaves as they are. */
const quotes: Readonly<Record<string, string>> = { '“': '”', '”': '“', '‘': '’', '’': '‘' };
const turnedBack = (text: string): string => quotes[text] ?? mirrored(text);

const weak = new Set(['AN', 'EN', 'NSM', 'CS', 'ES', 'ET', 'BN']);

/** As PDFium has it (`CFX_BidiChar`). */
function leads(text: string): Leads {
  const name = classOf(text);
  if (name === 'R' || name === 'AL') return 'left';
  if (name === 'L') return 'right';
  return weak.has(name) ? 'weakly right' : 'nowhere';
}

/** @param given the characters of one of PDFium's lines as it gives them (`CPDF_TextPage::CloseTempLine`) */
export function inDrawnOrder<T extends Character>(given: readonly T[]): T[] {
  const parts: { leads: Leads; characters: T[] }[] = [];
  for (const character of given) {
    const way = leads(character.text);
    const part = parts.at(-1);
    if (part?.leads === way) part.characters.push(character);
    else parts.push({ leads: way, characters: [character] });
  }
  const count = (way: Leads) => parts.filter((part) => part.leads === way).length;
  const isLeft = count('left') > 0 && count('left') >= count('right');
  let turned = isLeft;
  const drawn = parts.map((part) => {
    if (part.leads === 'left' || part.leads === 'right') turned = part.leads === 'left';
    return turned && part.leads !== 'weakly right' ? part.characters.toReversed().map((character) => ({ ...character, text: turnedBack(character.text) })) : part.characters;
  });
  return (isLeft ? drawn.toReversed() : drawn).flat();
}
