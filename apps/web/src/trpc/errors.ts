import { TRPCClientError } from '@trpc/client';

interface Shape {
  detail: string;
  error_code: string;
  retryable: boolean;
  fields?: Record<string, string>;
  data?: Record<string, string | number | boolean | null>;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function textRecord(value: unknown): Record<string, string> | undefined {
  if (!isRecord(value)) return undefined;
  const entries = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(entries);
}

function shapeOf(error: unknown): Shape | null {
  if (!(error instanceof TRPCClientError)) return null;
  const body: unknown = error.data;
  if (!isRecord(body) || typeof body['detail'] !== 'string' || typeof body['error_code'] !== 'string') return null;
  const fields = textRecord(body['fields']);
  const data = isRecord(body['data']) ? body['data'] : undefined;
  return {
    detail: body['detail'],
    error_code: body['error_code'],
    retryable: body['retryable'] === true,
    ...(fields && { fields }),
    ...(data && { data: Object.fromEntries(Object.entries(data).filter((entry): entry is [string, string | number | boolean | null] => entry[1] === null || ['string', 'number', 'boolean'].includes(typeof entry[1]))) }),
  };
}

/** What to tell the student: the server's own sentence, or that it cannot be reached. */
export function errorDetail(error: unknown): string {
  return shapeOf(error)?.detail ?? 'The server does not reply. Check the connection and try again.';
}

/** `NOT_FOUND`, `STALE`, …; null where the server could not be reached. */
export function errorCode(error: unknown): string | null {
  return shapeOf(error)?.error_code ?? null;
}

/** What is wrong with which field, for the form to show in place. */
export function fieldErrors(error: unknown): Record<string, string> {
  return shapeOf(error)?.fields ?? {};
}

/** What the server adds to go on with, such as the id of the document that already exists. */
export function errorData(error: unknown): Record<string, string | number | boolean | null> {
  return shapeOf(error)?.data ?? {};
}

/** Whether asking the very same again may succeed: no reply, or a reply that says so. */
export function isRetryable(error: unknown): boolean {
  const shape = shapeOf(error);
  return shape === null ? error instanceof TRPCClientError : shape.retryable && shape.error_code !== 'TOO_MANY';
}
