import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';

const part = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string().min(1) }),
  z.object({ type: z.literal('image_url'), image_url: z.object({ url: z.string().regex(/^data:image\/[a-z]+;base64,[A-Za-z0-9+/]+=*$/), detail: z.enum(['low', 'high', 'auto']).optional() }) }),
]);

/** What is said in words, and the pictures that are shown with it, as data URLs. */
const message = z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.union([z.string().min(1), z.array(part).min(1)]) }).transform(({ role, content }) => {
  const parts = typeof content === 'string' ? [{ type: 'text' as const, text: content }] : content;
  return { role, content: parts.flatMap((one) => (one.type === 'text' ? [one.text] : [])).join('\n'), pictures: parts.flatMap((one) => (one.type === 'image_url' ? [one.image_url.url] : [])) };
});

const requestBody = z.looseObject({
  model: z.string(),
  messages: z.array(message).min(1),
  max_tokens: z.int().positive().optional(),
  max_completion_tokens: z.int().positive().optional(),
  temperature: z.number().optional(),
  response_format: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('json_object') }),
      z.object({ type: z.literal('json_schema'), json_schema: z.object({ name: z.string().regex(/^[\w-]+$/), strict: z.literal(true), schema: z.unknown() }) }),
    ])
    .optional(),
});

export type ChatRequest = z.infer<typeof requestBody>;

const responsesPart = z.discriminatedUnion('type', [
  z.object({ type: z.literal('input_text'), text: z.string().min(1) }).transform(({ text }) => ({ type: 'text' as const, text })),
  z.object({ type: z.literal('input_image'), image_url: z.string(), detail: z.enum(['low', 'high', 'auto']) }).transform(({ image_url: url, detail }) => ({ type: 'image_url' as const, image_url: { url, detail } })),
]);

const embeddingsBody = z.strictObject({ model: z.string(), input: z.array(z.string().min(1)).min(1).max(2_048), encoding_format: z.literal('float') });

/** A request to the Responses API, as the same request to Chat Completions: what a model reads is the same. */
const responsesBody = z
  .strictObject({
    model: z.string(),
    store: z.literal(false),
    instructions: z.string().optional(),
    input: z.array(z.object({ role: z.enum(['user', 'assistant']), content: z.union([z.string().min(1), z.array(responsesPart).min(1)]) })).min(1),
    max_output_tokens: z.int().positive(),
    temperature: z.number().optional(),
    text: z.object({ format: z.discriminatedUnion('type', [z.object({ type: z.literal('json_object') }), z.object({ type: z.literal('json_schema'), name: z.string(), strict: z.literal(true), schema: z.unknown() })]) }).optional(),
  })
  .transform(({ model, instructions, input, max_output_tokens, temperature, text }) =>
    requestBody.parse({
      model,
      messages: [...(instructions === undefined ? [] : [{ role: 'system', content: instructions }]), ...input],
      max_tokens: max_output_tokens,
      temperature,
      response_format: text?.format.type === 'json_schema' ? { type: 'json_schema', json_schema: { name: text.format.name, strict: true, schema: text.format.schema } } : text?.format,
    }),
  );

/** What the server does with one request: an answer of the model, an HTTP error, or silence. */
export type Reply =
  | { content: string | null; finish?: string; refusal?: string; usage?: { prompt_tokens: number; completion_tokens: number; prompt_tokens_details?: { cached_tokens: number } } | null }
  | { status: number; error: unknown; headers?: Record<string, string> }
  | { vectors: number[][]; usage?: { prompt_tokens: number } }
  | { raw: string; type: string }
  | { hang: true }
  | { hangUp: true };

export interface OpenAiServer extends AsyncDisposable {
  baseUrl: string;
  /** Every well-formed request that was let in, in order. */
  requests: ChatRequest[];
  /** The texts of every request for embeddings, in order. */
  embedded: string[][];
  /** Resolves once a client has gone away before it got its answer. */
  abandoned: Promise<void>;
}

export const testKey = 'sk-test-key';

