/** Where browsers reach the API server: its address, or the host that the page was asked from, at its port. */
export function apiAddress(headers: Headers, api: { url: string } | { port: number }): string {
  if ('url' in api) return api.url.replace(/\/$/, '');
  const scheme = headers.get('x-forwarded-proto')?.split(',')[0]?.trim() ?? 'http';
  const host = (headers.get('x-forwarded-host') ?? headers.get('host') ?? 'localhost').replace(/:\d+$/, '');
  // A header is text from outside: only what can be a host name goes on.
  const name = /^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])$/.test(host) ? host : 'localhost';
  return `${scheme === 'https' ? 'https' : 'http'}://${name}:${api.port}`;
}
