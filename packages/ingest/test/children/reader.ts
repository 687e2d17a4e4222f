// Does what the path says in place of reading a page.
import { z } from 'zod';

const asked = z.object({ id: z.number(), path: z.string() });

process.once('disconnect', () => process.exit(0));
process.on('message', (message) => {
  const { id, path } = asked.parse(message);
  if (path === 'die') process.kill(process.pid, 'SIGKILL');
  else if (path === 'refuse') process.send?.({ id, ok: false, code: 'UNREADABLE', detail: 'No.' });
  else if (path !== 'hang') process.send?.({ id, ok: true, value: process.pid });
});
