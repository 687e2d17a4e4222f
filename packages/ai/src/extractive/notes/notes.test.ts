import { noteDraft, noteKinds, type NoteDraft, type NoteKind, type NoteRequest, type SourceDocument } from '@studywright/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeDocument } from '../../../test/documents.ts';
import { groundNote } from '../../grounding-notes.ts';
import type { ModelCall } from '../../model.ts';
import { createExtractiveModel } from '../index.ts';

const call: ModelCall = { signal: new AbortController().signal, onUsage: () => Promise.resolve() };
const request = (kind: NoteKind, more: Partial<NoteRequest> = {}): NoteRequest => ({ kind, passages: null, length: 'long', language: null, place: null, ...more });

async function compose<Kind extends NoteKind>(source: SourceDocument, kind: Kind, more: Partial<NoteRequest> = {}): Promise<Extract<NoteDraft, { kind: Kind }>> {
  const made = await createExtractiveModel().compose(source, request(kind, more), call);
  const is = (draft: NoteDraft): draft is Extract<NoteDraft, { kind: Kind }> => draft.kind === kind;
  if (!is(made)) throw new Error(`This is no ${kind}.`);
  return made;
}

const cells = makeDocument('Cell biology', 'en', {
  Cells: [
    'A cell is the smallest unit of life that can copy itself. The cell membrane separates the inside of the cell from its surroundings. Robert Hooke named cells in 1665. It was a great surprise to everybody who heard of it.',
    'The nucleus contains the chromosomes. Ribosomes produce proteins. The mitochondrion is a kind of organelle. Mitochondria release energy from sugar by using oxygen. As shown in Figure 3, this is more than you think.',
  ],
  Respiration: [
    'Cellular respiration is the process by which a cell releases energy from glucose. The stages of cellular respiration are glycolysis, pyruvate oxidation, the citric acid cycle, and oxidative phosphorylation. Glycolysis splits glucose into two molecules of pyruvate.',
    'Fermentation is a way of releasing energy from glucose without oxygen. Fermentation produces lactate. Yeast cells use fermentation where oxygen is missing from their surroundings.',
  ],
  Energy: ['The energy of a moving body is reckoned as follows.\nE = 1/2 m v²\nwhere m is its mass.', 'Unit\tSymbol\tWhat it measures\nJoule\tJ\tenergy\nWatt\tW\tpower\nNewton\tN\tforce'],
  References: ['Alberts, B. (2002). Molecular Biology of the Cell. Garland Science is a publisher of books.'],
});

const zelle = makeDocument('Zellbiologie', 'de', {
  'Die Zelle': [
    'Die Zelle ist die kleinste lebende Einheit aller Organismen. Der Zellkern enthält die Chromosomen. Die Chromosomen bestehen aus Chromatin. Das Mitochondrium ist eine Art Organell. Der Zellkern steuert die Zelle.',
    'Unter Diffusion versteht man die Bewegung von Teilchen vom Ort hoher zum Ort niedriger Konzentration. Die Phasen der Mitose sind Prophase, Metaphase, Anaphase und Telophase. Die Zelle enthält Ribosomen. Chromatin und Ribosomen gehören zur Zelle.',
  ],
});

/** Terms are those that a text keeps speaking of. */
const organelles = makeDocument('Organelles', 'en', {
  Organelles: [
    'An organelle is a part of a cell that has a task of its own. The nucleus contains the chromosomes. A chromosome is a long molecule of DNA. The ribosome produces proteins. A ribosome is a small particle of the cytoplasm. The mitochondrion is a kind of organelle.',
    'A protein is a chain of amino acids. A mitochondrion is the organelle that releases energy from sugar. The nucleus is the organelle that holds every chromosome of the cell. Without ribosomes the cytoplasm would make no protein.',
  ],
});

const organelle = makeDocument('Organellen', 'de', {
  Organellen: [
    'Der Zellkern ist das größte Organell der Zelle. Der Zellkern enthält die Chromosomen. Die Chromosomen bestehen aus Chromatin. Chromatin ist ein Gemisch aus Eiweiß und Erbgut. Der Zellkern wird von einer Hülle umgeben. Bei der Teilung verdichtet sich das Chromatin.',
    'Jede Art hat eine feste Zahl der Chromosomen. Vor der Teilung werden die Chromosomen verdoppelt. Ohne den Zellkern stirbt die Zelle nach einiger Zeit. Das Chromatin liegt im Zellkern.',
  ],
});

