import type { SourceDocument } from '@studywright/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadLanguage } from './language.ts';
import { splitSentences, tidy } from './sentences.ts';
import { readSections } from './sections.ts';
import { headWord, isPlural, singular, termKey } from './words.ts';

describe('words', () => {
  it.each([['stimuli', 'stimulus'], ['arteries', 'artery'], ['glasses', 'glass'], ['vertebrae', 'vertebra'], ['genetics', 'genetics'], ['bus', 'bus'], ['characteristics', 'characteristic'], ['hypotheses', 'hypothesis']])('%s has the singular %s', (plural, one) => {
    expect(singular(plural)).toBe(one);
  });
  it('keeps one key for the spellings of a term', () => {
    expect(termKey('Broca’s Areas')).toBe(termKey("broca's area"));
    expect(termKey('short‑term memories')).toBe('short-term memory');
  });
  it('finds the word that decides the number', () => {
    expect(isPlural(headWord('nodes of Ranvier'))).toBe(true);
    expect(isPlural(headWord('bundle of axons'))).toBe(false);
  });
});

describe('tidy', () => {
  it.each([
    ['Skin is an organ (Figure 5.2).', 'Skin is an organ.'],
    ['Memory fades (Ebbinghaus, 1885; Smith & Jones, 2003a).', 'Memory fades.'],
    ['It was shown [3, 4–6] to hold.', 'It was shown to hold.'],
    ['Darwin (1809–1882) wrote\nof finches.', 'Darwin (1809–1882) wrote of finches.'],
    ['The mem-\nbrane is thin.', 'The membrane is thin.'],
  ])('shows %j as %j', (raw, shown) => {
    expect(tidy(raw)).toBe(shown);
  });
  it('takes no more away the second time than the first leaves', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        expect(tidy(tidy(text)).length).toBeLessThanOrEqual(tidy(text).length);
      }),
    );
  });
});

async function sentencesOf(text: string, language = 'en') {
  const source: SourceDocument = { title: '', mediaType: 'text/plain', pageKind: 'page', language, pages: [{ number: 1, text, ocr: false }], headings: [], passages: [{ page: 1, start: 0, end: text.length, text, path: [] }] };
  return splitSentences(source, await loadLanguage(language, ''), () => false);
}

describe('splitSentences', () => {
  it('does not stop at abbreviations, initials and brackets', async () => {
    const found = await sentencesOf('Mammals, e.g. whales, breathe air (see p. 4. or 5.) as B. F. Skinner knew. Fish do not, says Dr. Gill.');
    expect(found.map((sentence) => sentence.text)).toEqual(['Mammals, e.g. whales, breathe air (see p. 4. or 5.) as B. F. Skinner knew.', 'Fish do not, says Dr. Gill.']);
  });
  it('goes on past the end of a line and stops at points of a list', async () => {
    const found = await sentencesOf('The heart has four chambers that fill and\nempty in turn all day and all night long.\n• Atria receive blood from veins.\n• Ventricles pump blood.');
    expect(found.map((sentence) => sentence.text)).toEqual(['The heart has four chambers that fill and empty in turn all day and all night long.', 'Atria receive blood from veins.', 'Ventricles pump blood.']);
  });
  it('places every sentence on its page', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('A cell lives.', ' ', '\n', '“It is.”', 'Dr. No', '(x. Y)', '• one', '12.', 'ß', '😀'), { maxLength: 40 }), async (bits) => {
        const text = bits.join('');
        if (text.trim() === '') return;
        for (const sentence of await sentencesOf(text)) expect(text.slice(sentence.start, sentence.end)).toBe(sentence.raw);
      }),
    );
  });
});

describe('readSections', () => {
  const passage = (text: string) => ({ page: 1, start: 0, end: text.length, text, path: [] });
  it('finds titles and what stands below them where a document has no headings', () => {
    const sections = readSections({ title: '', mediaType: 'text/plain', pageKind: 'page', language: 'en', pages: [], headings: [], passages: ['Cells', 'A cell is a unit of life that can live by itself.', 'References', 'Gill, A. B. (1999). On fish. Pond Press.', 'Key Terms', 'cell: unit of life'].map(passage) });
    expect(sections.isTitle).toEqual([true, false, true, false, true, false]);
    expect(sections.isBack.map((back, i) => back && !sections.isTitle[i])).toEqual([false, false, false, true, false, false]);
    expect(sections.isGlossary).toEqual([false, false, false, false, false, true]);
  });
});
