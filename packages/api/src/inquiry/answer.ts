import { ground, groundExplanation, type Explained, type ModelCall, type Proposed } from '@studywright/ai';
import { AppError, limits, questionContent, type DraftQuestion, type ExplainRequest, type InquiryAnswer, type Place, type SourceDocument } from '@studywright/core';
import { tables, type Queryable, type Transaction } from '@studywright/db';
import { and, asc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { passageOf, questionKey } from '../document/reading/drafts.ts';
import { readyColumns, readySource, type ReadyDocument } from '../document/reading/ready.ts';
import { giveUp, LetGo, waiting } from '../platform/claims.ts';
import type { Deps } from '../platform/context.ts';
import { publish } from '../platform/events.ts';
import type { JobRun } from '../platform/jobs.ts';
import { modelCall } from '../platform/model-calls.ts';

const { documents, inquiries, pages, questions } = tables;

const claimed = {
  id: inquiries.id,
  userId: inquiries.userId,
  courseId: inquiries.courseId,
  documentId: inquiries.documentId,
  kind: inquiries.kind,
  revision: inquiries.revision,
  page: inquiries.page,
  start: inquiries.start,
  end: inquiries.end,
  quote: inquiries.quote,
  language: inquiries.language,
  startedAt: inquiries.startedAt,
};

interface Work {
  deps: Deps;
  signal: AbortSignal;
  inquiry: Pick<typeof inquiries.$inferSelect, keyof typeof claimed>;
}

/** How soon a worker sees that nobody waits any more. */
const lookEveryMs = 400;

/**
 * Has the engine answer, leaves out what does not stand on its source, and stores the rest at once. Who closes the page
 * before ends the work; who waits too long is told.
 */
export async function answerInquiry(inquiryId: string, run: JobRun): Promise<void> {
  const { deps, signal } = run;
  const [inquiry] = await deps.db
    .update(inquiries)
    .set({ status: 'working', startedAt: deps.now() })
    .where(and(eq(inquiries.id, inquiryId), inArray(inquiries.status, ['queued', 'working'])))
    .returning(claimed);
  if (!inquiry) return;
  const stopping = new AbortController();
  const work: Work = { deps, inquiry, signal: AbortSignal.any([signal, stopping.signal]) };
  const timer = setInterval(() => void look(work, stopping), lookEveryMs);
  const late = setTimeout(() => stopping.abort(new AppError('UNAVAILABLE', 'This took too long. Mark fewer words, or try again later.')), limits.inquiry.timeoutSeconds * 1_000);
  try {
    await store(work, await answer(work));
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    // Whatever was cut off by it, this is why.
    const why: unknown = stopping.signal.aborted ? stopping.signal.reason : thrown;
    await giveUp(why, run, { inquiryId }, (final) =>
      change(work, final ? { status: 'failed', activity: '', error: { code: final.code, detail: final.detail } } : { status: 'queued', activity: waiting.interrupted }),
    );
  } finally {
    clearInterval(timer);
    clearTimeout(late);
  }
}

async function isOurs({ inquiry }: Work, db: Queryable, locked: boolean): Promise<boolean> {
  const query = db.select({ status: inquiries.status, startedAt: inquiries.startedAt }).from(inquiries).where(eq(inquiries.id, inquiry.id));
  const [row] = await (locked ? query.for('update') : query);
  return row?.status === 'working' && row.startedAt?.getTime() === inquiry.startedAt?.getTime();
}

async function look(work: Work, stopping: AbortController): Promise<void> {
  try {
    if (!(await isOurs(work, work.deps.db, false))) stopping.abort(new LetGo());
  } catch (error) {
    work.deps.log.warn({ inquiryId: work.inquiry.id, err: error }, 'could not look after an inquiry');
  }
}

interface Answered {
  answer: InquiryAnswer;
  engine: string;
  instead: string | null;
}

async function answer(work: Work): Promise<Answered> {
  const { deps, inquiry } = work;
  const [document] = await deps.db.select(readyColumns).from(documents).where(and(eq(documents.id, inquiry.documentId), eq(documents.revision, inquiry.revision)));
  if (!document) throw new AppError('CONFLICT', 'This document was replaced by a newer version meanwhile. Load the page again and mark the words once more.');
  await tell(work, `Reading ${document.title}`);
  const source = await readySource(deps.db, document);
  const { page, start, end } = inquiry;
  return inquiry.kind === 'questions' ? askAbout(work, source, { page, start, end }) : explain(work, document, source, { page, start, end });
}

function callOf({ deps, inquiry, signal }: Work, documentId: string): ModelCall {
  return modelCall(deps, { userId: inquiry.userId, courseId: inquiry.courseId, documentId, feature: 'selection', signal });
}

async function askAbout(work: Work, source: SourceDocument, place: Place): Promise<Answered> {
  const { deps, inquiry } = work;
  const made: Proposed = await deps.model.ask(source, place, callOf(work, inquiry.documentId));
  const { questions: standing, discarded } = ground(source, { cards: [], questions: made.questions });
  if (discarded.length > 0) deps.log.info({ inquiryId: inquiry.id, discarded: discarded.length }, 'questions that do not stand on their source left out');
  const there = await knownQuestions(deps.db, inquiry.documentId, standing);
  const isKnown = (question: DraftQuestion) => there.has(questionKey(question.stem, questionContent.parse(question)));
  const fresh = standing.filter((question) => !isKnown(question)).slice(0, limits.inquiry.questions);
  return { answer: { kind: 'questions', questions: fresh, known: standing.filter(isKnown).map(({ stem }) => stem) }, engine: made.engine ?? deps.model.engine, instead: made.instead ?? null };
}

/** Of the digests of questions those that the document has: as drafts, accepted, or rejected for good. */
async function knownQuestions(db: Queryable, documentId: string, made: readonly DraftQuestion[]): Promise<Set<string>> {
  const keys = made.map((question) => questionKey(question.stem, questionContent.parse(question)));
  const rows = keys.length === 0 ? [] : await db.select({ key: questions.contentKey }).from(questions).where(and(eq(questions.documentId, documentId), inArray(questions.contentKey, keys), isNull(questions.deletedAt)));
  return new Set(rows.map(({ key }) => key));
}

type Statements = Extract<InquiryAnswer, { kind: 'explanation' }>['statements'];

/** The document first; then others of the course for what it leaves open, those that have the words at all. */
async function explain(work: Work, document: ReadyDocument, source: SourceDocument, place: Place): Promise<Answered> {
  const { deps, inquiry, signal } = work;
  const made = await explainIn(work, document, source, { words: inquiry.quote, place, language: inquiry.language });
  const statements: Statements = [...made.statements];
  let { open } = made;
  for (const other of await othersWith(work, open)) {
    signal.throwIfAborted();
    if (open.length === 0) break;
    await tell(work, `Looking in ${other.title}`);
    const found = await explainIn(work, other, await readySource(deps.db, other), { words: open.join('\n'), place: null, language: inquiry.language });
    statements.push(...found.statements);
    open = open.filter((term) => found.open.includes(term));
  }
  return { answer: { kind: 'explanation', statements }, engine: made.engine ?? deps.model.engine, instead: made.instead ?? null };
}

async function explainIn(work: Work, document: ReadyDocument, source: SourceDocument, request: ExplainRequest): Promise<Omit<Explained, 'statements'> & { statements: Statements }> {
  const made: Explained = await work.deps.model.explain(source, request, callOf(work, document.id));
  const standing = groundExplanation(source, made.statements);
  const discarded = made.statements.length - standing.length;
  if (discarded > 0) work.deps.log.info({ inquiryId: work.inquiry.id, discarded }, 'sentences of an explanation without a source left out');
  return { ...made, statements: standing.map((statement) => ({ ...statement, documentId: document.id, revision: document.revision, ...passageOf(source, statement.citation) })) };
}

/** Documents of the course beside the one that was marked in, in its order, in which one of the words stands. */
async function othersWith({ deps, inquiry }: Work, words: readonly string[]): Promise<ReadyDocument[]> {
  if (words.length === 0) return [];
  const has = sql.join(words.map((term) => sql`strpos(lower(${pages.text}), ${term.toLowerCase()}) > 0`), sql` or `);
  return deps.db
    .select(readyColumns)
    .from(documents)
    .where(and(eq(documents.courseId, inquiry.courseId), ne(documents.id, inquiry.documentId), eq(documents.status, 'ready'), sql`exists (select 1 from ${pages} where ${pages.documentId} = ${documents.id} and ${pages.revision} = ${documents.revision} and (${has}))`))
    .orderBy(asc(documents.position), asc(documents.id))
    .limit(limits.inquiry.documents);
}

async function tell(work: Work, activity: string): Promise<void> {
  await change(work, { activity });
}

async function store(work: Work, { answer: made, engine, instead }: Answered): Promise<void> {
  await change(work, { status: 'ready', activity: '', answer: made, engine, instead, error: null });
}

/** @throws LetGo where it is no longer ours to work on */
async function change(work: Work, set: Partial<typeof inquiries.$inferInsert>): Promise<void> {
  const { deps, inquiry } = work;
  await deps.db.transaction(async (tx) => {
    if (!(await isOurs(work, tx, true))) throw new LetGo();
    await tx.update(inquiries).set(set).where(eq(inquiries.id, inquiry.id));
    await changed(tx, inquiry);
  });
}

async function changed(tx: Transaction, { id, courseId, userId }: Pick<Work['inquiry'], 'id' | 'courseId' | 'userId'>): Promise<void> {
  await publish(tx, { kind: 'inquiry', courseId, userId, inquiryId: id });
}

/** For one that ended each of its workers: whoever waits for it is told. */
export async function abandonInquiry(inquiryId: string, { db }: Deps): Promise<void> {
  const detail = 'Looking this up was interrupted again and again. Try again, or mark other words.';
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(inquiries)
      .set({ status: 'failed', activity: '', error: { code: 'INTERNAL', detail } })
      .where(and(eq(inquiries.id, inquiryId), inArray(inquiries.status, ['queued', 'working'])))
      .returning({ id: inquiries.id, courseId: inquiries.courseId, userId: inquiries.userId });
    if (row) await changed(tx, row);
  });
}