describe('notes', () => {
  it('say under the headings of the text, in their order, what the text says', async () => {
    const { sections, keyPoints } = await compose(cells, 'notes');
    expect(sections.map(({ title }) => title)).toEqual(['Cells', 'Respiration']);
    const texts = [...keyPoints, ...sections.flatMap(({ statements }) => statements)].map(({ text }) => text);
    expect(texts).toContain('A cell is the smallest unit of life that can copy itself.');
    expect(texts.join('\n')).not.toMatch(/Figure|It was|Garland|you think/);
  });

  it('grow with the length that was asked for', async () => {
    const text = makeDocument('Long', 'en', Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`Part ${n}`, Array.from({ length: 6 }, (_x, p) => `Process ${n}.${p} is a method by which system ${n} moves matter from store ${p} to another store. System ${n} needs energy of kind ${p} for each of its methods. Losses of store ${p} are made good by system ${n} within one cycle.`)])));
    const words = async (length: NoteRequest['length']) => (await compose(text, 'notes', { length })).sections.flatMap(({ statements }) => statements).length;
    const [short, medium, long] = [await words('short'), await words('medium'), await words('long')];
    expect(short).toBeGreaterThan(0);
    expect(medium).toBeGreaterThan(short);
    expect(long).toBeGreaterThan(medium);
  });

  it('are about the passages that were chosen alone', async () => {
    const { sections } = await compose(cells, 'notes', { passages: [2, 3] });
    expect(sections.map(({ title }) => title)).toEqual(['Respiration']);
  });
});

describe('a cheat sheet', () => {
  it('has definitions, formulas, tables and dates as they stand there', async () => {
    const sheet = await compose(cells, 'cheatSheet');
    expect(sheet.definitions.find(({ term }) => term === 'fermentation')).toMatchObject({ text: 'A way of releasing energy from glucose without oxygen' });
    expect(sheet.formulas).toMatchObject([{ text: 'E = 1/2 m v²', source: { quote: 'E = 1/2 m v²' } }]);
    expect(sheet.tables.map(({ rows }) => rows)).toEqual([[['Unit', 'Symbol', 'What it measures'], ['Joule', 'J', 'energy'], ['Watt', 'W', 'power'], ['Newton', 'N', 'force']]]);
    expect(sheet.dates).toMatchObject([{ when: '1665', text: 'Robert Hooke named cells in 1665.' }]);
  });

  it('takes no program for a formula', async () => {
    const { formulas } = await compose(makeDocument('Code', 'en', { Loops: ['for (let i = 0; i < n; i++) {\ntotal = total + values[i];\n}\nx == 1\nname = "Ada"\nself.count = self.count + 1'] }), 'cheatSheet');
    expect(formulas).toEqual([]);
  });
});

describe('a glossary', () => {
  it('says of each term what the text says that it is', async () => {
    const { entries } = await compose(cells, 'glossary');
    expect(entries.find(({ term }) => /^cellular respiration$/i.test(term))?.definition).toBe('The process by which a cell releases energy from glucose');
    const german = await compose(zelle, 'glossary');
    expect(german.entries.find(({ term }) => term === 'Diffusion')?.definition).toBe('Die Bewegung von Teilchen vom Ort hoher zum Ort niedriger Konzentration');
  });
});

describe('mnemonics', () => {
  const stages = /^(\p{L})\S*\s(\p{L})\S*\s(\p{L})\S*\s(\p{L})\S*\.$/u;

  it('begin with the letters of a list, in its order', async () => {
    const { items } = await compose(cells, 'mnemonic');
    expect(items).toMatchObject([{ title: 'The stages of cellular respiration', type: 'acrostic', parts: [{ means: 'glycolysis' }, { means: 'pyruvate oxidation' }, { means: 'citric acid cycle' }, { means: 'oxidative phosphorylation' }] }]);
    expect(stages.exec(items[0]?.cue ?? '')?.slice(1).map((letter) => letter.toLowerCase())).toEqual(['g', 'p', 'c', 'o']);
  });

  it('are about people with names from where the student lives, in the language of the text', async () => {
    const named = async (place: string | null, source = cells) => (await compose(source, 'mnemonic', { place })).items[0]?.cue.split(' ')[0];
    expect(await named('IN')).toBe('Gauri');
    expect(await named('NG')).toBe('Grace');
    expect(await named('BR')).toBe('Gabriela');
    const german = await compose(zelle, 'mnemonic');
    expect(german.items[0]?.cue).toMatch(/^Paula \p{Ll}+ \p{Ll}+ \p{Lu}\p{L}+\.$/u);
  });

  it('are a word where the order does not matter and the letters make one', async () => {
    const { items } = await compose(makeDocument('Lakes', 'en', { Lakes: ['The five great lakes are Superior, Michigan, Huron, Erie, and Ontario. Water of the great lakes flows to the sea.'] }), 'mnemonic');
    expect(items).toMatchObject([{ type: 'acronym', cue: 'HOMES', parts: [{ cue: 'H', means: 'Huron' }, { cue: 'O', means: 'Ontario' }, { cue: 'M', means: 'Michigan' }, { cue: 'E', means: 'Erie' }, { cue: 'S', means: 'Superior' }] }]);
  });

  it('are not made where there is no list', async () => {
    expect((await compose(makeDocument('Prose', 'en', { Cells: ['A cell is a unit of life. It lives, and it grows.'] }), 'mnemonic')).items).toEqual([]);
  });
});

