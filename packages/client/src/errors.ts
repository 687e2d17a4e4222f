import type { AppRouter, ErrorBody } from '@studywright/api';
import { TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { z } from 'zod';

/**
 * What the server says, and two that only a client can: it got no answer from a Studywright server, or its caller
 * stopped waiting.
 */
export type ClientErrorCode = ErrorBody['error_code'] | 'UNREACHABLE' | 'ABORTED';

export interface StudywrightErrorDetails {
  code: ClientErrorCode;
  /** For the person who reads it: what happened and what to do next. */
  detail: string;
  /** Of HTTP; null when there was no answer. */
  status: number | null;
  /** Whether the very same request may succeed later. */
  retryable: boolean;
  /** Finds the request in the server's log; null when there was no answer. */
  requestId: string | null;
  /** Which input field is wrong, and how, by its path. */
  fields: Record<string, string> | null;
  /** Whole seconds after which a retry makes sense. */
  retryAfter: number | null;
  /** What is needed to go on, such as the id of the document that is there already. */
  data: Record<string, string | number | boolean | null> | null;
}

/** The one error that a call of the client ends with. */
export class StudywrightError extends TRPCClientError<AppRouter> {
  readonly code: ClientErrorCode;
  readonly detail: string;
  readonly status: number | null;
  readonly retryable: boolean;
  readonly requestId: string | null;
  readonly fields: Record<string, string> | null;
  readonly retryAfter: number | null;
  readonly details: StudywrightErrorDetails['data'];

  constructor({ code, detail, status, retryable, requestId, fields, retryAfter, data }: StudywrightErrorDetails, cause?: Error) {
    super(detail, cause === undefined ? {} : { cause });
    // The parent's constructor makes every instance one of the parent alone.
    Object.setPrototypeOf(this, StudywrightError.prototype);
    this.name = 'StudywrightError';
    this.code = code;
    this.detail = detail;
    this.status = status;
    this.retryable = retryable;
    this.requestId = requestId;
    this.fields = fields;
    this.retryAfter = retryAfter;
    this.details = data;
  }
}

/** Loose in its code: a newer server may know one that this client does not. */
const body = z.object({
  detail: z.string(),
  error_code: z.string(),
  request_id: z.string().nullish(),
  retryable: z.boolean().default(false),
  fields: z.record(z.string(), z.string()).nullish(),
  retry_after: z.number().nullish(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullish(),
});

const codes: Record<ErrorBody['error_code'], true> = {
  BAD_INPUT: true,
  UNAUTHENTICATED: true,
  FORBIDDEN: true,
  NOT_FOUND: true,
  CONFLICT: true,
  STALE: true,
  DUPLICATE: true,
  TOO_LARGE: true,
  UNSUPPORTED: true,
  UNREADABLE: true,
  PASSWORD_NEEDED: true,
  WRONG_PASSWORD: true,
  OVER_QUOTA: true,
  TOO_MANY: true,
  INTERNAL: true,
  UNAVAILABLE: true,
};

function isCode(code: string): code is ErrorBody['error_code'] {
  return Object.hasOwn(codes, code);
}

/** The error of an answer's body, whether it comes from the router tree or from what stands before it. */
export function fromBody(answer: unknown, status: number | null, cause?: Error): StudywrightError | null {
  const wrapped = z.object({ error: z.object({ data: z.unknown() }) }).safeParse(answer);
  const parsed = body.safeParse(wrapped.success ? wrapped.data.error.data : answer);
  if (!parsed.success) return null;
  const { detail, error_code, request_id, retryable, fields, retry_after, data } = parsed.data;
  return new StudywrightError(
    { code: isCode(error_code) ? error_code : 'INTERNAL', detail, status, retryable, requestId: request_id ?? null, fields: fields ?? null, retryAfter: retry_after ?? null, data: data ?? null },
    cause,
  );
}

const nothingMore = { requestId: null, fields: null, retryAfter: null, data: null };

export function unreachable(url: string, cause?: Error): StudywrightError {
  return new StudywrightError({ code: 'UNREACHABLE', detail: `${url} does not answer. Check that the server runs and that this is its address.`, status: null, retryable: true, ...nothingMore }, cause);
}

/** Something answered that is no Studywright server, or a proxy before it. */
export function notOurs(url: string, status: number, cause?: Error): StudywrightError {
  const retryable = status >= 500;
  return new StudywrightError({ code: 'UNREACHABLE', detail: `${url} answers (${status}), but not as a Studywright server does. Check the address.`, status, retryable, ...nothingMore }, cause);
}

export function aborted(cause?: Error): StudywrightError {
  return new StudywrightError({ code: 'ABORTED', detail: 'This was stopped before it was done.', status: null, retryable: false, ...nothingMore }, cause);
}

const answered = z.object({ response: z.object({ status: z.number() }), responseJSON: z.unknown().optional() });
const fromShape = z.object({ httpStatus: z.number() });

export function toStudywrightError(thrown: unknown, url: string, signal?: AbortSignal | null): StudywrightError {
  if (thrown instanceof StudywrightError) return thrown;
  const cause = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (signal?.aborted) return aborted(cause);
  if (!(thrown instanceof TRPCClientError)) return unreachable(url, cause);
  // An error that came through the middle of a stream has its shape and no answer of its own.
  const status = fromShape.safeParse(thrown.data).data?.httpStatus ?? null;
  const said = fromBody(thrown.data, status, cause);
  if (said) return said;
  // Our own fetch throws ours, wrapped by the link.
  if (thrown.cause instanceof StudywrightError) return thrown.cause;
  const meta = answered.safeParse(thrown.meta);
  if (!meta.success) return unreachable(url, cause);
  return fromBody(meta.data.responseJSON, meta.data.response.status, cause) ?? notOurs(url, meta.data.response.status, cause);
}

/** First of the chain: whatever a call ends with, its caller gets a StudywrightError. */
export function errorLink(url: string, failures?: ReadonlyMap<number, StudywrightError>): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) =>
        next(op).subscribe({
          next: (value) => observer.next(value),
          error: (error) => observer.error(failures?.get(op.id) ?? toStudywrightError(error, url, op.signal)),
          complete: () => observer.complete(),
        }),
      );
}
