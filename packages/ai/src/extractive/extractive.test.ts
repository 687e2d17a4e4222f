import type { DraftCard, DraftQuestion, Outline, SourceDocument } from '@studywright/core';
import { clozeGap, outline as outlineSchema, draftCard, draftQuestion } from '@studywright/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ground } from '../grounding.ts';
import type { ModelCall } from '../model.ts';
import { createExtractiveModel } from './index.ts';
import { isPlural } from './words.ts';

const call: ModelCall = { signal: new AbortController().signal, onUsage: () => Promise.resolve() };

/** Paragraphs, a blank line between them, on pages of three; `# ` makes a heading. */
function documentOf(text: string, language = 'en', headings = true): SourceDocument {
  const source: SourceDocument = { title: 'Notes', mediaType: 'text/plain', pageKind: 'page', language, pages: [], headings: [], passages: [] };
  let path: string[] = [];
  const blocks = text.trim().split(/\n\s*\n/);
  for (let first = 0; first < blocks.length; first += 3) {
    const number = source.pages.length + 1;
    let page = '';
    for (const block of blocks.slice(first, first + 3)) {
      const titled = block.startsWith('# ');
      const shown = titled ? block.slice(2) : block;
      const start = page === '' ? 0 : page.length + 1;
      page = page === '' ? shown : `${page}\n${shown}`;
      const place = { page: number, start, end: start + shown.length, text: shown };
      if (titled && headings) {
        path = [shown];
        source.headings.push({ ...place, level: 1 });
      } else source.passages.push({ ...place, path: [...path] });
    }
    source.pages.push({ number, text: page, ocr: false });
  }
  return source;
}

interface Made {
  outline: Outline;
  cards: DraftCard[];
  questions: DraftQuestion[];
}

async function make(source: SourceDocument): Promise<Made> {
  const model = createExtractiveModel();
  const outline = await model.outline(source, call);
  const cards: DraftCard[] = [];
  const questions: DraftQuestion[] = [];
  for (const [topic] of outline.topics.entries()) {
    const drafts = await model.draft(source, outline, topic, call);
    cards.push(...drafts.cards);
    questions.push(...drafts.questions);
  }
  return { outline, cards, questions };
}

const contracts = `
# Forming a Contract

A contract is a legally enforceable agreement between two or more parties. An offer is a statement of the terms on which the offeror is willing to be bound. Acceptance is the unqualified assent to the terms of an offer. The person who makes the offer is called the offeror, and the person to whom it is made is called the offeree.

A unilateral contract arises when one party makes a promise in exchange for an act. An invitation to treat is an expression of willingness to negotiate. The English Court of Appeal decided Carlill v Carbolic Smoke Ball Co in 1893. Consideration refers to something of value that is
exchanged between the parties (Figure 3). You should now ask yourself whether this makes sense to you.

# Ending a Contract

A breach of contract occurs when one party fails to perform an obligation under the contract. Damages are a sum of money awarded to compensate the injured party. Specific performance is an equitable remedy that orders the defaulting party to perform the contract. Rescission is the setting aside of a contract (Treitel, 2003).

Frustration is the automatic discharge of a contract when an unforeseen event makes performance impossible. Expectation damages put the claimant in the position of full performance. The duty to take reasonable steps to reduce a loss is known as the duty to mitigate. It applies to every claimant.

# Review Questions

What is a breach of contract? A penalty clause is a question for the reader to think about at home.

# References

Treitel, G. H. (2003). The Law of Contract. Sweet & Maxwell is a publisher of law books in London.
`;

const cells = `
# Die Zelle

Die Zelle ist die kleinste lebende Einheit aller Organismen. Unter dem Zellkern versteht man ein von einer Doppelmembran umgebenes Organell. Mitochondrien sind die Kraftwerke der Zelle. In den Mitochondrien läuft die Zellatmung ab. Die Umwandlung von Lichtenergie in chemische Energie wird als Photosynthese bezeichnet. Die Diffusion von Wasser durch eine semipermeable Membran nennt man Osmose. Als Diffusion bezeichnet man die Bewegung von Teilchen vom Ort hoher zum Ort niedriger Konzentration.
`;

