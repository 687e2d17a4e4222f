import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../start/root.ts';

const read = (name: string) => readFileSync(join(root, name), 'utf8');

/** Where programs say which settings they read. */
const sources = ['apps/server/src/settings.ts', 'apps/web/src/server/settings.ts', 'packages/api/src/platform/files/settings.ts', 'packages/api/src/platform/budgets.ts', 'tooling/start/settings.ts'];
/** Set by whoever starts a program on a port of its choice, for that program alone. */
const internal = new Set(['PORT']);

const settings = [...new Set(sources.flatMap((source) => [...read(source).matchAll(/^ {2}([A-Z][A-Z0-9_]+): (?:setting|z)\./gm)].flatMap(([, name = '']) => (internal.has(name) ? [] : [name]))))].toSorted();

describe('settings', () => {
  it('are found in the code', () => {
    expect(settings).toContain('DATABASE_URL');
    expect(settings).toContain('S3_BUCKET');
    expect(settings.length).toBeGreaterThan(20);
  });

  it('are all in .env.example, each once, and no other is', () => {
    const shown = [...read('.env.example').matchAll(/^#([A-Z][A-Z0-9_]+)=/gm)].map(([, name = '']) => name).toSorted();
    expect(shown).toEqual(settings);
  });

  it.each(settings)('%s is explained in docs/operations.md', (name) => {
    expect(read('docs/operations.md')).toContain(`\`${name}\``);
  });
});
