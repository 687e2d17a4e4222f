import type { Drafts, Explained, Made, ModelCall, More, Proposed, StudyModel } from '@studywright/ai';
import type { Citation, ExplainRequest, NoteDraft, NoteRequest, Outline, Passage, Place, SourceDocument } from '@studywright/core';

export interface ScriptedModel extends StudyModel {
  /** What was asked, in order: `outline`, `draft 0`, `draft 1`, …. */
  readonly asked: string[];
  /** Taken one by one by the next calls; each makes its call fail. */
  readonly failures: unknown[];
  /** Awaited at the start of each call, so that a test can hold the work at a place of its choice. */
  hold: (asked: string, call: ModelCall) => Promise<void>;
  /** Takes the place of what the model would compose. */
  note: ((source: SourceDocument, request: NoteRequest) => NoteDraft & Made) | null;
  /** Takes the place of what the model would draft of a topic. */
  drafts: ((source: SourceDocument, topic: number, more: More | undefined) => Drafts) | null;
  /** Takes the place of what it would propose to ask. */
  proposed: ((source: SourceDocument, place: Place) => Proposed) | null;
  /** Takes the place of what it would explain. */
  explained: ((source: SourceDocument, request: ExplainRequest) => Explained) | null;
}

/**
 * An engine that does what it is told: one topic for each highest heading, and of each passage one card and one
 * question whose quote is the passage.
 */
export function createScriptedModel(): ScriptedModel {
  const model: ScriptedModel = {
    engine: 'scripted',
    asked: [],
    failures: [],
    hold: () => Promise.resolve(),
    note: null,
    drafts: null,
    proposed: null,
    explained: null,
    translates: true,
    async outline(source, call) {
      await begin(model, 'outline', call);
      return outlineOf(source);
    },
    async draft(source, outline, topic, call, more) {
      await begin(model, `draft ${topic}`, call);
      return model.drafts?.(source, topic, more) ?? draftsOf(source, outline, topic);
    },
    async compose(source, request, call) {
      await begin(model, `compose ${request.kind}`, call);
      return model.note?.(source, request) ?? noteOf(source, request);
    },
    async ask(source, place, call) {
      await begin(model, `ask ${place.page}`, call);
      return model.proposed?.(source, place) ?? { questions: draftsOf(source, { terms: [], topics: [{ title: source.title, terms: [], passages: passagesAt(source, place) }] }, 0).questions };
    },
    async explain(source, request, call) {
      await begin(model, `explain ${request.words}`, call);
      return model.explained?.(source, request) ?? { statements: source.passages.slice(0, 1).map((passage) => ({ term: null, text: passage.text, citation: citationOf(passage) })), open: [] };
    },
  };
  return model;
}

async function begin(model: ScriptedModel, asked: string, call: ModelCall): Promise<void> {
  model.asked.push(asked);
  await model.hold(asked, call);
  if (model.failures.length > 0) throw model.failures.shift();
}

function outlineOf({ title, passages }: SourceDocument): Outline {
  const topics = new Map<string, number[]>();
  for (const [index, { path }] of passages.entries()) {
    const name = path[0] ?? title;
    topics.set(name, [...(topics.get(name) ?? []), index]);
  }
  return { terms: [...topics.keys()], topics: [...topics].map(([name, indexes]) => ({ title: name, terms: [name], passages: indexes })) };
}

function draftsOf(source: SourceDocument, outline: Outline, topic: number): Drafts {
  const { title, passages } = outline.topics[topic] ?? { title: '', passages: [] };
  const drafts: Drafts = { cards: [], questions: [] };
  for (const index of passages) {
    const passage = source.passages[index];
    if (!passage) continue;
    const citation = citationOf(passage);
    drafts.cards.push({ type: 'basic', front: `What does the passage “${passage.text.slice(0, 60)}” say?`, back: passage.text, topic: title, citation });
    drafts.questions.push({
      kind: 'single',
      stem: `Which is passage ${index + 1}?`,
      options: [{ text: passage.text, correct: true }, ...['Another', 'A third', 'None of these'].map((text) => ({ text, correct: false }))],
      explanation: passage.text,
      difficulty: 1,
      bloom: 'remember',
      tags: [],
      topic: title,
      citation,
    });
  }
  return drafts;
}

const passagesAt = ({ passages }: SourceDocument, { page, start, end }: Place) => passages.flatMap((passage, index) => (passage.page === page && passage.start < end && passage.end > start ? [index] : []));

/** Each passage is a statement, a definition, an entry, … of its own. */
function noteOf({ passages }: SourceDocument, { kind, passages: wanted }: NoteRequest): NoteDraft {
  const shown = passages.flatMap((passage, index) => (wanted === null || wanted.includes(index) ? [{ term: `Term ${index + 1}`, text: passage.text, path: passage.path, source: citationOf(passage), weight: 0.5 }] : []));
  switch (kind) {
    case 'notes':
      return { kind, keyPoints: [], sections: shown.map(({ text, path, source, weight }) => ({ title: path.at(-1) ?? 'Text', level: 1, statements: [{ text, source, weight }] })) };
    case 'cheatSheet':
      return { kind, definitions: shown.map(({ term, text, source, weight }) => ({ term, text, source, weight })), formulas: [], tables: [], dates: [] };
    case 'glossary':
      return { kind, entries: shown.map(({ term, text, source, weight }) => ({ term, aliases: [], definition: text, source, weight })) };
    case 'mnemonic':
      return { kind, items: shown.map(({ term, text, source, weight }) => ({ type: 'story' as const, title: term, cue: text, parts: [], source, weight })) };
    case 'conceptMap':
      return {
        kind,
        nodes: shown.map(({ term, weight }) => ({ key: term.toLowerCase(), label: term, weight })),
        edges: shown.slice(1).map(({ term, source, weight }, index) => ({ from: (shown[index]?.term ?? '').toLowerCase(), to: term.toLowerCase(), label: 'comes before', source, weight })),
      };
  }
}

function citationOf({ page, start, end, text }: Passage): Citation {
  return { page, start, end, quote: text };
}
