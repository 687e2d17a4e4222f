import type { Command } from '../command.ts';
import { clientOf, storeOf } from '../online/server.ts';

export const logout: Command = {
  name: 'logout',
  usage: '',
  summary: 'Ends the sign-in of this machine and forgets it.',
  options: {},
  takes: [0, 0],
  async run(_args, _values, io) {
    const store = storeOf(io);
    const stored = await store.read().catch(() => null);
    if (stored?.kind === 'tokens') {
      const client = await clientOf(stored, store);
      // Forgotten here in any case: what a server that is away still knows ends by itself.
      await client.account.signOut.mutate(undefined, { signal: io.signal }).catch(() => io.tell(`${stored.url} could not be told; the sign-in ends there by itself within a week.`));
    }
    const there = await store.remove();
    await io.print(there ? 'Signed out.\n' : 'You were not signed in.\n');
  },
};
