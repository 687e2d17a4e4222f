import { clozeGap } from '@studywright/core';

const gap = /\[\s*(?:…|\.{2,}|_+|blank|gap|Lücke)\s*\]|\(\s*(?:…|\.{3}|_+)\s*\)|_{2,}|\{\{\s*\}\}/giu;
const ankiGap = /\{\{c\d+::(.*?)(?:::.*?)?\}\}/gu;

/** A cloze card with its gap as Studywright writes it, whatever way of writing gaps the model is used to. */
export function normaliseCloze(front: string, back: string): { front: string; back: string } {
  const anki = [...front.matchAll(ankiGap)];
  const hidden = anki[0]?.[1];
  if (hidden !== undefined) {
    let first = true;
    const sentence = front.replace(ankiGap, (_, words: string) => {
      const shown = first ? clozeGap : words;
      first = false;
      return shown;
    });
    return { front: sentence, back: hidden };
  }
  const gapped = front.replace(gap, clozeGap);
  if (gapped.includes(clozeGap)) return { front: gapped, back };
  // A model that gave the whole sentence and the term: the gap is where the term is, if that is one place.
  const around = front.split(back);
  return around.length === 2 && back !== '' ? { front: around.join(clozeGap), back } : { front, back };
}
