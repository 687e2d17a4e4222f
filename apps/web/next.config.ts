import type { NextConfig } from 'next';

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: false,
  transpilePackages: ['@studywright/core', '@studywright/db', '@studywright/ingest', '@studywright/ai', '@studywright/api'],
  serverExternalPackages: ['@node-rs/argon2', 'postgres', 'pg-boss', 'pino'],
  experimental: {
    optimizePackageImports: ['lucide-react'],
    // Serve static shells that no page here has; without them every visit loads less.
    optimisticRouting: false,
    prefetchInlining: false,
    varyParams: false,
  },
  // Types are checked by their own task, before this one.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
        { key: 'X-Frame-Options', value: 'DENY' },
        { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
        { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=()' },
      ],
    },
  ],
};

export default config;
