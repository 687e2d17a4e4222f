import type { SourceDocument } from '@studywright/core';
import { expect, it } from 'vitest';
import { analyse } from '../analysis.ts';
import type { Definition } from '../definition.ts';
import { wrongOption } from './options.ts';

const text = 'A blight is a disease of plants.';
const source: SourceDocument = { title: 'Farming', mediaType: 'text/plain', pageKind: 'page', language: 'en', pages: [{ number: 1, text, ocr: false }], headings: [], passages: [{ page: 1, start: 0, end: text.length, text, path: [] }] };

async function whyOf(relation: Definition['relation'], answer: string, strength = 0.8) {
  const term = { key: 'blight', text: 'blight', score: 1, words: ['blight'], mentions: [], name: false, aliases: [] };
  const definition: Definition = { key: 'blight', term: 'blight', article: 'a', relation, asked: '', answer, sentences: [0], strength, aliases: [] };
  return wrongOption('Blight', { term, definitions: [definition] }, source, await analyse(source)).why;
}

it('tells of a wrong option what it is, or what is said of it in words that say how', async () => {
  expect(await whyOf('is', 'a disease of plants')).toBe('Blight: a disease of plants');
  expect(await whyOf('caused', 'a fungus that lives in wet soil')).toBe('Blight: caused by a fungus that lives in wet soil');
  expect(await whyOf('located', 'on the lower leaves')).toBe('Blight: located on the lower leaves');
});

it('tells nothing where it is not sure, or what is said is no meaning', async () => {
  expect(await whyOf('is', 'a disease of plants', 0.3)).toBeUndefined();
  expect(await whyOf('before', 'Although many spots are harmless, some spread')).toBeUndefined();
  expect(await whyOf('does', 'destroys the leaves')).toBeUndefined();
});
