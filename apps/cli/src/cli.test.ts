import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { draftCard, draftQuestion, extractedPage } from '@studywright/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

const extracted = z.strictObject({ title: z.string(), language: z.string(), pages: z.array(extractedPage.strict()) });
const drafted = extracted.extend({
  terms: z.array(z.string()),
  topics: z.array(z.strictObject({ title: z.string(), terms: z.array(z.string()) })),
  cards: z.array(draftCard.strict()),
  questions: z.array(z.union(draftQuestion.options.map((kind) => kind.strict()))),
});

const notes = `# Membranes

A membrane is a thin layer that parts two spaces from each other. Osmosis is the movement of water through a membrane.
Diffusion is the movement of particles from a place with many of them to a place with few.

# Energy

A mitochondrion is the part of a cell that sets energy free from food. Photosynthesis is the process by which plants turn
light into chemical energy. Respiration is the process by which cells set that energy free again. Fermentation is a process
that sets energy free without oxygen.
`;

// Each starts two processes, which takes its time on a busy machine.

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'studywright-cli-'));
  await mkdir(join(folder, 'inner'));
  await writeFile(join(folder, 'cells.md'), notes);
  await writeFile(join(folder, 'large.txt'), `${'Das Herz pumpt das Blut in jeden Teil des Körpers. '.repeat(10)}\n\n`.repeat(4000));
  await writeFile(join(folder, 'picture.pdf'), Buffer.from('474946383961', 'hex'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface End {
  code: number | null;
  out: string;
  err: string;
}

const main = fileURLToPath(new URL('main.ts', import.meta.url));

/** Runs the program as `npm run` does: elsewhere, with the caller's folder in INIT_CWD. */
function studywright(args: readonly string[], { from = folder, slow = false } = {}): Promise<End> {
  const { INIT_CWD: _, ...env } = process.env;
  const program = spawn(process.execPath, [main, ...args], { cwd: tmpdir(), env: { ...env, INIT_CWD: from }, stdio: ['ignore', 'pipe', 'pipe'] });
  return new Promise((resolve) => {
    let err = '';
    const out: Buffer[] = [];
    program.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const read = () => program.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    // Whoever reads late must still get all of it: nothing is read before the pipe is full.
    if (slow) program.stdout.once('readable', () => setImmediate(read));
    else read();
    program.on('close', (code) => resolve({ code, out: Buffer.concat(out).toString(), err }));
  });
}

describe('extract', () => {
  test('prints the document as JSON and nothing else', async () => {
    const { code, out, err } = await studywright(['extract', 'cells.md', '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const document = extracted.parse(JSON.parse(out));
    expect(document).toMatchObject({ title: 'Membranes', language: 'en', pages: [{ number: 1, ocr: false }] });
    expect(document.pages[0]?.text).toContain('A membrane is a thin layer');
  });

  test('finds a file from where its caller stands', async () => {
    const { code, out } = await studywright(['extract', '../cells.md'], { from: join(folder, 'inner') });
    expect(code).toBe(0);
    expect(out).toMatch(/^Membranes\n1 page, \d+ words, language en\n/);
  });

  test('gives a large document whole to a slow reader', async () => {
    const { code, out } = await studywright(['extract', 'large.txt', '--json'], { slow: true });
    expect(code).toBe(0);
    expect(extracted.parse(JSON.parse(out)).pages.reduce((sum, page) => sum + page.text.length, 0)).toBeGreaterThan(2_000_000);
  });
});

describe('draft', () => {
  test('prints terms, topics, cards and questions, each with a quote that stands in its page', async () => {
    const { code, out, err } = await studywright(['draft', 'cells.md', '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { pages, cards, questions, topics, terms } = drafted.parse(JSON.parse(out));
    expect(terms.length).toBeGreaterThan(0);
    expect(topics.map((topic) => topic.title)).toContain('Energy');
    expect(cards.length).toBeGreaterThan(3);
    for (const { citation } of [...cards, ...questions]) expect(pages[citation.page - 1]?.text.slice(citation.start, citation.end)).toBe(citation.quote);
  });

  test('says in words what it made', async () => {
    const { code, out } = await studywright(['draft', 'cells.md']);
    expect(code).toBe(0);
    expect(out).toMatch(/\d+ topics, \d+ cards, \d+ questions/);
  });
});

describe('evaluate', () => {
  const figures = z.object({
    rows: z.array(z.object({ file: z.string(), wer: z.number().nullable(), bag: z.object({ f1: z.number() }).nullable(), headings: z.object({ recall: z.number() }).nullable(), error: z.object({ code: z.string() }).nullable(), ok: z.boolean() })),
    groups: z.array(z.object({ by: z.string(), name: z.string(), files: z.number(), ok: z.number() })),
    baselines: z.record(z.string(), z.array(z.object({ tool: z.string() }))),
  });

  test('finds the gold texts of a folder and measures against them; one bad file fails nothing', async () => {
    const measured = join(folder, 'measured');
    await mkdir(join(measured, 'hostile'), { recursive: true });
    await writeFile(join(measured, 'chapter.md'), notes);
    await writeFile(join(measured, 'chapter.txt'), notes.replaceAll('# ', '').replace('thin layer', 'thick wall'));
    await writeFile(join(measured, 'hostile', 'empty.pdf'), '');
    await writeFile(join(measured, 'lost.pdf'), '%PDF-1.7 and no more');
    await writeFile(join(measured, 'lost.gold.txt'), 'words that nobody finds');
    await writeFile(join(measured, 'BASELINES.json'), JSON.stringify({ extraction: [{ file: 'chapter.md', tool: 'cat', wer: 0.5 }] }));
    const { code, out, err } = await studywright(['evaluate', 'extraction', 'measured', '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { rows, groups, baselines } = figures.parse(JSON.parse(out));
    expect(rows).toMatchObject([
      { file: 'chapter.md', wer: 2 / 90, error: null, ok: true },
      { file: 'hostile/empty.pdf', wer: null, error: { code: 'BAD_INPUT' }, ok: true },
      { file: 'lost.pdf', error: { code: 'UNREADABLE' }, ok: false },
    ]);
    expect(groups[0]).toEqual({ by: 'all', name: 'all', files: 3, ok: 2 });
    expect(baselines).toEqual({ 'chapter.md': [{ tool: 'cat' }] });
    const { out: table } = await studywright(['evaluate', 'extraction', 'measured', '--only', 'hostile/*']);
    expect(table).toMatch(/^hostile\/empty\.pdf .*BAD_INPUT$/m);
    expect(table).not.toContain('chapter.md');
  });
});

describe('scorecard', () => {
  const card = z.object({ engine: z.string(), figures: z.record(z.string(), z.number().nullable()), peakMb: z.number(), chapters: z.array(z.object({ name: z.string(), language: z.string(), figures: z.record(z.string(), z.number().nullable()) })) });

  test('measures chapters with a glossary and without, and fails by name where a figure is worse than the recorded one', async () => {
    const [first, second] = [join(folder, 'book', 'one'), join(folder, 'book', 'zwei')];
    await Promise.all([first, second].map((path) => mkdir(path, { recursive: true })));
    await writeFile(join(first, 'chapter.txt'), notes.replaceAll('# ', ''));
    await writeFile(join(first, 'gold.json'), JSON.stringify({ terms: [{ term: 'osmosis', definition: 'movement of water through a membrane', in_body: true }] }));
    await writeFile(join(second, 'chapter.txt'), 'Die Diffusion von Wasser durch eine Membran nennt man Osmose. Das Herz pumpt das Blut in jeden Teil des Körpers.\n'.repeat(3));
    const { code, out, err } = await studywright(['scorecard', 'book', '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { engine, figures, chapters, peakMb } = card.parse(JSON.parse(out));
    expect(engine).toBe('extractive');
    expect(chapters).toMatchObject([{ name: 'one', language: 'en', figures: { grounded: 1, definitionsAsked: 1 } }, { name: 'zwei', language: 'de', figures: { definitionF1: null } }]);
    await writeFile(join(folder, 'recorded.json'), JSON.stringify({ extractive: { figures: { ...figures, definitionF1: 1.1, seconds: null }, peakMb: peakMb * 2 } }));
    const compared = await studywright(['scorecard', 'book', '--against', 'recorded.json']);
    expect(compared.code).toBe(1);
    expect(compared.out).toMatch(/^grounded +1\.000/m);
    expect(compared.err.trimEnd()).toMatch(/^1 of the figures is worse than in recorded\.json: definitionF1 is 0\.\d+, recorded 1\.1, tolerance 0\.005\.$/);
  });
});

describe('what goes wrong is said in one line', () => {
  test.each([
    [['extract', 'gone.pdf'], /^There is no file gone\.pdf\.$/],
    [['extract', 'inner'], /^This is a folder or a device, not a file\./],
    [['extract', 'picture.pdf', '--json'], /^This file is a GIF picture\. Studywright reads PDF, /],
    [['extract'], /^Use it so: studywright extract FILE \[--json\]$/],
    [['extract', 'cells.md', '--yaml'], /^Use it so: studywright extract FILE \[--json\]$/],
    [['draft', 'cells.md', 'more.md'], /^Use it so: studywright draft FILE \[--json\]$/],
    [['evaluate', 'extraction', 'gone'], /^There is no file gone\.$/],
    [['evaluate', 'extraction', 'inner'], /^There is no document to measure in inner\.$/],
    [['evaluate', 'speed', 'inner'], /^“speed” is nothing that can be measured\./],
    [['scorecard', 'inner'], /^There is no chapter in inner\. A chapter is a folder with chapter\.txt,/],
    [['scorecard', 'inner', '--engine', 'gpt'], /^There is no engine “gpt”\. There are: extractive, openai\.$/],
    [['scorecard', 'inner', '--engine', 'openai'], /^The engine “openai” needs OPENAI_MODEL,/],
    [['scorecard', 'inner', '--against', 'cells.md'], /^cells\.md holds no recorded figures\./],
    [['fetch'], /^There is no command “fetch”\./],
  ])('%j', async (args, line) => {
    const { code, out, err } = await studywright(args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err.trimEnd()).toMatch(line);
    expect(err.trimEnd()).not.toContain('\n');
  });
});

test('help lists the commands', async () => {
  const { code, out } = await studywright(['help']);
  expect(code).toBe(0);
  expect(out).toMatch(/^studywright extract FILE \[--json\] .*\nstudywright draft FILE/m);
});
