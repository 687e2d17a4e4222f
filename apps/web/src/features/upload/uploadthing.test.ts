import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Sending, Ticket } from './upload-queue.ts';
import { sendByUploadThing } from './uploadthing.ts';

const ticket: Ticket = { endpoint: 'https://api.study.example/uploadthing', ticket: 'leave', via: 'uploadthing' };
const presigned = 'https://sea1.ingest.uploadthing.com/key?signature=s';

/** What a browser sends with; each request is answered by the test. */
class FakeRequest extends EventTarget {
  static sent: FakeRequest[] = [];
  readonly upload = new EventTarget();
  readonly headers = new Map<string, string>();
  method = '';
  url = '';
  body: FormData | null = null;
  status = 0;
  statusText = '';
  response: unknown = null;
  responseType = '';
  aborted = false;
  open(method: string, url: string) {
    this.method = method;
    this.url = url;
  }
  setRequestHeader(name: string, value: string) {
    this.headers.set(name.toLowerCase(), value);
  }
  send(body: FormData) {
    this.body = body;
    FakeRequest.sent.push(this);
  }
  abort() {
    this.aborted = true;
  }
  progress(loaded: number) {
    this.upload.dispatchEvent(Object.assign(new Event('progress'), { loaded }));
  }
  end(status: number) {
    this.status = status;
    this.response = { url: '', serverData: null };
    this.dispatchEvent(new Event(status === 0 ? 'error' : 'load'));
  }
}

let asked: { url: string; method: string; authorization: string | null }[];
let leave: () => Response;
let arrived: number;
beforeEach(() => {
  FakeRequest.sent = [];
  asked = [];
  arrived = 0;
  leave = () => Response.json([{ url: presigned, key: 'key', name: 'id', customId: null }]);
  vi.stubGlobal('XMLHttpRequest', FakeRequest);
  vi.stubGlobal('window', {
    fetch: async (input: string | URL, { method = 'GET', headers }: RequestInit = {}) => {
      asked.push({ url: String(input), method, authorization: new Headers(headers).get('authorization') });
      return method === 'HEAD' ? new Response(null, { headers: { 'x-ut-range-start': String(arrived) } }) : leave();
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

function sending() {
  const abort = new AbortController();
  const told: number[] = [];
  const urls: string[] = [];
  const what: Sending = { file: new File(['0123456789'], 'notes.md'), previousUrl: null, onUrl: (url) => urls.push(url), onProgress: (sent) => told.push(sent), signal: abort.signal };
  return { what, told, urls, abort };
}

async function firstSent(): Promise<FakeRequest> {
  await expect.poll(() => FakeRequest.sent.length).toBe(1);
  const [request] = FakeRequest.sent;
  if (!request) throw new Error('Nothing was sent.');
  return request;
}

it('asks our server for leave with the ticket, and sends the file where it is told to', async () => {
  const { what, told, urls } = sending();
  const sent = sendByUploadThing(ticket, what);
  const request = await firstSent();
  request.progress(4);
  request.end(200);
  await sent;
  expect(asked[0]).toEqual({ url: `${ticket.endpoint}?actionType=upload&slug=document`, method: 'POST', authorization: 'Bearer leave' });
  expect([request.method, request.url, request.headers.get('range')]).toEqual(['PUT', presigned, 'bytes=0-']);
  // The leave is for our server alone.
  expect([request.headers.has('authorization'), asked[1]?.authorization]).toEqual([false, null]);
  expect(told).toEqual([0, 4]);
  expect(urls).toEqual([ticket.endpoint]);
});

it('goes on where an earlier try was', async () => {
  arrived = 6;
  const { what, told } = sending();
  const sent = sendByUploadThing(ticket, what);
  const request = await firstSent();
  request.progress(4);
  request.end(200);
  await sent;
  const part = request.body?.get('file');
  expect(part instanceof Blob ? await part.text() : null).toBe('6789');
  expect(told).toEqual([6, 10]);
});

it.each([
  ['what is refused for good', { detail: 'This file has not the length.', error_code: 'BAD_INPUT', retryable: false }, 400, { status: 400, detail: 'This file has not the length.' }],
  ['a ticket that has run out', { detail: 'Start the upload again.', error_code: 'UNAUTHENTICATED', retryable: false }, 401, { status: 409 }],
  ['what may pass', { detail: 'Try again in a moment.', error_code: 'UNAVAILABLE', retryable: true }, 503, { status: 409, detail: 'Try again in a moment.' }],
])('tells %s as our server says it', async (_what, body, status, error) => {
  leave = () => Response.json(body, { status });
  await expect(sendByUploadThing(ticket, sending().what)).rejects.toMatchObject(error);
  expect(FakeRequest.sent).toEqual([]);
});

it('a lost connection may pass, and what is stopped is said to be', async () => {
  const lost = sendByUploadThing(ticket, sending().what);
  (await firstSent()).end(0);
  await expect(lost).rejects.toMatchObject({ status: 0 });

  FakeRequest.sent = [];
  const { what, abort } = sending();
  const stopped = sendByUploadThing(ticket, what);
  const request = await firstSent();
  abort.abort();
  await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
  expect(request.aborted).toBe(true);
});
