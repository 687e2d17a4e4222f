import { type NextRequest, NextResponse } from 'next/server';
import { uploadThingOf } from '@studywright/api/platform/files/uploadthing-token';
import { apiAddress } from './server/api-address.ts';

/** As the settings say it; read here once more, for this file stands before everything else. */
function apiSetting(): { url: string } | { port: number } {
  const url = process.env['PUBLIC_API_URL'];
  return url === undefined || url === '' ? { port: Number(process.env['API_PORT'] ?? 4000) } : { url };
}

function fileService(): string {
  const token = process.env['UPLOADTHING_TOKEN'];
  return token === undefined || token === '' ? '' : ` ${new URL(uploadThingOf(token).ingestUrl).origin}`;
}

/**
 * What a page may load: its own files, and scripts that carry the nonce of this answer. Styles may be inline, because
 * positions of popovers and widths of bars are. Uploads go to the API server, and pictures of pages
 * come from it: its address is the one foreign one, but for the service that takes files where one is set.
 */
function policy(nonce: string, api: string): string {
  const development = process.env['NODE_ENV'] === 'development';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: ${api}`,
    "font-src 'self'",
    `connect-src 'self' ${api}${fileService()}${development ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const csp = policy(nonce, apiAddress(request.headers, apiSetting()));
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', csp);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', csp);
  return response;
}

export const config = {
  matcher: [
    {
      source: '/((?!api/|_next/static|_next/image|favicon.ico|icon.svg).*)',
      missing: [
        { type: 'header', key: 'next-router-prefetch' },
        { type: 'header', key: 'purpose', value: 'prefetch' },
      ],
    },
  ],
};
