import { AppError } from '@studywright/core';
import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { retryAfterSeconds } from './client.ts';

/**
 * What the person who runs the machine, or waits for a document, reads when the endpoint does not do its part. What the
 * server said stays in `cause`: it may quote addresses or parts of the key.
 */
export function toAppError(error: unknown, model: string, now: number): unknown {
  if (error instanceof AppError) return error;
  const unavailable = (detail: string, retryable: boolean, retryAfter?: number) => new AppError('UNAVAILABLE', detail, { retryable, cause: error, ...(retryAfter === undefined ? {} : { retryAfter }) });
  if (error instanceof APIConnectionTimeoutError) return unavailable('The model endpoint took too long to answer. Try again, or choose a faster model.', true);
  if (error instanceof APIConnectionError || error instanceof TypeError) {
    return unavailable('The model endpoint cannot be reached. Check that it runs and that OPENAI_BASE_URL is its address.', true);
  }
  if (error instanceof SyntaxError) return notAnEndpoint(error);
  if (!isApiError(error)) return error;
  switch (error.status) {
    case 401:
    case 403:
      return unavailable('The model endpoint refused the key. Check OPENAI_API_KEY.', false);
    case 404:
      return unavailable(`The model endpoint does not know the model “${model}”, or its address is incomplete. Check OPENAI_MODEL and OPENAI_BASE_URL.`, false);
    case 402:
      return outOfCredit(error);
    case 429:
      if (error.code === 'insufficient_quota') return outOfCredit(error);
      return unavailable('The model endpoint is getting too many requests. Try again later.', true, retryAfterSeconds(error.headers, now));
    default:
      if (error.status === 408 || error.status === 409 || (error.status ?? 0) >= 500) {
        return faulty(error, retryAfterSeconds(error.headers, now));
      }
      return unavailable(`The model endpoint did not accept the request (status ${error.status ?? 'unknown'}). Check that OPENAI_MODEL names a chat model.`, false);
  }
}

export function faulty(cause: unknown, retryAfter?: number): AppError {
  return new AppError('UNAVAILABLE', 'The model endpoint has a fault of its own. Try again later.', { retryable: true, cause, ...(retryAfter === undefined ? {} : { retryAfter }) });
}

/** Nothing was asked: it failed again and again, and is left alone for a time. */
export function leftAlone(retryAfter: number): AppError {
  return new AppError('UNAVAILABLE', 'The model endpoint failed several times in a row and is left alone for a while. Try again later.', { retryable: true, retryAfter });
}

/** Whether it says that the endpoint is in trouble, rather than that it did not like this one request. */
export function isTrouble(error: unknown): boolean {
  if (error instanceof AppError) return error.retryable;
  if (isApiError(error) && error.status !== undefined) return [402, 408, 409, 429].includes(error.status) || error.status >= 500;
  return error instanceof APIConnectionError || error instanceof TypeError;
}

/** A server answered, but not with a chat completion. */
export function notAnEndpoint(cause: unknown): AppError {
  return new AppError('UNAVAILABLE', 'What answers at OPENAI_BASE_URL is not a model endpoint. Check the address; it usually ends with /v1.', { retryable: false, cause });
}

export function unreadable(model: string): AppError {
  return new AppError('UNAVAILABLE', `The model “${model}” did not answer in the form that was asked for, not even after a second try. Try again, or choose a more capable model.`, { retryable: true, data: { instead: 'the model’s answers could not be read' } });
}

export function contextTooSmall(model: string): AppError {
  return new AppError('UNAVAILABLE', `The context of the model “${model}” is too small for a single passage. Serve it with a context of at least 8,000 tokens, or choose another model.`, { retryable: false });
}

/** False where nobody was there to be asked, so that nothing can have been counted or paid. */
export function reachedEndpoint(error: unknown): boolean {
  if (!(error instanceof APIConnectionError) || error instanceof APIConnectionTimeoutError) return true;
  return !['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(systemCode(error.cause) ?? '');
}

function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return systemCode(error.cause);
}

function outOfCredit(cause: unknown): AppError {
  return new AppError('UNAVAILABLE', 'The account at the model endpoint has no credit left. Add some there, then try again.', { retryable: false, cause });
}

/** The class alone would leave its parts untyped. */
export function isApiError(error: unknown): error is APIError {
  return error instanceof APIError;
}
