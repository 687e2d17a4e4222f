/** Never comes back; tells its process id as progress first. */
import { startGuard } from '../../src/guard-start.ts';
import { childRequest } from '../../src/wire.ts';

process.once('message', (message) => {
  startGuard(childRequest.parse(message).limits);
  process.send?.({ done: process.pid, total: 0 }, () => {
    for (;;);
  });
});
