/** What is done with a document in a process of its own; one file a task, named as in `wire.ts`. */

export interface TaskCall {
  /** Says that some work is done: a task that says nothing for long is taken for stuck. */
  onProgress: (done: number, total: number) => void;
}

export interface TaskResult {
  /** Goes through JSON. */
  value?: unknown;
  bytes?: Uint8Array;
}
