import type { DraftQuestion, QuestionContent, SourceDocument } from '@studywright/core';
import { questionFault } from '@studywright/core';
import { describe, expect, it } from 'vitest';
import { ground } from '../../grounding.ts';
import type { ModelCall } from '../../model.ts';
import { createExtractiveModel } from '../index.ts';

const call: ModelCall = { signal: new AbortController().signal, onUsage: () => Promise.resolve() };

/** Paragraphs, a blank line between them, on one page; `# ` makes a heading. */
function documentOf(text: string, language: string): SourceDocument {
  const source: SourceDocument = { title: 'Notes', mediaType: 'text/plain', pageKind: 'page', language, pages: [], headings: [], passages: [] };
  let page = '';
  let path: string[] = [];
  for (const block of text.trim().split(/\n\s*\n/)) {
    const shown = block.replace(/^# /, '');
    const start = page === '' ? 0 : page.length + 1;
    page = page === '' ? shown : `${page}\n${shown}`;
    const place = { page: 1, start, end: start + shown.length, text: shown };
    if (shown !== block) {
      path = [shown];
      source.headings.push({ ...place, level: 1 });
    } else source.passages.push({ ...place, path: [...path] });
  }
  source.pages.push({ number: 1, text: page, ocr: false });
  return source;
}

type Of<K extends QuestionContent['kind']> = Extract<DraftQuestion, { kind: K }>;

async function questionsOf(text: string, language = 'en'): Promise<DraftQuestion[]> {
  const source = documentOf(text, language);
  const model = createExtractiveModel();
  const outline = await model.outline(source, call);
  const drafts = await Promise.all(outline.topics.map((_, topic) => model.draft(source, outline, topic, call)));
  const questions = drafts.flatMap((draft) => draft.questions);
  expect(ground(source, { cards: [], questions }).discarded).toEqual([]);
  for (const question of questions) expect(questionFault(question, 1_000)).toBeNull();
  return questions;
}

async function kindOf<K extends QuestionContent['kind']>(kind: K, text: string, language = 'en'): Promise<Of<K>[]> {
  const isOf = (question: DraftQuestion): question is Of<K> => question.kind === kind;
  return (await questionsOf(text, language)).filter(isOf);
}

const rocks = `
# Rocks

A mineral is a naturally occurring solid with an ordered crystal structure. Magma is molten rock that lies beneath the surface of the Earth. Lava is molten rock that has reached the surface through a volcano. Erosion is the removal of weathered material by wind, water or ice. Weathering is the breakdown of solid material at the place where it stands. A fault is a fracture along which two blocks have moved past each other. A glacier is a mass of ice that flows slowly downhill under its own weight. Sediment is loose material that settles out of water or air.

The main layers of the Earth are the crust, the mantle, and the core. Granite crystallises slowly several kilometres below the surface, and its grains grow large enough to be seen. The seismograph records ground motion with a heavy pendulum whose inertia keeps its pen at rest.

# Making Sandstone

First, a river carries sand grains into a shallow basin. Then the weight of younger layers presses the grains together. Finally, minerals from groundwater cement the grains into solid sandstone.

# Surveys

In 1815, William Smith published the first geological map of a whole country. Charles Lyell printed the first volume of his Principles in 1830. In 1912, Alfred Wegener proposed that continents drift across the surface of the globe.
`;

const zelle = `
# Ablauf der Proteinbiosynthese

Zuerst bindet die Polymerase an die DNA im Zellkern. Danach verlässt die fertige Boten-RNA den Kern durch eine Pore. Schließlich verknüpft das Ribosom die Aminosäuren zu einer langen Kette.

# Bestandteile

Ein Nukleotid besteht aus einem Zucker, einer Phosphatgruppe und einer Base. Zu den Zellorganellen gehören der Zellkern, das Mitochondrium und das Ribosom. Die Osmose ist die Diffusion von Wasser durch eine halbdurchlässige Membran. Die Photosynthese ist die Umwandlung von Lichtenergie in chemische Energie. Die Mutation ist eine dauerhafte Veränderung des Erbguts einer Zelle. Die Gärung ist der Abbau von Zucker ohne Beteiligung von Sauerstoff. Das Enzym ist ein Protein, das eine chemische Reaktion im Stoffwechsel beschleunigt.
`;

describe('questions of the built-in engine', () => {
  it('order what a text tells step by step', async () => {
    const found = await kindOf('ordering', rocks);
    expect(found.map(({ items }) => items)).toContainEqual(['A river carries sand grains into a shallow basin', 'The weight of younger layers presses the grains together', 'Minerals from groundwater cement the grains into solid sandstone']);
    expect(found.find(({ stem }) => stem.includes('Making Sandstone'))?.citation.quote).toMatch(/^First, a river .* solid sandstone\.$/);
  });

  it('order what happened by its years, which the items do not tell', async () => {
    const dated = (await kindOf('ordering', rocks)).find(({ items }) => items.some((item) => item.includes('Smith')));
    expect(dated?.items).toEqual(['William Smith published the first geological map of a whole country', 'Charles Lyell printed the first volume of his Principles', 'Alfred Wegener proposed that continents drift across the surface of the globe']);
    expect(dated?.explanation).toMatch(/1815[\s\S]*1830[\s\S]*1912/);
  });

  it('leave an order alone that the text does not give whole', async () => {
    expect(await kindOf('ordering', rocks.replace('First, a river', 'A river'))).toHaveLength(1);
    expect(await kindOf('ordering', rocks.replace('presses the grains', 'presses these grains'))).toHaveLength(1);
  });

  it('ask for all that a list names, among what it does not', async () => {
    const [list] = await kindOf('multiple', rocks);
    expect(list?.stem).toMatch(/main layers of the Earth/);
    expect(list?.options.filter((option) => option.correct).map(({ text }) => text).toSorted((a, b) => a.localeCompare(b))).toEqual(['Core', 'Crust', 'Mantle']);
    const wrong = list?.options.filter((option) => !option.correct) ?? [];
    expect(wrong.length).toBeGreaterThanOrEqual(2);
    for (const { text } of wrong) expect(list?.citation.quote.toLowerCase()).not.toContain(text.toLowerCase());
  });

  it('ask for no list whose members tell themselves by a word that they share', async () => {
    expect(await kindOf('multiple', rocks.replace('the crust, the mantle, and the core', 'igneous rock, sedimentary rock, and metamorphic rock'))).toEqual([]);
  });

  it('say of a wrong option what it is, in the words of the text', async () => {
    const wrong = (await kindOf('single', rocks)).flatMap(({ options }) => options.filter((option) => !option.correct && option.citation));
    expect(wrong.length).toBeGreaterThan(0);
    for (const { text, why, citation } of wrong) {
      expect(why?.toLowerCase()).toContain(text.toLowerCase());
      expect(rocks.replace(/\s+/g, ' ')).toContain(citation?.quote.replace(/\s+/g, ' '));
    }
  });

  it('correct a false statement by the sentence that it was made of', async () => {
    const all = (await Promise.all([rocks, zelle].map((text, index) => kindOf('trueFalse', text, index === 0 ? 'en' : 'de')))).flat();
    for (const { stem, answer, correction, citation } of all) {
      expect(answer).toBe(correction === null);
      expect(citation.quote.replace(/\s+/g, ' ')).toContain(answer ? stem : correction);
      expect(stem).not.toBe(correction);
    }
  });

  it('match terms with meanings of which none has the term in it', async () => {
    const found = await kindOf('matching', rocks);
    expect(found.length).toBeGreaterThan(0);
    for (const { pairs } of found) {
      expect(pairs.length).toBeGreaterThanOrEqual(4);
      for (const { left, right } of pairs) expect(right.toLowerCase()).not.toContain(left.toLowerCase());
    }
  });

  it('never offer what the stem names, nor two that are one, nor one of another number', async () => {
    for (const { stem, options } of await kindOf('single', rocks)) {
      expect(new Set(options.map(({ text }) => text.toLowerCase())).size).toBe(options.length);
      for (const { text } of options) expect(` ${stem.toLowerCase()} `).not.toMatch(new RegExp(`[^\\p{L}]${text.toLowerCase()}[^\\p{L}]`, 'u'));
    }
  });

  it('are asked in German of a German text', async () => {
    const questions = await questionsOf(zelle, 'de');
    const ordering = questions.find((question) => question.kind === 'ordering');
    expect(ordering).toMatchObject({ stem: 'Bringe diese Schritte in die richtige Reihenfolge: Ablauf der Proteinbiosynthese.', items: ['Die Polymerase bindet an die DNA im Zellkern', expect.stringContaining('Boten-RNA verlässt'), 'Das Ribosom verknüpft die Aminosäuren zu einer langen Kette'] });
    expect(questions.map(({ stem }) => stem).join('\n')).not.toMatch(/Which|Match|Put|Answer in/);
  });

  it('are the same every time', async () => {
    expect(await questionsOf(rocks)).toEqual(await questionsOf(rocks));
  });
});