const heart = `
# The Heart

There are three types of blood vessels: arteries, veins, and capillaries. The two phases of the cardiac cycle are systole and diastole. Unlike arteries, veins have thin walls with little muscle. William Harvey described the circulation of the blood in 1628.

Arteries carry blood away from the heart. Veins carry blood back to the heart. The cardiac cycle is the time from one heartbeat to the next. Heart valves are flaps that keep blood from flowing back.

Blood clotting happens in three steps. First, the damaged vessel becomes narrow. Then platelets stick to the wall of the vessel. Finally, fibrin closes the wound.

The functions of the heart valves are:
• to let blood pass in one direction
• to keep blood from flowing back
`;

const reflexes = `
# Reflexes

A reflex is a fast response to a stimulus that needs no thought. A reflex arc is the path that a nerve impulse follows from a receptor to a muscle. A reflex arc consists of a receptor, a sensory neuron, a motor neuron, and a muscle.

A conditioned reflex is a reflex that has been learned. For example, a dog learns to jump at the sound of a whistle. The whistle becomes the stimulus of the conditioned reflex.

At point A, the nerve impulse reaches the motor neuron. A sensory neuron carries the nerve impulse to the spinal cord. Except for the sensory neuron, they carry the nerve impulse to a muscle. A motor neuron works on the same principle as nothing else does, and a sensory neuron works on the same principle.

A trainer taught a conditioned reflex to a dog. The trainer rewarded the conditioned reflex with food. The speed of a nerve impulse is v = s / t in a motor neuron.
`;

const herz = `
# Das Herz

Es gibt drei Arten von Blutgefäßen: Arterien, Venen und Kapillaren. Das Blut besteht aus Plasma, Blutzellen und Blutplättchen. Arterien führen das Blut vom Herzen weg, während Venen das Blut zum Herzen führen.

Arterien haben dicke Wände. Venen haben dünne Wände und Klappen. Das Blut fließt durch alle Blutgefäße des Körpers. Als Diffusion bezeichnet man die Bewegung von Teilchen vom Ort hoher zum Ort niedriger Konzentration.
`;

const basic = (cards: DraftCard[], term: string) => cards.find((card) => card.type === 'basic' && new RegExp(`\\b${term}\\b`, 'i').test(card.front));

const tubes = `
# Digestion

The small intestine is the longest part of the digestive tube, in which most nutrients are absorbed. The wall of the small intestine is folded. Enzymes of the pancreas enter the small intestine through a duct.

The large intestine is the part of the digestive tube in which water is drawn from what is left. Bacteria live in the large intestine. The large intestine has no folds of that kind. A large meal takes hours. The large meal of the evening takes longer, and a large meal with much fat longest.
`;

