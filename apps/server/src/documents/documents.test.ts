import { request } from 'node:http';
import type { TestStudent } from '@studywright/api/testing';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing/server.ts';

let server: TestServer;
let student: TestStudent;
let headers: { authorization: string };
let course: string;
beforeAll(async () => {
  server = await startTestServer();
  Object.assign(server.api.deps.rules, { maxBytes: 1_000_000, maxFilesAtOnce: 3 });
  student = await server.api.signUp();
  headers = await server.headersOf(student);
});
afterAll(() => server.close());
beforeEach(async () => {
  course = v7();
  await student.api.course.create({ id: course, name: 'Cell biology' });
});

function form(files: (string | [text: string, name: string])[], fields: [string, string][] = [['course', course]]): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  for (const [index, file] of files.entries()) {
    const [text, name] = typeof file === 'string' ? [file, `notes ${index + 1}.md`] : file;
    data.append('file', new Blob([text], { type: 'text/markdown' }), name);
  }
  return data;
}

async function send(body: FormData, as: Record<string, string> = headers) {
  const response = await fetch(`${server.url}/documents`, { method: 'POST', headers: as, body });
  return { status: response.status, ...(await response.json()) };
}

const listed = async () => (await student.api.document.list({ courseId: course })).items;
async function kept(): Promise<string[]> {
  const keys: string[] = [];
  for (const prefix of ['documents/', 'incoming/']) for await (const { key } of server.api.deps.files.list(prefix)) keys.push(key);
  return keys;
}

describe('a form with documents', () => {
  it('makes a document of each file, with what is said of it', async () => {
    const id = v7();
    const fields: [string, string][] = [['course', course], ['id', id], ['title', 'Week 1'], ['tags', 'exam, cells']];
    const answer = await send(form(['# Cells\n\nA cell is small.', '# Atoms\n\nAn atom is smaller.'], fields));
    expect(answer).toMatchObject({ status: 201, documents: [{ file: 'notes 1.md', outcome: 'added', document: { id, title: 'Week 1', tags: ['exam', 'cells'], status: 'queued' }, error: null }, { file: 'notes 2.md', document: { title: 'notes 2' } }] });
    expect((await listed()).map(({ fileName }) => fileName).toSorted()).toEqual(['notes 1.md', 'notes 2.md']);
    await server.api.runJobs();
    expect(await student.api.document.get({ id })).toMatchObject({ status: 'ready' });
  });

  it('is taken with an API key, and by nobody else', async () => {
    const { key } = await student.api.account.apiKeys.create({ name: 'Script' });
    expect((await send(form(['By key.']), { authorization: `Bearer ${key}` })).status).toBe(201);
    expect(await send(form(['By nobody.']), {})).toMatchObject({ status: 401, error_code: 'UNAUTHENTICATED' });
    const stranger = await server.headersOf(await server.api.signUp());
    expect(await send(form(['By a stranger.']), stranger)).toMatchObject({ status: 404, error_code: 'NOT_FOUND' });
    expect(await listed()).toHaveLength(1);
  });

  it('sent twice with its id is one document; the same bytes under another are named as what is there', async () => {
    const id = v7();
    const fields: [string, string][] = [['course', course], ['id', id]];
    await send(form(['The same words.'], fields));
    expect(await send(form(['The same words.'], fields))).toMatchObject({ status: 201, documents: [{ document: { id } }] });
    expect(await send(form(['The same words.']))).toMatchObject({ status: 409, error_code: 'DUPLICATE', data: { documentId: id } });
    expect(await send(form(['Other words.'], fields))).toMatchObject({ status: 409, error_code: 'CONFLICT' });
    expect(await listed()).toHaveLength(1);
  });
});

describe('nothing is left of', () => {
  let before: string[];
  beforeEach(async () => {
    before = await kept();
  });

  it.each([
    ['an empty file', () => form(['']), { status: 400, error_code: 'BAD_INPUT', detail: '“notes 1.md” is empty. Choose a file with something in it.' }],
    ['a file that is too large', () => form(['x'.repeat(1_000_001)]), { status: 413, error_code: 'TOO_LARGE' }],
    ['a form without a file', () => form([]), { status: 400, error_code: 'BAD_INPUT' }],
    ['a form without its course', () => form(['Words.'], []), { status: 400, error_code: 'BAD_INPUT', detail: expect.stringContaining('“course”') }],
    ['a form that names its course last', () => {
      const late = form(['Words.'], []);
      late.append('course', course);
      return late;
    }, { status: 400, detail: expect.stringContaining('before the files') }],
    ['a form with an id that is none', () => form(['Words.'], [['course', course], ['id', '../../secret']]), { status: 400, error_code: 'BAD_INPUT' }],
  ])('%s', async (_what, body, answer) => {
    expect(await send(body())).toMatchObject(answer);
    expect([await listed(), await kept()]).toEqual([[], before]);
  });

  it('what comes in another form, or by another method', async () => {
    const plain = await fetch(`${server.url}/documents`, { method: 'POST', headers: { ...headers, 'content-type': 'text/plain' }, body: 'Words.' });
    expect(plain.status).toBe(415);
    const unbounded = await fetch(`${server.url}/documents`, { method: 'POST', headers: { ...headers, 'content-type': 'multipart/form-data; charset=utf-8' }, body: 'Words.' });
    expect(unbounded.status).toBe(415);
    expect((await fetch(`${server.url}/documents`, { headers })).status).toBe(405);
  });

  it('a form that breaks off', async () => {
    const boundary = 'boundary';
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="course"\r\n\r\n${course}\r\n--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.md"\r\n\r\n`;
    const cut = request(`${server.url}/documents`, { method: 'POST', headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': 900_000 } });
    cut.on('error', () => {});
    cut.write(head + 'x'.repeat(200_000));
    await expect.poll(async () => (await kept()).length).toBe(before.length + 1);
    cut.destroy();
    await expect.poll(kept).toEqual(before);
    const whole = await fetch(`${server.url}/documents`, { method: 'POST', headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` }, body: `${head}never ends` });
    expect(await whole.json()).toMatchObject({ error_code: 'BAD_INPUT', retryable: true });
    expect([await listed(), await kept()]).toEqual([[], before]);
  });
});

it('of several files, those that can be added are, and what became of the others is told', async () => {
  const answer = await send(form(['First.', ['x'.repeat(1_000_001), 'atlas.pdf'], ['Third.', '../<b>third</b>.md'], 'One too many.']));
  expect(answer).toMatchObject({
    status: 201,
    documents: [
      { outcome: 'added' },
      { file: 'atlas.pdf', outcome: 'failed', document: null, error: { error_code: 'TOO_LARGE', detail: '“atlas.pdf” has more than 976.6 KB, which is the most. Split it, or save it with smaller pictures.' } },
      { outcome: 'added', document: { fileName: 'b>.md' } },
      { outcome: 'failed', error: { error_code: 'TOO_LARGE', detail: 'At most 3 files are taken at once. The first 3 were; send the others afterwards.' } },
    ],
  });
  expect(await listed()).toHaveLength(2);
});
