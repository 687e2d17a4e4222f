import { v7 } from 'uuid';

/** An id in time order, made where the request begins: sent again after a lost answer, it names the same thing. */
export function newId(): string {
  return v7();
}
