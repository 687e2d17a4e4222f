import { AppError, type ExtractedPage, type Heading, type SourceDocument } from '@studywright/core';
import { detectLanguage, pageOfMarkdown, type ComposedPage } from '@studywright/ingest';
import type { ReadTarget, ReadWork } from './read.ts';
import { storePicture } from './stored.ts';

/** Enough for a model to read small print, and not more than it would scale down. */
const modelPictureWidth = 1_600;
/** Characters of which the language is told. */
const languageSample = 300;

type Read = Pick<SourceDocument, 'pages' | 'headings'>;

/**
 * The step `ocr`: reads every page that is a picture and stores each as it comes, so that whoever goes on after this worker
 * has only those left that it did not read. A page that can't be read keeps a warning with the reason.
 */
export async function readPictures(work: ReadWork, target: ReadTarget, source: SourceDocument): Promise<Read> {
  const open = source.pages.filter((page) => page.picture === true);
  if (open.length === 0) return source;
  const state = stateOf(work, source, open.length);
  await work.deps.files.withLocal(target.storageKey, async (path) => {
    const waiting = open.values();
    const failures: unknown[] = [];
    const readNext = async () => {
      for (const page of waiting) {
        if (failures.length > 0) return;
        try {
          await work.rest();
          await readOne(work, target, state, path, page);
        } catch (why) {
          failures.push(why);
        }
      }
    };
    // One more than are read at once, so that none waits for a page to be stored.
    const atOnce = Math.min(open.length, (work.deps.reader.pictures ?? 1) + 1);
    await Promise.all(Array.from({ length: atOnce }, readNext));
    if (failures.length > 0) throw failures[0];
  });
  return { pages: [...state.pages.values()], headings: [...state.headings.values()].flat() };
}

interface State {
  /** By number, in order. */
  pages: Map<number, ExtractedPage>;
  headings: Map<number, Heading[]>;
  total: number;
  before: number;
  done: number;
  /** Numbers of the pages that are being read now, in the order in which that began. */
  reading: Set<number>;
  share: number;
  /** What the pages so far are written in. */
  language: string;
}

function stateOf(work: ReadWork, { pages, headings, language }: SourceDocument, open: number): State {
  const total = pages.filter((page) => page.picture === true || page.ocr).length;
  const byPage = Map.groupBy(headings, (heading) => heading.page);
  return {
    pages: new Map(pages.map((page) => [page.number, page])),
    headings: new Map(pages.map((page) => [page.number, byPage.get(page.number) ?? []])),
    total,
    before: total - open,
    done: total - open,
    reading: new Set(),
    share: total / pages.length,
    language,
  };
}

async function readOne(work: ReadWork, target: ReadTarget, state: State, path: string, page: ExtractedPage): Promise<void> {
  state.reading.add(page.number);
  await tell(work, state);
  const read = await readPicture(work, target, state, path, page);
  await work.deps.db.transaction(async (tx) => {
    await work.hold(tx);
    await storePicture(tx, target, read.page, read.headings);
  });
  state.pages.set(page.number, read.page);
  state.headings.set(page.number, read.headings);
  state.done += 1;
  state.reading.delete(page.number);
  if (state.language === 'und') state.language = await languageOf(state);
  // Where no other is being read, the next one says it.
  if (state.reading.size > 0) await tell(work, state);
}

async function tell(work: ReadWork, { reading, done, total, before, share }: State): Promise<void> {
  const [number] = reading;
  await work.onProgress({ step: 'ocr', done, total, before, pictures: share, activity: `Reading the picture of page ${number}, ${done} of ${total} done` });
}

async function languageOf({ pages }: State): Promise<string> {
  const texts = [...pages.values()].map((page) => page.text);
  return texts.reduce((sum, text) => sum + text.length, 0) < languageSample ? 'und' : detectLanguage(texts);
}

async function readPicture(work: ReadWork, target: ReadTarget, state: State, path: string, page: ExtractedPage): Promise<ComposedPage> {
  if (target.pictureReader === 'ocr') return readBuiltIn(work, target, state, path, page);
  try {
    return await readByModel(work, target, path, page);
  } catch (error) {
    work.signal.throwIfAborted();
    work.deps.log.warn({ documentId: target.documentId, page: page.number, err: error }, 'the model did not read a picture');
    const { page: read, headings } = await readBuiltIn(work, target, state, path, page);
    const instead = 'The model did not read this page; the built-in reader did.';
    return { page: { ...read, warning: read.warning === undefined ? instead : `${instead} ${read.warning}` }, headings };
  }
}

async function readByModel({ deps, signal, call }: ReadWork, { fileName }: ReadTarget, path: string, page: ExtractedPage): Promise<ComposedPage> {
  if (!deps.model.readPicture) throw new AppError('UNAVAILABLE', 'No model that sees is set up here.', { retryable: false });
  const bytes = await deps.reader.render(path, page.number, { fileName, signal, width: modelPictureWidth, turn: page.turn ?? 0 });
  const { page: read, headings } = await pageOfMarkdown(await deps.model.readPicture({ bytes, mediaType: 'image/webp' }, call), page.number);
  if (read.text === '') throw new AppError('UNREADABLE', 'The model said that there is nothing on this page.');
  return { page: { ...kept(page), ...read, ocr: true }, headings };
}

/** What is known of a page before its picture is read, and stays true. */
function kept({ label, size, turn }: ExtractedPage): Partial<ExtractedPage> {
  return { ...(label !== undefined && { label }), ...(size !== undefined && { size }), ...(turn !== undefined && { turn }) };
}

async function readBuiltIn({ deps, signal }: ReadWork, { documentId, fileName }: ReadTarget, state: State, path: string, page: ExtractedPage): Promise<ComposedPage> {
  const options = { fileName, signal, ...(state.language !== 'und' && { language: state.language }) };
  for (let tried = 1; ; tried += 1) {
    try {
      const { page: read, headings } = await deps.reader.recognize(path, page.number, options);
      return { page: { ...kept(page), ...read, ocr: true }, headings };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof AppError && !error.retryable) return unread(page, error.detail);
      deps.log.warn({ documentId, page: page.number, tried, err: error }, 'a picture could not be read');
      // A file that is gone for now, or a pool that is closing, is no fault of the page: the whole is tried again later.
      if (tried === 2 && (error instanceof AppError || isFromSystem(error))) throw error;
      if (tried === 2) return unread(page, 'Reading this page broke down. The other pages are not affected. Compare with the picture, or scan this page again.');
    }
  }
}

function unread(page: ExtractedPage, warning: string): ComposedPage {
  return { page: { number: page.number, text: '', ocr: true, ...kept(page), warning }, headings: [] };
}

function isFromSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