describe('the built-in engine', () => {
  it('asks without an article for what the text explains without one, however often it is counted elsewhere', async () => {
    const { cards } = await make(documentOf('Erosion is the set of processes that wear away the land and carry it to the sea. An erosion that lasts for ages leaves a plain. Farmers fear an erosion of their fields, and erosions of the coast.'));
    expect(cards.map(({ front }) => front)).toContain('What is erosion?');
  });

  it('takes a word of size for a part of a name where the text explains the whole as one', async () => {
    const { outline, cards } = await make(documentOf(tubes));
    expect(outline.terms).toEqual(expect.arrayContaining(['small intestine', 'large intestine']));
    expect(outline.terms).not.toContain('large meal');
    expect(cards.map(({ front }) => front)).toContain('What is the small intestine?');
  });

  it('asks what the terms of a text are, and answers in its words', async () => {
    const { cards, outline } = await make(documentOf(contracts));
    expect(basic(cards, 'rescission')).toMatchObject({ front: 'What is rescission?', back: 'The setting aside of a contract', topic: 'Ending a Contract' });
    expect(basic(cards, 'offeree')).toMatchObject({ back: 'The person to whom it is made' });
    expect(basic(cards, 'breach of contract')).toMatchObject({ front: 'When does a breach of contract occur?', back: 'When one party fails to perform an obligation under the contract' });
    expect(basic(cards, 'damages')).toMatchObject({ front: 'What are damages?' });
    expect(outline.terms).toEqual(expect.arrayContaining(['contract', 'rescission', 'acceptance', 'offeror']));
  });

  it('takes topics from headings and every passage that teaches into one of them', async () => {
    const source = documentOf(contracts);
    const { outline } = await make(source);
    expect(outlineSchema.parse(outline).topics.map((topic) => topic.title)).toEqual(['Forming a Contract', 'Ending a Contract']);
    expect(outline.topics.flatMap((topic) => topic.passages)).toEqual([0, 1, 2, 3]);
  });

  it('leaves review questions, references and talk to the reader alone', async () => {
    for (const headings of [true, false]) {
      const { cards, questions } = await make(documentOf(contracts, 'en', headings));
      const quotes = [...cards, ...questions].map((item) => item.citation.quote).join('\n');
      expect(quotes).not.toMatch(/penalty clause|Sweet & Maxwell|ask yourself/);
      expect(cards.map((card) => card.front + card.back).join('\n')).not.toMatch(/Figure|Treitel/);
    }
  });

  it('quotes the page to the character, also across a line break', async () => {
    const source = documentOf(contracts);
    const { cards, questions } = await make(source);
    expect(ground(source, { cards, questions }).discarded).toEqual([]);
    const wrapped = cards.find((card) => card.citation.quote.includes('that is\nexchanged'));
    expect(wrapped?.front + (wrapped?.back ?? '')).not.toContain('\n');
    expect(wrapped).toBeDefined();
  });

  it('gives the same from an outline that was stored and read back in another process', async () => {
    const first = await make(documentOf(contracts));
    const model = createExtractiveModel();
    const source = documentOf(contracts);
    const stored = outlineSchema.parse(JSON.parse(JSON.stringify(first.outline)));
    const last = await model.draft(source, stored, 1, call);
    expect(last.cards).toEqual(first.cards.filter((card) => card.topic === 'Ending a Contract'));
    expect(last.questions).toEqual(first.questions.filter((question) => question.topic === 'Ending a Contract'));
    expect(await make(documentOf(contracts))).toEqual(first);
  });

  it('gives wrong options that are of the kind of the right one and not true', async () => {
    const { questions: all } = await make(documentOf(contracts));
    const questions = all.filter((question) => question.kind === 'single');
    expect(questions.length).toBeGreaterThan(1);
    for (const question of questions) {
      const right = question.options.filter((option) => option.correct).map((option) => option.text);
      expect(right).toHaveLength(1);
      expect(question.options.length).toBeGreaterThanOrEqual(3);
      expect(new Set(question.options.map((option) => isPlural(option.text))).size).toBe(1);
      for (const { text, correct } of question.options) {
        if (!correct) expect(` ${question.stem.toLowerCase()} `).not.toContain(` ${text.toLowerCase()} `);
      }
      expect(question.stem.toLowerCase()).not.toContain(right[0]?.toLowerCase());
    }
  });

  it('reads entries of a glossary', async () => {
    const entries = ['Node: an element of a tree that holds a value', 'Leaf: a node that has no children', 'Root – the topmost node of a tree'];
    const { cards } = await make(documentOf(`# Trees\n\nA binary tree is a tree in which every node has at most two children. A traversal visits each node once. Trees are used to store sorted keys.\n\n# Glossary\n\n${entries.join('\n\n')}`));
    expect(basic(cards, 'leaf')).toMatchObject({ front: 'What is a leaf?', back: 'A node that has no children', citation: { quote: entries[1] } });
  });

  it('asks a meaning for its term, after the term was asked for its meaning, and calls the two siblings', async () => {
    const { cards } = await make(documentOf(contracts));
    const [term] = cards.filter((card) => card.kind === 'term' && card.back === 'Damages');
    expect(term?.front).toBe('What is the term for a sum of money awarded to compensate the injured party?');
    const definition = cards.find((card) => card.kind === 'definition' && card.sibling === term?.sibling);
    expect(definition?.front).toBe('What are damages?');
    expect(cards.findIndex((card) => card === definition)).toBeLessThan(cards.findIndex((card) => card === term));
    // The meaning of these has the term in it, or is too short to be the meaning of one thing only.
    expect(cards.filter((card) => card.kind === 'term').map(({ back }) => back)).not.toEqual(expect.arrayContaining([expect.stringMatching(/Acceptance|Rescission/)]));
  });

  it('asks for lists, steps in their order and differences', async () => {
    const { cards } = await make(documentOf(heart));
    const byKind = (kind: DraftCard['kind']) => cards.filter((card) => card.kind === kind).map(({ front, back }) => [front, back]);
    expect(byKind('list')).toEqual(
      expect.arrayContaining([
        ['Which three types of blood vessels are there?', '• Arteries\n• Veins\n• Capillaries'],
        ['What are the functions of the heart valves?', '• To let blood pass in one direction\n• To keep blood from flowing back'],
      ]),
    );
    expect(byKind('process')).toEqual(
      expect.arrayContaining([
        ['What are the two phases of the cardiac cycle, in order?', '1. Systole\n2. Diastole'],
        ['What are the steps of blood clotting, in order?', '1. The damaged vessel becomes narrow\n2. Platelets stick to the wall of the vessel\n3. Fibrin closes the wound'],
      ]),
    );
    expect(byKind('comparison')).toEqual([['How do veins differ from arteries?', 'Veins have thin walls with little muscle']]);
    expect(byKind('number')).toEqual([[expect.stringContaining('[…]'), '1628']]);
  });

  it('makes no gap in what needs the sentences around it', async () => {
    const { cards } = await make(documentOf(reflexes));
    const fronts = cards.map(({ front, back }) => `${front} ${back}`).join('\n');
    // An example, a point of a picture, a thing brought in before, a pronoun for the gap, "the same" as what, a formula.
    expect(fronts).not.toMatch(/whistle|At point A|The trainer|Except for|on the same principle|=/);
    expect(fronts).toContain('What does a reflex arc consist of?');
    expect(cards.filter(({ type }) => type === 'cloze').length).toBeGreaterThan(1);
  });

  it('asks in German for lists and differences', async () => {
    const { cards } = await make(documentOf(herz, 'de'));
    const asked = cards.filter((card) => card.kind === 'list' || card.kind === 'comparison' || card.kind === 'term').map(({ front, back }) => [front, back]);
    expect(asked).toEqual(
      expect.arrayContaining([
        ['Welche drei Arten von Blutgefäßen gibt es?', '• Arterien\n• Venen\n• Kapillaren'],
        ['Woraus besteht das Blut?', '• Plasma\n• Blutzellen\n• Blutplättchen'],
        ['Worin unterscheiden sich Arterien und Venen?', 'Arterien führen das Blut vom Herzen weg, während Venen das Blut zum Herzen führen'],
        ['Welcher Begriff ist gemeint: „Die Bewegung von Teilchen vom Ort hoher zum Ort niedriger Konzentration“?', 'Diffusion'],
      ]),
    );
  });

  it('asks in German what a German text explains', async () => {
    const source = documentOf(cells, 'de');
    const { cards, questions } = await make(source);
    expect(basic(cards, 'Osmose')).toMatchObject({ front: 'Was versteht man unter „Osmose“?', back: 'Die Diffusion von Wasser durch eine semipermeable Membran' });
    expect(basic(cards, 'Photosynthese')).toMatchObject({ back: 'Die Umwandlung von Lichtenergie in chemische Energie' });
    expect(ground(source, { cards, questions }).discarded).toEqual([]);
    expect(cards.map((card) => card.front).join(' ')).not.toMatch(/What|Which/);
  });

  it('stops when it is told to', async () => {
    const call = { signal: AbortSignal.abort(new Error('enough')), onUsage: () => Promise.resolve() };
    await expect(createExtractiveModel().outline(documentOf(contracts), call)).rejects.toThrow('enough');
  });
});

