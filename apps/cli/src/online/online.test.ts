import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';
import { createClient, type StudywrightClient } from '@studywright/client';
import { startProgram, type TestProgram } from '@studywright/client/testing';
import { cardView, citation, courseView, documentView, todayView, transferCard, transferQuestion, transferReview } from '@studywright/core';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { runProgram } from '../program.ts';
import { credentialStore } from './credentials.ts';
import { clientOf } from './server.ts';

// Each command is a process of its own, which takes a second to start on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

let program: TestProgram;
let folder: string;
let student: Awaited<ReturnType<TestProgram['newStudent']>>;
let client: StudywrightClient;
beforeAll(async () => {
  program = await startProgram();
});
afterAll(() => program.close());

/** A student and a home of their own. */
async function newStudent() {
  folder = await mkdtemp(join(tmpdir(), 'studywright-cli-'));
  student = await program.newStudent();
  client = createClient({ url: program.url, tokens: await createClient({ url: program.url }).account.signIn.mutate(student) });
  const made = folder;
  return () => rm(made, { recursive: true, force: true });
}

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface Surroundings {
  input?: string;
  environment?: Record<string, string>;
}

async function studywright(args: string[], { input = '', environment = {} }: Surroundings = {}): Promise<Ended> {
  const child = spawn(process.execPath, [main, ...args], { cwd: folder, env: { PATH: process.env['PATH'], XDG_CONFIG_HOME: folder, ...environment }, stdio: 'pipe' });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdin.end(input);
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}

const signIn = () => studywright(['login', '--url', program.url, '--email', student.email], { input: `${student.password}\n` });
const credentialsFile = () => join(folder, 'studywright', 'credentials.json');
const stored = async () => z.object({ tokens: z.object({ accessToken: z.string(), refreshToken: z.string(), expiresAt: z.string() }) }).loose().parse(JSON.parse(await readFile(credentialsFile(), 'utf8')));

/** A run that must fail as all do: nothing on stdout, one line on stderr, exit code 1. */
function refused({ code, stdout, stderr }: Ended): string {
  expect({ code, stdout, lines: stderr.split('\n').length - 1 }).toEqual({ code: 1, stdout: '', lines: 1 });
  return stderr.trim();
}

const notes = `# Leaves

A leaf is an organ of a plant that turns light into sugar. Chlorophyll is the green pigment that absorbs light in the chloroplast. A stoma is a pore in the leaf through which gases pass.

# Roots

A root is an organ of a plant that takes up water from the soil. Root hairs are thin cells that increase the surface of a root. The cortex is the tissue in which a root stores starch.
`;

async function addNotes(course = 'Botany'): Promise<void> {
  await writeFile(join(folder, 'notes.md'), notes);
  const { code, stderr } = await studywright(['add', 'notes.md', '--course', course, '--wait', '--accept']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('notes.md: uploaded.') });
}

