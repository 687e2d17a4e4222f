/**
 * What the API server is measured against: node:http and postgres.js, and nothing else. It sends the same prepared
 * statements in the same waves and answers with their rows. It knows no one, checks nothing and computes nothing.
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import postgres from 'postgres';
import { z } from 'zod';
import { looked, plan, scenarios, type Plan, type Scenario, type Statement } from './capture.ts';

const { url, plans, port } = z
  .object({ url: z.string(), plans: z.record(z.enum(scenarios), plan), port: z.number() })
  .parse(JSON.parse(readFileSync(0, 'utf8')));
const sql = postgres(url, { max: 10, onnotice: () => {} });

type Value = string | number | boolean | null | Value[];
interface Asked {
  /** Four hexadecimal digits. */
  student: string;
  cardId: string;
  reviewId: string;
}
type Parameter = (asked: Asked) => Value;

const idPattern = /^(0000000[1-9]-)[0-9a-f]{4}(-7000-8000-[0-9a-f]{12})$/;
const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

function parameterOf(given: unknown): Parameter {
  if (given === looked.card) return ({ cardId }) => cardId;
  if (given === looked.review) return ({ reviewId }) => reviewId;
  if (Array.isArray(given)) {
    const parts = given.map(parameterOf);
    return (asked) => parts.map((part) => part(asked));
  }
  const constant = value.parse(given);
  const [, before, after] = typeof constant === 'string' ? (idPattern.exec(constant) ?? []) : [];
  if (before === undefined || after === undefined) return () => constant;
  return ({ student }) => before + student + after;
}

/** The driver's types know no list of lists. */
function toDriver(given: Value): postgres.ParameterOrJSON<never> {
  return Array.isArray(given) ? given.map((item) => (Array.isArray(item) ? null : item)) : given;
}

type Send = (statement: Prepared, client: postgres.Sql | postgres.TransactionSql, asked: Asked) => Promise<unknown>;
interface Prepared {
  query: string;
  parameters: Parameter[];
}

const prepared = ({ query, parameters }: Statement): Prepared => ({ query, parameters: parameters.map(parameterOf) });
const send: Send = ({ query, parameters }, client, asked) => client.unsafe(query, parameters.map((parameter) => toDriver(parameter(asked))), { prepare: true });

function handlerOf({ transaction, waves }: Plan): (asked: Asked) => Promise<unknown> {
  const steps = waves.map((wave) => wave.map(prepared));
  const run = async (client: postgres.Sql | postgres.TransactionSql, asked: Asked) => {
    const rows: unknown[] = [];
    for (const wave of steps) rows.push(await Promise.all(wave.map((statement) => send(statement, client, asked))));
    return rows;
  };
  return transaction ? (asked) => sql.begin((client) => run(client, asked)) : (asked) => run(sql, asked);
}

const handlers: Record<Scenario, (asked: Asked) => Promise<unknown>> = { due: handlerOf(plans.due), rate: handlerOf(plans.rate), course: handlerOf(plans.course) };
const scenario = z.enum(scenarios);
const rating = z.object({ id: z.string(), cardId: z.string() });

createServer((req, res) => {
  const [name, student = '0'] = (req.url ?? '').slice(1).split('/');
  answer(req, scenario.parse(name), Number(student)).then(
    (rows) => {
      const text = JSON.stringify(rows);
      res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
      res.end(text);
    },
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      res.writeHead(500);
      res.end();
    },
  );
}).listen(port, '127.0.0.1');

async function answer(req: IncomingMessage, name: Scenario, student: number): Promise<unknown> {
  const { id, cardId } = name === 'rate' ? rating.parse(JSON.parse(await body(req))) : { id: '', cardId: '' };
  return handlers[name]({ student: student.toString(16).padStart(4, '0'), cardId, reviewId: id });
}

async function body(req: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of req.setEncoding('utf8')) text += chunk;
  return text;
}
