import { z } from 'zod';
import type { ModelRequest } from './api.ts';
import type { Dialect } from './dialect.ts';

/** The rules of a request, with the form of the answer in words where the server does not enforce it. */
export function rulesOf({ system, schema }: ModelRequest, { format }: Dialect): string {
  return schema === null || format === 'schema' ? system : `${system}\n\nAnswer with one JSON object of this JSON Schema and nothing else:\n${JSON.stringify(z.toJSONSchema(schema))}`;
}

/** How a model is shown an answer that could not be read, and asked once more. */
export function repairWords(rejected: string): { answered: string; again: string } {
  return {
    answered: rejected.slice(0, 20_000) || '(empty)',
    again: 'This is not JSON of the form that was asked for. Answer again: the JSON object alone, complete and well-formed.',
  };
}
