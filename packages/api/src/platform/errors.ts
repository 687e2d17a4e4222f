import { AppError, type ErrorCode } from '@studywright/core';
import { TRPCError, type TRPC_ERROR_CODE_KEY } from '@trpc/server';
import { ZodError } from 'zod';

/** What every failed request answers with, over whichever protocol. */
export interface ErrorBody {
  detail: string;
  error_code: ErrorCode;
  timestamp: string;
  request_id: string;
  retryable: boolean;
  fields?: Record<string, string>;
  /** Whole seconds. */
  retry_after?: number;
  data?: Record<string, string | number | boolean | null>;
}

const toTrpc: Record<ErrorCode, TRPC_ERROR_CODE_KEY> = {
  BAD_INPUT: 'BAD_REQUEST',
  UNAUTHENTICATED: 'UNAUTHORIZED',
  FORBIDDEN: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  CONFLICT: 'CONFLICT',
  STALE: 'CONFLICT',
  DUPLICATE: 'CONFLICT',
  TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  UNSUPPORTED: 'UNSUPPORTED_MEDIA_TYPE',
  UNREADABLE: 'UNPROCESSABLE_CONTENT',
  PASSWORD_NEEDED: 'UNPROCESSABLE_CONTENT',
  WRONG_PASSWORD: 'UNPROCESSABLE_CONTENT',
  OVER_QUOTA: 'FORBIDDEN',
  TOO_MANY: 'TOO_MANY_REQUESTS',
  INTERNAL: 'INTERNAL_SERVER_ERROR',
  UNAVAILABLE: 'SERVICE_UNAVAILABLE',
};

const fromTrpc: Partial<Record<TRPC_ERROR_CODE_KEY, { code: ErrorCode; detail: string }>> = {
  PARSE_ERROR: { code: 'BAD_INPUT', detail: 'This request is not valid JSON.' },
  BAD_REQUEST: { code: 'BAD_INPUT', detail: 'This request is not well formed.' },
  NOT_FOUND: { code: 'NOT_FOUND', detail: 'There is no such procedure.' },
  METHOD_NOT_SUPPORTED: { code: 'BAD_INPUT', detail: 'Queries are asked with GET, mutations with POST.' },
  UNSUPPORTED_MEDIA_TYPE: { code: 'UNSUPPORTED', detail: 'Send JSON, with Content-Type: application/json.' },
  PAYLOAD_TOO_LARGE: { code: 'TOO_LARGE', detail: 'This request is too large.' },
};

const internal = new AppError('INTERNAL', 'Something failed on our side. Nothing of yours is lost. Try again in a moment.', { retryable: true });
const taken = new AppError('CONFLICT', 'Something with this id is there already. Nothing was changed.');
/** Of a token that outlives its account by the minutes it has left. */
export const accountGone = () => new AppError('UNAUTHENTICATED', 'This account does not exist any more.');
const unavailable = new AppError('UNAVAILABLE', 'The database does not answer. Nothing of yours is lost. We try again in a few seconds.', { retryAfter: 3 });

/** Codes of the driver and of PostgreSQL that mean: not now. */
const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'CONNECT_TIMEOUT', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', '57P01', '57P02', '57P03', '53300', '08006', '08001', '08003', '08004']);

/** The error a person may see, whatever was thrown: what was meant for nobody becomes INTERNAL. */
export function toAppError(thrown: unknown): AppError {
  for (let error: unknown = thrown, depth = 0; error instanceof Error && depth < 6; error = error.cause, depth += 1) {
    if (error instanceof AppError) return error;
    if (error instanceof ZodError && depth > 0 && thrown instanceof TRPCError && thrown.code === 'BAD_REQUEST') return fromZod(error);
    if (error instanceof TRPCError || !('code' in error) || typeof error.code !== 'string') continue;
    if (connectionCodes.has(error.code)) return unavailable;
    // unique_violation: an id that a client made is in use.
    if (error.code === '23505') return taken;
    // foreign_key_violation: the row would belong to an account that was just deleted.
    if (error.code === '23503' && 'constraint_name' in error && String(error.constraint_name).endsWith('_users_id_fk')) return accountGone();
  }
  if (thrown instanceof TRPCError) {
    const known = fromTrpc[thrown.code];
    if (known) return new AppError(known.code, known.detail);
  }
  return internal;
}

function fromZod(error: ZodError): AppError {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join('.')] ??= issue.message;
  const [first] = error.issues;
  return new AppError('BAD_INPUT', first ? (first.path.length > 0 && !first.message.endsWith('.') ? `${first.path.join('.')}: ${first.message}` : first.message) : 'This request is not well formed.', { fields });
}

export function toTrpcError(thrown: unknown): TRPCError {
  const error = toAppError(thrown);
  return new TRPCError({ code: toTrpc[error.code], message: error.detail, cause: error === internal || error === unavailable ? thrown : error });
}

export function errorBody(thrown: unknown, at: { timestamp: Date; requestId: string }): ErrorBody {
  const error = toAppError(thrown);
  return {
    detail: error.detail,
    error_code: error.code,
    timestamp: at.timestamp.toISOString(),
    request_id: at.requestId,
    retryable: error.retryable,
    ...(error.fields && { fields: error.fields }),
    ...(error.retryAfter !== undefined && { retry_after: error.retryAfter }),
    ...(error.data && { data: error.data }),
  };
}
