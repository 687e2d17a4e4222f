/**
 * A process that reads or draws pages, one after the other. It stays between them, for its models and programs take longer to
 * load than some pages to read, and ends with the process that started it.
 */
import { AppError, limits } from '@studywright/core';
import { startGuard } from '../guard-start.ts';
import { stepBack } from '../priority.ts';
import { webpFigure } from './figure-picture.ts';
import { greyPage, webpPage } from './page-picture.ts';
import { recognizePage } from './recognize.ts';
import { loadTesseract } from './tesseract.ts';
import type { Tesseract } from './tesseract.ts';
import { request } from './wire.ts';
import type { Answer, Request } from './wire.ts';

/** The pool bounds each page; the process as a whole may stay. */
const forever = 1e9;

const beat = startGuard({ timeoutSeconds: forever, memoryMb: limits.ocr.memoryMb }, limits.ocr.timeoutSeconds);
let tesseract: Promise<Tesseract> | undefined;

process.once('disconnect', () => process.exit(0));
process.on('message', (message) => void answerTo(request.parse(message)));

async function answerTo(asked: Request): Promise<void> {
  beat();
  process.send?.(await outcome(asked));
  beat();
}

async function outcome(asked: Request): Promise<Answer> {
  const { id } = asked;
  try {
    return { id, ok: true, value: await perform(asked) };
  } catch (error) {
    if (error instanceof AppError) return { id, ok: false, code: error.code, detail: error.detail };
    return { id, ok: false, code: 'INTERNAL', detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

async function perform(asked: Request): Promise<unknown> {
  if (asked.task === 'render') return webpPage(asked.path, asked.page, asked);
  if (asked.task === 'cut') return webpFigure(asked.path, asked.page, asked);
  stepBack('long');
  const picture = await greyPage(asked.path, asked.page);
  tesseract ??= loadTesseract(beat);
  return recognizePage(picture, asked.page, await tesseract, asked);
}
