import { complain } from './console.ts';

/**
 * Ctrl-C, or a signal from whoever started us. The terminal sends it to every process of its group, and `npm` and our
 * wrapper pass theirs on, so that one press arrives several times: only one that comes later is a second request, which
 * ends everything at once.
 */
export function onStopRequest(): AbortSignal {
  const controller = new AbortController();
  let since: number | undefined;
  const request = () => {
    if (since === undefined) {
      since = Date.now();
      controller.abort();
    } else if (Date.now() - since > 1_000) {
      complain('Ended at once. The next start puts the database in order.');
      process.exit(1);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, request);
  return controller.signal;
}
