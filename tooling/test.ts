import { parseArgs, styleText } from 'node:util';
import { parts, type Part } from './check/parts.ts';

const usage = `Usage: npm test [-- --only PART[,PART…] [FILE…]]   Parts: ${parts.map((part) => part.name).join(', ')}`;

function chosenParts(only: string[] | undefined): readonly Part[] {
  if (!only) return parts;
  const names = only.flatMap((value) => value.split(','));
  const unknown = names.filter((name) => !parts.some((part) => part.name === name));
  if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(', ')}.`);
  return parts.filter((part) => names.includes(part.name));
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { only: { type: 'string', multiple: true } }, allowPositionals: true });
  const results: { part: Part; passed: number; failed: number; seconds: number }[] = [];
  for (const part of chosenParts(values.only)) {
    console.log(`\n${styleText('bold', `── ${part.heading} `.padEnd(80, '─'))}`);
    const startedAt = performance.now();
    const { passed, failed } = await part.run(positionals);
    results.push({ part, passed, failed, seconds: (performance.now() - startedAt) / 1000 });
  }
  console.log(`\n${styleText('bold', `── Summary `.padEnd(80, '─'))}`);
  for (const { part, passed, failed, seconds } of results) {
    const outcome = failed > 0 ? styleText('red', 'failed') : styleText('green', 'ok    ');
    console.log(`${part.heading.padEnd(28)} ${outcome} ${seconds.toFixed(1).padStart(7)} s ${passed > 0 ? `  ${passed} tests` : ''}`);
  }
  const total = (which: 'passed' | 'failed') => results.reduce((sum, result) => sum + result[which], 0);
  process.exitCode = total('failed') > 0 ? 1 : 0;
  console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
}

try {
  await main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 1;
}
