/**
 * Another service to which browsers send files instead of to us, and from which we fetch them. It knows a file by the id of
 * its upload alone: neither its name nor its student.
 */
export interface ExternalUploads {
  /**
   * What browsers have sent for this upload; null while there is nothing. Whoever asks reads it to its end or returns it.
   * @param bytes the length that leave was given for
   * @throws AppError CONFLICT where it has another length; UNAVAILABLE where the service does not answer
   */
  fetch(uploadId: string, bytes: number): Promise<AsyncIterable<Uint8Array> | null>;
  /** Quiet when there is nothing. */
  remove(uploadId: string): Promise<void>;
}
