import 'server-only';
import { actorOf, type Ctx } from '@studywright/api';
import { headers } from 'next/headers';
import { cache } from 'react';
import { deps } from './deps.ts';

function peer(source: Headers): string | null {
  return source.get('x-forwarded-for')?.split(',')[0]?.trim() ?? null;
}

/** Who asks, and everything a verb may reach, for one request. */
export async function contextOf(source: Headers): Promise<Ctx> {
  const all = await deps();
  const actor = await actorOf(all, { authorization: source.get('authorization'), cookie: source.get('cookie') });
  return { ...all, actor, requestId: source.get('x-request-id') ?? all.newId(), ip: peer(source) };
}

/** The same for a page or an action that is being rendered; found out once a request. */
export const pageContext = cache(async (): Promise<Ctx> => contextOf(new Headers(await headers())));