describe('signing in', () => {
  beforeEach(newStudent);

  test('keeps tokens in a file that is its owner’s alone, and signing out ends them', async () => {
    expect(await signIn()).toEqual({ code: 0, stdout: `Signed in to ${program.url} as ${student.email}.\n`, stderr: '' });
    expect((await stat(credentialsFile())).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'studywright'))).mode & 0o777).toBe(0o700);
    expect(await readFile(credentialsFile(), 'utf8')).not.toContain(student.password);
    const { tokens } = await stored();

    expect((await studywright(['due'])).code).toBe(0);
    expect(await studywright(['logout'])).toEqual({ code: 0, stdout: 'Signed out.\n', stderr: '' });

    await expect(createClient({ url: program.url }).account.refresh.mutate({ refreshToken: tokens.refreshToken })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(refused(await studywright(['due']))).toBe('You are not signed in. Sign in first: studywright login');
    expect((await studywright(['logout'])).stdout).toBe('You were not signed in.\n');
  });

  test('asks for the address where none is named, and says what was wrong', async () => {
    expect((await studywright(['login', '--url', program.url], { input: `${student.email}\n${student.password}\n` })).code).toBe(0);
    expect(refused(await studywright(['login', '--url', program.url, '--email', student.email], { input: 'wrong\n' }))).toContain('do not belong together');
    expect(refused(await studywright(['login', '--url', program.url, '--email', student.email]))).toBe('No password was given. Type it, or pipe it in.');
    expect(refused(await studywright(['login', '--url', 'nowhere']))).toContain('--url https://');
    expect(refused(await studywright(['login', '--url', 'http://127.0.0.1:9', '--email', 'a@example.org'], { input: 'x\n' }))).toBe('http://127.0.0.1:9 does not answer. Check that the server runs and that this is its address.');
  });

  test('a token that has run out is replaced and kept, once by two commands at the same time', async () => {
    await signIn();
    const before = await stored();
    await writeFile(credentialsFile(), JSON.stringify({ ...before, tokens: { ...before.tokens, expiresAt: new Date(0).toISOString() } }));
    const both = await Promise.all([studywright(['due', '--json']), studywright(['due', '--json'])]);
    expect(both).toMatchObject([{ code: 0, stderr: '' }, { code: 0, stderr: '' }]);
    const after = await stored();
    expect(after.tokens.refreshToken).not.toBe(before.tokens.refreshToken);
    expect((await stat(credentialsFile())).mode & 0o777).toBe(0o600);
    expect((await studywright(['due'])).code).toBe(0);
  });

  test('tokens that another command got within the second of the last ones are found', async () => {
    const tokens = await createClient({ url: program.url }).account.signIn.mutate(student);
    const store = credentialStore(join(folder, 'studywright'));
    const held = { version: 1 as const, kind: 'tokens' as const, url: program.url, email: student.email, tokens: { ...tokens, expiresAt: new Date(0).toISOString() } };
    const { refreshToken } = await createClient({ url: program.url }).account.refresh.mutate({ refreshToken: tokens.refreshToken });
    await store.write({ ...held, tokens: { ...tokens, refreshToken } });
    await expect((await clientOf(held, store)).account.me.query()).resolves.toMatchObject({ email: student.email });
  });

  test('that was ended elsewhere says so', async () => {
    await signIn();
    const { tokens, ...rest } = await stored();
    await createClient({ url: program.url }).account.refresh.mutate({ refreshToken: tokens.refreshToken });
    await writeFile(credentialsFile(), JSON.stringify({ ...rest, tokens: { ...tokens, expiresAt: new Date(0).toISOString() } }));
    // The refresh token in the file was used by somebody else: it ends what came from it.
    expect(refused(await studywright(['due']))).toBe('Your sign-in has ended. Sign in again: studywright login');
  });

  test('is sent to no other server than the one it was made for', async () => {
    await signIn();
    expect(refused(await studywright(['due'], { environment: { STUDYWRIGHT_URL: 'http://127.0.0.1:9' } }))).toContain(`You are signed in to ${program.url}, not to http://127.0.0.1:9`);
  });

  test('a file that is damaged says what to do', async () => {
    await signIn();
    await writeFile(credentialsFile(), '{"version":');
    expect(refused(await studywright(['due']))).toContain('cannot be read. Sign in again: studywright login');
    expect((await signIn()).code).toBe(0);
  });
});

describe('an API key', () => {
  beforeEach(newStudent);

  test('is taken from the environment before what is stored, until it is revoked', async () => {
    const { id, key } = await client.account.apiKeys.create.mutate({ name: 'Command line' });
    await client.course.create.mutate({ id: v7(), name: 'By key' });
    const environment = { STUDYWRIGHT_URL: program.url, STUDYWRIGHT_API_KEY: key };
    expect((await studywright(['due'], { environment })).stdout).toContain('By key');
    await client.account.apiKeys.revoke.mutate({ id });
    expect(refused(await studywright(['due'], { environment }))).toContain('does not take the key of STUDYWRIGHT_API_KEY');
  });

  test('can be signed in with', async () => {
    const { key } = await client.account.apiKeys.create.mutate({ name: 'Command line' });
    expect((await studywright(['login', '--url', program.url, '--api-key'], { input: `${key}\n` })).stdout).toBe(`Signed in to ${program.url} as ${student.email}.\n`);
    expect((await stat(credentialsFile())).mode & 0o777).toBe(0o600);
    expect((await studywright(['due'])).code).toBe(0);
    expect(refused(await studywright(['login', '--url', program.url, '--api-key'], { input: 'sw_wrong\n' }))).toContain('does not take this API key');
  });
});