/** What is wrong with the items made of a document, for any document whatsoever: nothing may be. */
async function faults(source: SourceDocument, made?: Made): Promise<string[]> {
  const { cards, questions, outline } = made ?? (await make(source));
  const found: string[] = [];
  const check = (good: boolean, what: string) => {
    if (!good) found.push(what);
  };
  check(outlineSchema.safeParse(outline).success, 'outline');
  for (const { text, reason } of ground(source, { cards, questions }).discarded) found.push(`${reason}: ${text}`);
  check(new Set(cards.map((card) => card.front)).size === cards.length, 'two cards of one front');
  check(new Set(questions.map((question) => question.stem)).size === questions.length, 'two questions of one stem');
  for (const card of cards) {
    check(draftCard.safeParse(card).success, `card: ${card.front}`);
    if (card.type !== 'cloze') continue;
    const words = card.front.replace(clozeGap, ' ').toLowerCase().split(/[^\p{L}\p{N}]+/u);
    check(card.front.split(clozeGap).length === 2 && !words.includes(card.back.toLowerCase()), `gap: ${card.front}`);
  }
  for (const question of questions) check(draftQuestion.safeParse(question).success, `question: ${question.stem}`);
  const owned = outline.topics.flatMap((topic) => topic.passages);
  check(new Set(owned).size === owned.length && owned.every((index) => index < source.passages.length), 'passages of topics');
  return found;
}

