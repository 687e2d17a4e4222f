import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** The packages that a program has loaded once it has imported this one. */
function loaded(): string[] {
  const program = `
    import { registerHooks } from 'node:module';
    const urls = [];
    registerHooks({ load: (url, context, next) => (urls.push(url), next(url, context)) });
    await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)});
    console.log(JSON.stringify(urls));`;
  const urls: unknown = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' }));
  return Array.isArray(urls) ? urls.map(String).flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []) : [];
}

test('a program that only answers requests carries no parser and no tables of languages', () => {
  expect([...new Set(loaded())].toSorted((a, b) => a.localeCompare(b))).toEqual(['ts-fsrs', 'zod']);
});
