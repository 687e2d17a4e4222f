/**
 * Where browsers reach the API server: what PUBLIC_API_URL says, else the host that the page was asked from, at the API
 * server's port. Shared by the layouts, which hand it to the page, and by the policy that lets the page reach it.
 */
export function apiAddress(headers: Headers, environment: NodeJS.ProcessEnv): string {
  const given = environment['PUBLIC_API_URL'];
  if (given !== undefined && given !== '') return given.replace(/\/$/, '');
  const scheme = headers.get('x-forwarded-proto')?.split(',')[0]?.trim() ?? 'http';
  const host = (headers.get('x-forwarded-host') ?? headers.get('host') ?? 'localhost').replace(/:\d+$/, '');
  // A header is text from outside: only what can be a host name goes on.
  const name = /^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])$/.test(host) ? host : 'localhost';
  return `${scheme === 'https' ? 'https' : 'http'}://${name}:${environment['API_PORT'] ?? '4000'}`;
}
