/** Gets on for a while, and then no more, though it has time left. */
import { startGuard } from '../../src/guard-start.ts';
import { childRequest } from '../../src/wire.ts';

process.once('message', (message) => {
  const beat = startGuard(childRequest.parse(message).limits, 0.5);
  beat();
  for (;;);
});