describe('a concept map', () => {
  const read = ({ nodes, edges }: Extract<NoteDraft, { kind: 'conceptMap' }>) => {
    const labels = new Map(nodes.map(({ key, label }) => [key, label]));
    return edges.map(({ from, label, to }) => `${labels.get(from)} ${label} ${labels.get(to)}`);
  };

  it('has the relations that sentences name', async () => {
    const found = read(await compose(organelles, 'conceptMap'));
    expect(found).toEqual(expect.arrayContaining(['nucleus contains chromosome', 'ribosome produces protein', 'mitochondrion is a kind of organelle']));
  });

  it('reads German sentences as well', async () => {
    const found = read(await compose(organelle, 'conceptMap'));
    expect(found).toEqual(expect.arrayContaining(['Zellkern enthält Chromosomen', 'Chromosomen bestehen aus Chromatin']));
  });

  it('states nothing that is doubted or denied', async () => {
    const found = read(await compose(makeDocument('Doubt', 'en', { Glands: ['The thyroid does not regulate the pancreas. The thyroid may inhibit the pituitary gland. The pituitary gland controls the thyroid. The pancreas produces insulin. Insulin and the thyroid and the pituitary gland and the pancreas matter to the body.'] }), 'conceptMap'));
    expect(found).toContain('pituitary gland controls thyroid');
    expect(found.join('\n')).not.toMatch(/regulate|inhibit/);
  });
});

describe('whatever the document', () => {
  const faults = async (source: SourceDocument): Promise<string[]> => {
    const found: string[] = [];
    for (const kind of noteKinds) {
      const made = await createExtractiveModel().compose(source, request(kind), call);
      if (!noteDraft.safeParse(made).success) found.push(`${kind} is not well formed`);
      if (groundNote(source, made).discarded > 0) found.push(`${kind} cites what is not there`);
    }
    return found;
  };
  const one = (text: string, language: string): SourceDocument => ({ title: 'x', mediaType: 'text/plain', pageKind: 'page', language, pages: [{ number: 1, text, ocr: false }], headings: [], passages: text === '' ? [] : [{ page: 1, start: 0, end: text.length, text, path: [] }] });

  it.each([
    ['nothing', '', 'und'],
    ['a line without end', 'a'.repeat(300_000), 'en'],
    ['equals signs', 'a = '.repeat(60_000), 'en'],
    ['tabs', 'a\tb\tc\n'.repeat(20_000), 'en'],
    ['commas', 'The parts are a, b, '.repeat(10_000), 'en'],
    ['years', 'In 1999 and in 2001 Ada wrote. '.repeat(3_000), 'en'],
    ['one sentence again and again', 'The cell is the smallest unit of life that can live by itself. '.repeat(2_000), 'en'],
    ['Chinese', '细胞是生物体的基本结构和功能单位。细胞膜控制物质进出细胞。细胞核含有遗传物质。'.repeat(60), 'zh'],
    ['French', 'La cellule est la plus petite unité de la vie. La membrane contient des protéines. Les protéines traversent la membrane de la cellule. '.repeat(20), 'fr'],
  ])('%s gives something sound', async (_, text, language) => {
    expect(await faults(one(text, language))).toEqual([]);
  });

  it('words, marks and line ends in any order do', async () => {
    expect.hasAssertions();
    const bit = fc.constantFrom('A cell', 'is a', 'kind of', 'consists of', 'the membrane', ', which', 'contains', 'E = m c²', '\t', ': ', '; ', '. ', '.\n', '\n\n', 'the nucleus, the ribosome, and the vacuole', 'In 1848', '(', ')', '• ', '\u00ad', '中');
    await fc.assert(
      fc.asyncProperty(fc.array(bit, { minLength: 10, maxLength: 120 }), async (bits) => {
        expect(await faults(one(bits.join(' '), 'en'))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('the same comes out each time', async () => {
    for (const kind of noteKinds) expect(await compose(structuredClone(cells), kind, { place: 'IN' })).toEqual(await compose(cells, kind, { place: 'IN' }));
  });
});
