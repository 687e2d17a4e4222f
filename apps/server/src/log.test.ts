import { expect, it } from 'vitest';
import { loggedError } from './log.ts';

it('writes down of a failed query what failed, and none of its parameters', () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', parameters: ['ada@example.org'] });
  const failed = Object.assign(new Error('Failed query: select 1 from users where email = $1\nparams: ada@example.org', { cause }), { params: ['ada@example.org'] });
  const logged = loggedError(failed);
  expect(logged).toMatchObject({ message: 'Failed query: select 1 from users where email = $1', stack: expect.stringContaining('log.test.ts'), cause: { code: 'ECONNREFUSED' } });
  expect(JSON.stringify(logged)).not.toContain('ada@example.org');
});
