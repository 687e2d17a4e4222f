/** A refusal by whoever takes files, or no answer at all (`status` 0). */
export class TransferError extends Error {
  readonly status: number;
  /** The server's own sentence, where it gave one. */
  readonly detail: string | null;

  constructor(status: number, detail: string | null) {
    super(detail ?? `Upload stopped with status ${status}.`);
    this.status = status;
    this.detail = detail;
  }
}
