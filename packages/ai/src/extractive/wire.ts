/** What passes between the program that has documents worked on and the threads that do it. */
import type { ExplainRequest, NoteRequest, Outline, Place, SourceDocument } from '@studywright/core';
import type { More } from '../model.ts';

/** A document is sent once and named by a number from then on. */
export type Order =
  | { kind: 'prepare' }
  | { kind: 'keep'; source: number; document: SourceDocument }
  | { kind: 'drop'; source: number }
  | { kind: 'outline'; call: number; source: number }
  | { kind: 'draft'; call: number; source: number; outline: Outline; topic: number; more: More | undefined }
  | { kind: 'compose'; call: number; source: number; request: NoteRequest }
  | { kind: 'ask'; call: number; source: number; place: Place }
  | { kind: 'explain'; call: number; source: number; request: ExplainRequest };

export type Answer = { call: number; made: unknown } | { call: number; error: unknown };
