/** Sends requests for some seconds from a process of its own, and says how that went. */
import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';
import { v7 } from 'uuid';
import { order, type Outcome } from './load.order.ts';
import { cardsPerStudent, idOf, students } from './seed.ts';

const { url, target, scenario, connections, seconds, tokens, cards } = order.parse(JSON.parse(readFileSync(0, 'utf8')));

/** The n-th request of all. Neighbours ask for different students. */
function request(n: number): autocannon.Request {
  const student = (n * 7) % students;
  const headers = { ...(target === 'api' && { authorization: `Bearer ${tokens[student] ?? ''}` }), ...(scenario === 'rate' && { 'content-type': 'application/json' }) };
  if (scenario === 'rate') {
    const card = Math.floor(n / students) % cardsPerStudent;
    const body = JSON.stringify({ id: v7(), cardId: idOf('card', student, card), rating: 3, version: 0, durationMs: 4_000 });
    return { method: 'POST', path: target === 'api' ? '/trpc/flashcard.review' : `/rate/${student}`, headers, body };
  }
  if (target === 'bare') return { method: 'GET', path: `/${scenario}/${student}`, headers };
  const input = scenario === 'due' ? { limit: 20 } : { id: idOf('course', student) };
  return { method: 'GET', path: `/trpc/${scenario === 'due' ? 'flashcard.studySession' : 'course.open'}?input=${encodeURIComponent(JSON.stringify(input))}`, headers };
}

const perConnection = Math.floor((scenario === 'rate' ? cards.count : 4_000) / connections);
let connection = 0;
const result = await autocannon({
  url,
  connections,
  duration: seconds,
  setupClient(client) {
    const from = cards.from + connection * perConnection;
    connection += 1;
    client.setRequests(Array.from({ length: perConnection }, (_, index) => request(from + index)));
  },
});
if (scenario === 'rate' && result.requests.total > perConnection * connections) throw new Error('More was rated than there are cards: rate for a shorter time.');
const told: Outcome = {
  requests: result['2xx'],
  perSecond: result.requests.total / result.duration,
  p50: result.latency.p50,
  p99: result.latency.p99,
  failed: result.non2xx + result.errors + result.timeouts,
};
process.stdout.write(JSON.stringify(told));
