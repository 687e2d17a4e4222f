import type { ExplainRequest, Explanation, NoteDraft, NoteRequest, Outline, Place, SourceDocument } from '@studywright/core';
import type { Drafts, ModelCall, More, Proposed, StudyModel } from '../model.ts';
import { analyse } from './analysis.ts';
import type { Analysis } from './analysis.ts';
import { askAbout } from './ask.ts';
import { planCards } from './cards.ts';
import { explainWords } from './explain.ts';
import { composeNote } from './notes/index.ts';
import { bestCards, ofEachKind, planMore, type Plan } from './more.ts';
import { planQuestions } from './questions/index.ts';
import { makeTopics } from './topics.ts';

const plans = new WeakMap<Analysis, Plan>();

/**
 * The built-in engine: the same document always gives the same outline, cards and questions, with no network and no model.
 * Everything is planned for the whole document and handed out by topic, so no two topics share an item, and a draft in
 * another process, from an outline read back, gives what it would have given here.
 */
export function createExtractiveModel(): StudyModel {
  return {
    engine: 'extractive',
    translates: false,
    async outline(source: SourceDocument, call: ModelCall): Promise<Outline> {
      call.signal.throwIfAborted();
      const analysis = await analyse(source);
      call.signal.throwIfAborted();
      return { terms: analysis.keyTerms.map((term) => term.text), topics: makeTopics(source, analysis) };
    },
    async draft(source: SourceDocument, outline: Outline, topic: number, call: ModelCall, more?: More): Promise<Drafts> {
      call.signal.throwIfAborted();
      const wanted = outline.topics[topic];
      if (!wanted) return { cards: [], questions: [] };
      const analysis = await analyse(source);
      call.signal.throwIfAborted();
      const plan = more ? planMore(source, analysis, more) : planOf(source, analysis);
      const owners = new Map<number, number>();
      for (const [index, { passages }] of outline.topics.entries()) for (const passage of passages) if (!owners.has(passage)) owners.set(passage, index);
      const cards = plan.cards.filter((card) => owners.get(card.sentence.passage) === topic);
      const questions = plan.questions.filter((question) => owners.get(question.passage) === topic);
      return {
        cards: (more ? bestCards(cards, more.cards) : cards).map(({ type, kind, sibling, front, back, citation }) => ({ type, kind, ...(sibling !== undefined && { sibling }), front, back, topic: wanted.title, citation })),
        questions: (more ? ofEachKind(questions, more.questions) : questions).map(({ passage: _, ...question }) => ({ ...question, topic: wanted.title })),
      };
    },
    async compose(source: SourceDocument, request: NoteRequest, call: ModelCall): Promise<NoteDraft> {
      call.signal.throwIfAborted();
      const analysis = await analyse(source);
      call.signal.throwIfAborted();
      return composeNote(source, analysis, request);
    },
    async ask(source: SourceDocument, place: Place, call: ModelCall): Promise<Proposed> {
      call.signal.throwIfAborted();
      const analysis = await analyse(source);
      call.signal.throwIfAborted();
      return { questions: askAbout(source, analysis, planOf(source, analysis), place) };
    },
    async explain(source: SourceDocument, request: ExplainRequest, call: ModelCall): Promise<Explanation> {
      call.signal.throwIfAborted();
      const analysis = await analyse(source);
      call.signal.throwIfAborted();
      return explainWords(source, analysis, request);
    },
  };
}

function planOf(source: SourceDocument, analysis: Analysis): Plan {
  const known = plans.get(analysis);
  if (known) return known;
  const cards = planCards(source, analysis);
  const plan = { cards, questions: planQuestions(source, analysis, cards.filter(({ kind }) => kind !== 'term')) };
  plans.set(analysis, plan);
  return plan;
}
