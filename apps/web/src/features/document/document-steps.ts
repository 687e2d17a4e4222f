import { documentSteps } from '@studywright/core/document/steps';
import type { DocumentView } from '@studywright/core';
import type { Step } from '@/parts/stepper.tsx';

/** A document that does not open without a password that nobody has typed yet. */
export function needsPassword({ status, error }: Pick<DocumentView, 'status' | 'error'>): boolean {
  return status === 'failed' && error?.code === 'PASSWORD_NEEDED';
}

const labels = { read: 'Read', ocr: 'Read pictures', topics: 'Find topics', write: 'Write', finish: 'Done' } as const;

/** Whether any of its pages is a picture; while it is opened nobody knows, and that step may still come. */
function mayHavePictures({ status, step, pictures }: Pick<DocumentView, 'status' | 'step' | 'pictures'>): boolean {
  return pictures.read > 0 || (status !== 'ready' && (step === 'read' || step === 'ocr'));
}

/** The way of a document in order, and where on it this one is. */
export function stepsOf(document: Pick<DocumentView, 'status' | 'step' | 'pictures' | 'error'>): Step[] {
  const shown = documentSteps.filter((step) => step !== 'ocr' || mayHavePictures(document));
  const at = shown.indexOf(document.step);
  const here = { queued: 'todo', working: 'current', failed: needsPassword(document) ? 'stopped' : 'failed', cancelled: 'stopped', ready: 'done' } as const;
  return shown.map((step, index) => {
    if (document.status === 'ready' || index < at) return { label: labels[step], state: 'done' };
    return { label: labels[step], state: index === at ? here[document.status] : 'todo' };
  });
}