describe('adding documents', () => {
  beforeEach(newStudent);

  const outcomes = z.array(z.object({ file: z.string(), outcome: z.enum(['added', 'same', 'failed']), document: documentView.nullable(), detail: z.string().nullable() }));

  test('reads what is piped in, under the name it is given', async () => {
    await signIn();
    await writeFile(join(folder, 'more.md'), '# Stems\n\nA stem is an organ of a plant that carries its leaves.\n');
    const { code, stdout, stderr } = await studywright(['add', '-', 'more.md', '--name', 'lectures/leaves.md', '--course', 'Botany', '--json'], { input: notes });
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'Made the course “Botany”.\n-: uploaded.\nmore.md: uploaded.\n' });
    expect(outcomes.parse(JSON.parse(stdout))).toMatchObject([{ file: '-', outcome: 'added', document: { fileName: 'leaves.md', title: 'leaves', bytes: Buffer.byteLength(notes) } }, { file: 'more.md' }]);

    expect(refused(await studywright(['add', '-', '--course', 'Botany'], { input: '' }))).toBe('-: This file is empty. Choose one with something in it.');
    expect(refused(await studywright(['add', '-', '-', '--course', 'Botany'], { input: notes }))).toContain('can be read once');
    expect(refused(await studywright(['add', 'more.md', '--name', 'x.md', '--course', 'Botany']))).toContain('--name');
    expect((await studywright(['add', '-', '--course', 'Botany'], { input: '# Unnamed\n\nWhat has no name is called a document.\n' })).stdout).toBe('-: being worked on\n');
  });

  test('makes the course, waits until they are ready, names the same file, and fails for what is not there', async () => {
    await signIn();
    await writeFile(join(folder, 'notes.md'), notes);
    await writeFile(join(folder, 'copy.md'), notes);
    await writeFile(join(folder, 'empty.md'), '');

    const { code, stdout, stderr } = await studywright(['add', 'notes.md', 'missing.md', 'copy.md', 'empty.md', '--course', 'Botany', '--wait', '--accept', '--json']);

    const [added, missing, same, empty] = outcomes.parse(JSON.parse(stdout));
    expect(added).toMatchObject({ file: 'notes.md', outcome: 'added', document: { status: 'ready', percent: 100, fileName: 'notes.md' } });
    expect(added?.document?.counts.cards).toBeGreaterThan(0);
    expect(missing).toMatchObject({ outcome: 'failed', document: null, detail: 'There is no file missing.md.' });
    expect(same).toMatchObject({ file: 'copy.md', outcome: 'same', document: { id: added?.document?.id } });
    expect(empty).toMatchObject({ outcome: 'failed', detail: 'This file is empty.' });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([
      'Made the course “Botany”.',
      'notes.md: uploaded.',
      'copy.md: the same file as “notes”, which is in “Botany” already.',
      'missing.md: There is no file missing.md.',
      'empty.md: This file is empty.',
      '2 of 4 files could not be added.',
    ]);
    expect((await client.course.list.query({})).items.map((course) => course.name)).toEqual(['Botany']);
  });

  test('goes to the course that is there, in whatever case it is written', async () => {
    await signIn();
    const id = v7();
    await client.course.create.mutate({ id, name: 'Botany' });
    await addNotes('botany');
    expect((await client.course.get.query({ id })).counts.documents).toBe(1);
    await client.course.create.mutate({ id: v7(), name: 'Botany' });
    expect(refused(await studywright(['add', 'notes.md', '--course', 'Botany']))).toContain('2 courses are called “Botany”');
    expect((await studywright(['add', 'notes.md', '--course', id])).code).toBe(0);
  });

  test('says why a document could not be worked on, in one line', async () => {
    await signIn();
    await writeFile(join(folder, 'broken.pdf'), '%PDF-1.7\nnot much of one');
    const { code, stdout, stderr } = await studywright(['add', 'broken.pdf', '--course', 'Botany', '--wait']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trim().split('\n').at(-1)).toMatch(/^broken\.pdf: .+\.$/);
  });

  test('makes no course for files that are not there', async () => {
    await signIn();
    expect(refused(await studywright(['add', 'missing.pdf', '--course', 'Botany']))).toBe('missing.pdf: There is no file missing.pdf.');
    expect((await client.course.list.query({})).items).toEqual([]);
    expect(refused(await studywright(['add', 'missing.pdf']))).toContain('--course NAME');
  });
});

