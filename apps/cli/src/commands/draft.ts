import { figureCards, ground } from '@studywright/ai';
import { createExtractiveModel } from '@studywright/ai/extractive/index';
import type { Grounded, StudyModel } from '@studywright/ai';
import { draftQuestion, type Outline, type SourceDocument } from '@studywright/core';
import type { Command } from '../command.ts';
import { describe, documentJson, readDocument } from '../document.ts';

export const draft: Command = {
  name: 'draft',
  usage: 'FILE [--json]',
  summary: 'Reads a document and writes cards and questions from it with the built-in engine. Needs no server.',
  options: { json: { type: 'boolean' } },
  takes: [1, 1],
  async run([file = ''], values, io) {
    const source = await readDocument(file, io);
    const { outline, drafts } = await draftAll(createExtractiveModel(), source, io.signal);
    const text = values['json'] === true ? JSON.stringify(draftJson(source, outline, drafts)) : summary(source, outline, drafts);
    await io.print(`${text}\n`);
  },
};

/** All topics of a document, checked against its text as before anything is stored. */
async function draftAll(model: StudyModel, source: SourceDocument, signal: AbortSignal): Promise<{ outline: Outline; drafts: Grounded }> {
  const call = { signal, onUsage: async () => {} };
  const outline = await model.outline(source, call);
  const drafts: Grounded = { cards: [], questions: [], discarded: [] };
  for (const topic of outline.topics.keys()) {
    const drafted = await model.draft(source, outline, topic, call);
    const { cards, questions, discarded } = ground(source, { ...drafted, cards: [...drafted.cards, ...figureCards(source, outline, topic)] });
    drafts.cards.push(...cards);
    drafts.questions.push(...questions);
    drafts.discarded.push(...discarded);
  }
  return { outline, drafts };
}

function draftJson(source: SourceDocument, outline: Outline, { cards, questions }: Grounded) {
  return {
    ...documentJson(source),
    terms: outline.terms,
    topics: outline.topics.map(({ title, terms }) => ({ title, terms })),
    cards: cards.map(({ type, kind, sibling, front, back, topic, citation, figure }) => ({ type, kind, sibling, front, back, topic, citation, figure })),
    questions: questions.map((question) => draftQuestion.parse(question)),
  };
}

const shown = 5;

function summary(source: SourceDocument, outline: Outline, { cards, questions }: Grounded): string {
  return [
    describe(source),
    `${outline.topics.length} topics, ${cards.length} cards, ${questions.length} questions`,
    ...outline.topics.map(({ title }) => `  ${title}`),
    ...cards.slice(0, shown).map(({ front, back, citation }) => `\n${front}\n  ${back} (page ${citation.page})`),
  ].join('\n');
}