const one = (text: string, language = 'en'): SourceDocument => ({
  title: 'x', mediaType: 'text/plain', pageKind: 'page', language, pages: [{ number: 1, text, ocr: false }], headings: [], passages: text === '' ? [] : [{ page: 1, start: 0, end: text.length, text, path: [] }],
});

describe('documents that are hard to read', () => {
  const nothing: [string, string][] = [
    ['an empty page', ''],
    ['a line of one letter', 'a'.repeat(1_000_000)],
    ['brackets', '('.repeat(300_000)],
    ['white space', ' \n'.repeat(500_000)],
    ['open years', '(1999, '.repeat(60_000)],
    ['commas', ', and '.repeat(60_000)],
    ['hyphens', 'a-'.repeat(200_000)],
    ['abbreviations', 'e.g. '.repeat(80_000)],
    ['a table of numbers', Array.from({ length: 5000 }, (_, i) => `${i}\t${i * i}\t${i / 7}`).join('\n')],
    ['code', 'function add(a, b) { return a + b; }\nconst sum = add(1, 2);\n'.repeat(400)],
    ['words of no language', 'Zxcv qwer asdf jkl. Poiu lkjh mnbv tzu. '.repeat(200)],
    ['broken characters', '\u0000\u0001\uD800 \uFFFF. '.repeat(2000)],
  ];
  it.each(nothing)('make nothing of %s', async (_, text) => {
    const made = await make(one(text, 'und'));
    expect([...made.cards, ...made.questions]).toEqual([]);
    expect(await faults(one(text, 'und'), made)).toEqual([]);
  });

  it.each([
    ['one sentence again and again', 'The cell is the smallest unit of life that can live by itself. '.repeat(3000), 'en'],
    ['capitals', 'THE CELL IS A UNIT OF LIFE THAT CAN LIVE BY ITSELF. '.repeat(200), 'en'],
    ['Chinese', '细胞是生物体的基本结构和功能单位。细胞膜控制物质进出细胞。细胞核含有遗传物质。'.repeat(60), 'zh'],
    ['Arabic', 'الخلية هي الوحدة الأساسية للحياة في جميع الكائنات الحية. تحتوي النواة على المادة الوراثية للخلية. '.repeat(40), 'ar'],
    ['a language that is not one', 'The cell is a unit of life. A tissue is a group of cells.', 'xx-none'],
  ])('stay sound for %s', async (_, text, language) => {
    expect(await faults(one(text, language))).toEqual([]);
  });

  it('believe the page where a passage says otherwise', async () => {
    const source = one('A tort is a civil wrong that causes harm to a person.');
    source.passages = [{ page: 1, start: 5, end: 900, text: 'A lie is told here.', path: [] }, { page: 9, start: 0, end: 9, text: 'Nowhere.', path: [] }];
    expect(await faults(source)).toEqual([]);
  });

  it('stay sound whatever words, marks and line ends a text has', async () => {
    expect.hasAssertions();
    const bit = fc.constantFrom('A cell', 'is a', 'unit of life', 'called', 'the membrane', ', which', 'contains', '(Figure 2)', '(Smith, 1999)', '—', ':', '; ', '. ', '.\n', '\n', '\n\n', '“', '”', '(', ')', '[…]', 'osmosis', 'Osmosis refers to', '1848', 'known as', 'This is', 'or', '\t', '• ', 'é', '中', '\u00ad', '’s');
    await fc.assert(
      fc.asyncProperty(fc.array(bit, { minLength: 20, maxLength: 160 }), async (bits) => {
        expect(await faults(documentOf(`# Cells\n\n${bits.join(' ')}`))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
