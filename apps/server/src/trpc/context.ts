import type { IncomingMessage } from 'node:http';
import { actorOf, type Ctx, type Deps } from '@studywright/api';
import type { OriginRule } from '../http/origins.ts';

/** What a request is to the verbs: who asks, and from where. */
export async function contextOf(deps: Deps, req: IncomingMessage, requestId: string, mayCall: OriginRule): Promise<Ctx> {
  const { authorization, cookie, origin, host } = req.headers;
  // A browser sends cookies along with whatever any page asks of us; they count for our own pages only.
  const trusted = origin === undefined || mayCall(origin, host);
  const actor = await actorOf(deps, { authorization, cookie: trusted ? cookie : undefined });
  return { ...deps, actor, requestId, ip: req.socket.remoteAddress ?? null };
}

/** For errors that come before anybody was asked who they are. */
export function anonymousContext(deps: Deps, req: IncomingMessage, requestId: string): Ctx {
  return { ...deps, actor: null, requestId, ip: req.socket.remoteAddress ?? null };
}