describe('reading', () => {
  beforeAll(async () => {
    const remove = await newStudent();
    await signIn();
    await addNotes();
    return remove;
  });

  test('due says what is left today', async () => {
    const { code, stdout, stderr } = await studywright(['due', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const today = todayView.strict().parse(JSON.parse(stdout));
    expect(today.courses).toMatchObject([{ name: 'Botany', due: 0, new: today.new }]);
    expect(today.new).toBeGreaterThan(0);
    expect((await studywright(['due'])).stdout).toMatch(new RegExp(`^${today.day}: 0 due, 0 in learning, ${today.new} new, 0 done\n  Botany +0 due +${today.new} new\n$`));
  });

  test('cards come all, or those with some words', async () => {
    const shape = z.strictObject({ course: z.strictObject({ id: z.uuid(), name: z.string() }), cards: z.array(cardView.strict()) });
    const { stdout } = await studywright(['cards', 'Botany', '--json']);
    const { course, cards } = shape.parse(JSON.parse(stdout));
    expect(cards).toHaveLength((await client.course.get.query({ id: course.id })).counts.cards);
    const found = shape.parse(JSON.parse((await studywright(['cards', 'Botany', '--search', 'chlorophyll', '--json'])).stdout)).cards;
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(cards.length);
    for (const { front, back } of found) expect(`${front} ${back}`.toLowerCase()).toContain('chlorophyll');
    expect((await studywright(['cards', 'Botany'])).stdout.trim().split('\n')).toHaveLength(cards.length);
    expect(refused(await studywright(['cards', 'Zoology']))).toContain('no course called “Zoology”');
  });

  test('cards of more than one page come all', async () => {
    const [course] = (await client.course.list.query({})).items;
    const before = course?.counts.cards ?? 0;
    await Promise.all(Array.from({ length: 120 }, (_, index) => client.flashcard.create.mutate({ id: v7(), courseId: course?.id ?? '', front: `Own ${index}`, back: `Answer ${index}` })));
    const { cards } = z.object({ cards: z.array(z.object({ id: z.uuid() })) }).parse(JSON.parse((await studywright(['cards', 'Botany', '--json'])).stdout));
    expect(new Set(cards.map((card) => card.id)).size).toBe(before + 120);
  });

  test('an export holds all of a course', async () => {
    const shape = z.strictObject({
      format: z.literal('studywright-course'),
      version: z.literal(1),
      course: courseView.pick({ id: true, name: true, examDate: true, archivedAt: true, createdAt: true }).strict(),
      documents: z.array(documentView.pick({ id: true, title: true, fileName: true, mediaType: true, bytes: true, status: true, language: true, pages: true, engine: true, createdAt: true, finishedAt: true }).strict()),
      topics: z.array(z.strictObject({ id: z.uuid(), title: z.string(), documentId: z.uuid().nullable(), page: z.number().nullable(), terms: z.array(z.string()) })),
      cards: z.array(transferCard.strict()),
      questions: z.array(transferQuestion.strict()),
      reviews: z.array(transferReview.strict()),
    });
    const { cards: session } = await client.flashcard.studySession.query({});
    const reviewId = v7();
    await client.flashcard.review.mutate({ id: reviewId, cardId: session[0]?.id ?? '', rating: 4, version: 0, durationMs: 1500 });

    const { code, stdout, stderr } = await studywright(['export', 'Botany', '--json']);

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const whole = shape.parse(JSON.parse(stdout));
    const { counts } = await client.course.get.query({ id: whole.course.id });
    expect({ documents: whole.documents.length, cards: whole.cards.length, questions: whole.questions.length }).toEqual({ documents: counts.documents, cards: counts.cards, questions: counts.questions });
    expect(whole.questions.length).toBeGreaterThan(0);
    expect(whole.reviews).toMatchObject([{ id: reviewId, cardId: session[0]?.id, rating: 4 }]);
    expect(whole.cards.find((card) => card.id === session[0]?.id)?.schedule).toMatchObject({ reps: 1, lastRating: 4 });
    const pages = await client.document.page.query({ documentId: whole.documents[0]?.id ?? '', page: 1 });
    const generated = whole.cards.filter((card) => card.origin === 'generated');
    for (const { citation: cited } of [...generated, ...whole.questions]) {
      const { start, end, quote } = citation.parse(cited);
      expect(pages.text.slice(start, end)).toBe(quote);
    }
  });
});

test('an export saves the pictures on cards, each by the name of its card', async () => {
  onTestFinished(await newStudent());
  await signIn();
  const chunk = (type: string, data: Uint8Array) => {
    const [named, length, sum] = [Buffer.concat([Buffer.from(type), data]), Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  // 256 by 128 pixels in two shades of grey.
  const rows = deflateSync(Buffer.from(Array.from({ length: 128 }, () => [0, ...Array.from({ length: 256 }, (_, x) => (x < 128 ? 40 : 220))]).flat()));
  const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'), chunk('IHDR', Buffer.from([0, 0, 1, 0, 0, 0, 0, 128, 8, 0, 0, 0, 0])), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
  const sentences = notes.split('\n').filter((line) => line.startsWith('A ')).map((line) => `<p>${line}</p>`);
  await writeFile(join(folder, 'notes.html'), `<!DOCTYPE html><html><body><h1>Leaves</h1>${sentences.join('')}<figure><img src="data:image/png;base64,${png.toString('base64')}"><figcaption>Figure 1: A leaf and its green cells</figcaption></figure></body></html>`);
  expect((await studywright(['add', 'notes.html', '--course', 'Botany', '--wait', '--accept'])).code).toBe(0);
  const { code, stdout } = await studywright(['export', 'Botany', '--json', '--figures', 'pictures/of cards']);
  expect(code).toBe(0);
  const { cards } = z.object({ cards: z.array(transferCard) }).parse(JSON.parse(stdout));
  const shown = cards.filter(({ figure }) => figure !== null);
  expect(shown).toMatchObject([{ back: 'A leaf and its green cells', figure: { width: 192, height: 96 } }]);
  expect(await readdir(join(folder, 'pictures/of cards'))).toEqual([`${shown[0]?.id}.webp`]);
  expect((await readFile(join(folder, 'pictures/of cards', `${shown[0]?.id}.webp`))).subarray(8, 12).toString()).toBe('WEBP');
  expect(refused(await studywright(['export', 'Botany', '--figures', 'notes.html']))).toMatch(/^Nothing can be written to .*notes\.html\. Name a folder of your own\.$/);
});

describe('help', () => {
  /** Without a process of its own: nothing of the world around is touched. */
  async function helpOf(command: string): Promise<string> {
    let printed = '';
    const unused = () => {
      throw new Error('Help needs nothing of this.');
    };
    await runProgram([command, '--help'], { folder: '/', environment: {}, signal: new AbortController().signal, tell: unused, status: unused, ask: unused, input: unused, print: async (words) => void (printed += words) });
    return printed;
  }

  test.each(['login', 'logout', 'add', 'due', 'cards', 'export'])('%s says how it is used', async (command) => {
    expect(await helpOf(command)).toMatch(new RegExp(`^studywright ${command} .*\n\n.+\\.\n$`));
  });

  test('what is used wrongly says how it is used, and a wrong setting is named', async () => {
    onTestFinished(await newStudent());
    expect(refused(await studywright(['cards']))).toBe('Use it so: studywright cards COURSE [--search WORDS] [--json]');
    expect(refused(await studywright(['due', '--nothing']))).toBe('Use it so: studywright due [--json]');
    expect(refused(await studywright(['due'], { environment: { STUDYWRIGHT_URL: 'ftp://x' } }))).toContain('STUDYWRIGHT_URL is not a web address');
  });
});
