import { APIError } from 'openai';
import { describe, expect, it } from 'vitest';
import { firstDialect, isTooLong, lessStrict, nextDialect, type Dialect } from './dialect.ts';

const local = firstDialect('http://localhost:11434/v1');
const refusal = (message: string, more: Record<string, string> = {}, status = 400) => APIError.generate(status, { error: { message, ...more } }, undefined, new Headers());

describe('firstDialect', () => {
  it('begins with what OpenAI’s own server is known to take, and elsewhere with what is most common', () => {
    expect(firstDialect('https://api.openai.com/v1')).toEqual({ format: 'schema', limit: 'max_completion_tokens', temperature: false, system: true });
    expect(local).toEqual({ format: 'schema', limit: 'max_tokens', temperature: true, system: true });
  });
});

describe('isTooLong', () => {
  it.each([
    "This model's maximum context length is 4096 tokens. However, you requested 9000 tokens (1000 in the messages, 8000 in the completion).",
    "'max_tokens' or 'max_completion_tokens' is too large: 8000. This model's maximum context length is 8192 tokens and your request has 1000 input tokens.",
    'max_tokens is too large: 8000. This model supports at most 4096 completion tokens.',
    'the request exceeds the available context size. try increasing the context size or enable context shift',
    'Trying to keep the first 9000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens.',
  ])('knows “%s”, and does not take it for a parameter refused', (message) => {
    expect(isTooLong(refusal(message))).toBe(true);
    expect(nextDialect(local, refusal(message))).toBeNull();
  });
});

describe('nextDialect', () => {
  it.each<[string, Partial<Dialect>]>([
    ["Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", { limit: 'max_completion_tokens' }],
    ["Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.", { temperature: false }],
    ["Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.", { format: 'json' }],
    ['This response_format type is unavailable now', { format: 'json' }],
    ['System role not supported', { system: false }],
  ])('%s', (message, change) => {
    expect(nextDialect(local, refusal(message))).toEqual({ ...local, ...change });
  });

  it('changes nothing for what another request would not mend', () => {
    expect(nextDialect(local, refusal('Incorrect API key; response_format', {}, 401))).toBeNull();
    expect(nextDialect(local, refusal('Your content was flagged.'))).toBeNull();
    expect(nextDialect(local, new Error('response_format'))).toBeNull();
  });

  it('comes to an end', () => {
    const ends = refusal('temperature max_tokens system role response_format');
    let steps = 0;
    for (let dialect: Dialect | null = local; dialect; dialect = nextDialect(dialect, ends)) steps += 1;
    expect(steps).toBeLessThan(8);
    expect(lessStrict({ ...local, format: 'words' })).toBeNull();
  });
});
