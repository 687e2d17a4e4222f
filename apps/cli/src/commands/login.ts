import { AppError } from '@studywright/core';
import type { Command, Io } from '../command.ts';
import { defaultUrl, environmentOf, storeOf, told } from '../online/server.ts';

export const login: Command = {
  name: 'login',
  usage: '[--url URL] [--email E] [--api-key]',
  summary: 'Signs in to a server; asks for the password, or for an API key, or reads it from standard input.',
  options: { url: { type: 'string' }, email: { type: 'string' }, 'api-key': { type: 'boolean' } },
  takes: [0, 0],
  async run(_args, values, io) {
    const store = storeOf(io);
    const stored = await store.read().catch(() => null);
    const url = address(values['url'] ?? environmentOf(io).url ?? stored?.url ?? defaultUrl);
    const email = values['api-key'] === true ? await withKey(url, io) : await withPassword(url, values['email'], io);
    await io.print(`Signed in to ${url} as ${email}.\n`);
  },
};

function address(given: unknown): string {
  const url = typeof given === 'string' ? URL.parse(given) : null;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) throw new AppError('BAD_INPUT', 'Write the address so: --url https://api.study.example.org');
  return url.href.replace(/\/+$/, '');
}

async function answer(io: Io, message: string, secret: boolean): Promise<string> {
  const given = await io.ask({ message, secret });
  if (given === null || given.trim() === '') throw new AppError('BAD_INPUT', `No ${message.toLowerCase().replace(/:.*/, '')} was given. Type it, or pipe it in.`);
  // A password may begin or end with a space.
  return secret ? given : given.trim();
}

async function withPassword(url: string, given: unknown, io: Io): Promise<string> {
  const email = typeof given === 'string' ? given : await answer(io, 'E-mail:', false);
  const password = await answer(io, 'Password:', true);
  const { createClient } = await import('@studywright/client');
  const { user, accessToken, refreshToken, expiresAt } = await told(() => createClient({ url }).account.signIn.mutate({ email, password }, { signal: io.signal }), 'This address and password do not belong together. Check both and try again.');
  await storeOf(io).write({ version: 1, kind: 'tokens', url, email: user.email, tokens: { accessToken, refreshToken, expiresAt } });
  return user.email;
}

async function withKey(url: string, io: Io): Promise<string> {
  const apiKey = (await answer(io, 'API key:', true)).trim();
  const { createClient } = await import('@studywright/client');
  const { email } = await told(() => createClient({ url, apiKey }).account.me.query(undefined, { signal: io.signal }), 'The server does not take this API key. Copy it again, or make another one in the settings of your account.');
  await storeOf(io).write({ version: 1, kind: 'api-key', url, email, apiKey });
  return email;
}
