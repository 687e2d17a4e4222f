/**
 * The one error a rule, a verb or a format reader throws on purpose. Its `detail` is written for the person who reads
 * it: what happened and what to do next. Anything else that is thrown is a defect and reaches nobody's screen.
 */
export const errorCodes = {
  BAD_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  STALE: 409,
  DUPLICATE: 409,
  TOO_LARGE: 413,
  UNSUPPORTED: 415,
  UNREADABLE: 422,
  /** What is needed is a password; the next one: that password does not open it. */
  PASSWORD_NEEDED: 422,
  WRONG_PASSWORD: 422,
  OVER_QUOTA: 403,
  TOO_MANY: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
} as const;

export type ErrorCode = keyof typeof errorCodes;

export interface AppErrorOptions {
  /** Whether the very same request may succeed later. */
  retryable?: boolean;
  /** Which input field is wrong, and how, by its path. */
  fields?: Record<string, string>;
  /** Whole seconds after which a retry makes sense. */
  retryAfter?: number;
  /** What the caller needs to go on, such as the id of the document that already exists. Plain JSON. */
  data?: Record<string, string | number | boolean | null>;
  cause?: unknown;
}

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly retryable: boolean;
  readonly fields: Record<string, string> | undefined;
  readonly retryAfter: number | undefined;
  readonly data: Record<string, string | number | boolean | null> | undefined;

  constructor(code: ErrorCode, detail: string, options: AppErrorOptions = {}) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = detail;
    this.retryable = options.retryable ?? (code === 'UNAVAILABLE' || code === 'TOO_MANY');
    this.fields = options.fields;
    this.retryAfter = options.retryAfter;
    this.data = options.data;
  }

  get status(): number {
    return errorCodes[this.code];
  }
}

/** A row that does not exist and a row of somebody else look the same from outside. */
export function notFound(what: string): AppError {
  return new AppError('NOT_FOUND', `This ${what} does not exist, or you have no access to it.`);
}
