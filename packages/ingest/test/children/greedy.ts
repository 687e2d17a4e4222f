/** Takes memory outside of the heap until it is stopped. */
import { startGuard } from '../../src/guard-start.ts';
import { childRequest } from '../../src/wire.ts';

process.once('message', (message) => {
  startGuard(childRequest.parse(message).limits);
  const kept: Buffer[] = [];
  for (;;) kept.push(Buffer.alloc(4 * 1024 * 1024, 1));
});
