import type { QuestionAnswer } from '@studywright/core';

/** What this device kept, as an answer; null where it is none. The server checks it against its question once more. */
export function readAnswer(read: unknown): QuestionAnswer | null {
  if (typeof read !== 'object' || read === null || !('kind' in read)) return null;
  const { kind } = read;
  if (kind === 'single' && 'chosen' in read && isPlace(read.chosen)) return { kind, chosen: read.chosen };
  if (kind === 'multiple' && 'chosen' in read && isList(read.chosen, isPlace)) return { kind, chosen: read.chosen };
  if (kind === 'trueFalse' && 'value' in read && typeof read.value === 'boolean') return { kind, value: read.value };
  if ((kind === 'fillIn' || kind === 'shortAnswer') && 'text' in read && typeof read.text === 'string') return { kind, text: read.text };
  if (kind === 'matching' && 'pairs' in read && isList(read.pairs, (one): one is number | null => one === null || isPlace(one))) return { kind, pairs: read.pairs };
  if (kind === 'ordering' && 'order' in read && isList(read.order, isPlace)) return { kind, order: read.order };
  return null;
}

const isPlace = (one: unknown): one is number => typeof one === 'number' && Number.isInteger(one) && one >= 0;

function isList<T>(read: unknown, isOne: (one: unknown) => one is T): read is T[] {
  return Array.isArray(read) && read.every(isOne);
}