/** An OpenAI-compatible server on a port of its own: real HTTP, with `model` in the place of the model. */
export async function openAiServer(model: (request: ChatRequest, count: number) => Reply | Promise<Reply>, embed?: (texts: string[], count: number) => Reply): Promise<OpenAiServer> {
  const requests: ChatRequest[] = [];
  const embedded: string[][] = [];
  const gone = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) gone.resolve();
    });
    void answer(request, response).catch((error: unknown) => send(response, 500, { error: { message: String(error) } }));
  });

  async function answerEmbeddings(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
    const { input } = embeddingsBody.parse(JSON.parse(text));
    const reply = embed?.(input, embedded.push(input));
    if (reply && 'vectors' in reply) {
      // In no order: the index tells.
      const data = reply.vectors.map((embedding, index) => ({ object: 'embedding', index, embedding })).toReversed();
      return send(response, 200, { object: 'list', model: 'e', data, usage: { ...reply.usage, total_tokens: reply.usage?.prompt_tokens } });
    }
    if (reply && 'status' in reply) return send(response, reply.status, { error: reply.error }, reply.headers);
    return send(response, 500, { error: { message: 'No such reply.' } });
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers.authorization !== `Bearer ${testKey}`) return send(response, 401, { error: { message: 'Incorrect API key provided: sk-******key.', code: 'invalid_api_key' } });
    if (request.method === 'POST' && request.url === '/v1/embeddings' && embed) return answerEmbeddings(request, response);
    const chat = request.url === '/v1/chat/completions';
    if (request.method !== 'POST' || (!chat && request.url !== '/v1/responses')) return send(response, 404, { error: { message: 'Not found' } });
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
    const body = (chat ? requestBody : responsesBody).parse(JSON.parse(text));
    if (body.response_format?.type === 'json_schema') assertStrict(body.response_format.json_schema.schema);
    const count = requests.push(body);
    const reply = await model(body, count);
    if ('hang' in reply) return;
    if ('hangUp' in reply) return void response.destroy();
    if ('raw' in reply) return void response.writeHead(200, { 'content-type': reply.type }).end(reply.raw);
    if ('status' in reply) return send(response, reply.status, { error: reply.error }, reply.headers);
    if ('vectors' in reply) throw new Error('Vectors answer no question.');
    if (!chat) return send(response, 200, asResponse(body.model, reply));
    const message = { role: 'assistant', content: reply.content, refusal: reply.refusal ?? null };
    const usage = reply.usage === undefined ? { prompt_tokens: 1_000, completion_tokens: 200, total_tokens: 1_200 } : reply.usage;
    return send(response, 200, { id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: body.model, choices: [{ index: 0, message, finish_reason: reply.finish ?? 'stop' }], usage });
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    requests,
    embedded,
    abandoned: gone.promise,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function asResponse(model: string, { content, finish, refusal, usage = { prompt_tokens: 1_000, completion_tokens: 200 } }: Extract<Reply, { content: unknown }>): object {
  const parts = [...(content === null ? [] : [{ type: 'output_text', text: content, annotations: [] }]), ...(refusal === undefined ? [] : [{ type: 'refusal', refusal }])];
  const reason = finish === 'length' ? 'max_output_tokens' : finish;
  return {
    id: 'resp_1',
    object: 'response',
    model,
    status: finish === undefined ? 'completed' : finish === 'failed' ? 'failed' : 'incomplete',
    incomplete_details: finish === undefined ? null : { reason },
    output: [
      { type: 'reasoning', id: 'rs_1', summary: [] },
      { type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content: parts },
    ],
    usage: usage && { input_tokens: usage.prompt_tokens, output_tokens: usage.completion_tokens, input_tokens_details: { cached_tokens: usage.prompt_tokens_details?.cached_tokens ?? 0 } },
  };
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

const node = z.looseObject({ type: z.unknown() });

/** What OpenAI asks of a strict schema: every object closed, every property required, no keyword that it does not know. */
function assertStrict(schema: unknown): void {
  const { type, properties, required, additionalProperties, items, ...more } = node.parse(schema);
  const unknownWords = Object.keys(more).filter((word) => !['description', 'enum', '$schema'].includes(word));
  if (unknownWords.length > 0) throw new Error(`Invalid schema: ${unknownWords.join(', ')} is not permitted.`);
  if (type === 'array') assertStrict(items);
  if (type !== 'object') return;
  const children = z.record(z.string(), z.unknown()).parse(properties);
  if (additionalProperties !== false) throw new Error("Invalid schema: 'additionalProperties' is required to be false.");
  if (JSON.stringify(Object.keys(children).toSorted()) !== JSON.stringify(z.array(z.string()).parse(required).toSorted())) throw new Error("Invalid schema: 'required' must name every property.");
  for (const child of Object.values(children)) assertStrict(child);
}
