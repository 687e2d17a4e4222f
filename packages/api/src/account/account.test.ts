import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { encode } from '@auth/core/jwt';
import { limits } from '@studywright/core';
import { tables } from '@studywright/db';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actorOf, sessionCookies } from '../platform/actor.ts';
import { pictureKey } from '../platform/files.ts';
import { digest } from '../platform/tokens.ts';
import { createTestApi, failure, type TestApi, type TestStudent } from '../testing/index.ts';

const { apiKeys, cardSchedules, courses, documents, flashcards, modelCalls, refreshTokens, reviews, sessions, users } = tables;
const password = 'correct horse battery';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

let addresses = 0;
function freshAddress(): string {
  addresses += 1;
  return `fresh${addresses}@example.org`;
}

const nobody = (ip?: string) => api.caller(null, { ip: ip ?? null });
const signIn = (student: Pick<TestStudent, 'email' | 'password'>) => nobody().account.signIn({ email: student.email, password: student.password });
const withToken = (token: string) => actorOf(api.deps, { authorization: `Bearer ${token}`, cookie: null });
const ended = { code: 'UNAUTHENTICATED', detail: 'This sign-in has ended. Sign in again.' };

describe('signing up', () => {
  test('makes an account whose password is kept as argon2id alone', async () => {
    const email = freshAddress();
    const { id } = await nobody().account.signUp({ email: ` ${email.toUpperCase()} `, password, name: ' Ada ', timeZone: 'Europe/Berlin' });
    const [row] = await api.deps.db.select().from(users).where(eq(users.id, id));
    expect(row).toMatchObject({ email, name: 'Ada', role: 'student', timeZone: 'Europe/Berlin' });
    expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(JSON.stringify(row)).not.toContain(password);
  });

  test('says which field is wrong and how', async () => {
    const taken = await api.signUp();
    expect(await failure(nobody().account.signUp({ email: taken.email, password, name: 'Eve' }))).toMatchObject({ code: 'CONFLICT', fields: { email: expect.stringContaining('already') } });
    expect(await failure(nobody().account.signUp({ email: 'not an address', password: 'short', name: ' ', timeZone: 'Mars/Olympus' }))).toMatchObject({
      code: 'BAD_INPUT',
      fields: { email: expect.stringContaining('name@example.org'), password: expect.stringContaining(`${limits.password.minChars}`), name: expect.any(String), timeZone: expect.any(String) },
    });
  });

  test('is refused to a network that made many accounts within the hour, and open to others', async () => {
    const many = limits.signUp.perAddressPerHour;
    for (let made = 0; made < many; made += 1) await nobody('192.0.2.1').account.signUp({ email: freshAddress(), password, name: 'Ada' });
    expect(await failure(nobody('192.0.2.1').account.signUp({ email: freshAddress(), password, name: 'Ada' }))).toMatchObject({ code: 'TOO_MANY', retryAfter: 3600 });
    await nobody('192.0.2.2').account.signUp({ email: freshAddress(), password, name: 'Ada' });
    api.clock.advance({ minutes: 61 });
    await nobody('192.0.2.1').account.signUp({ email: freshAddress(), password, name: 'Ada' });
  });
});

describe('signing in', () => {
  test('gives an access token of half an hour', async () => {
    const ada = await api.signUp();
    const pair = await signIn(ada);
    expect(pair.user).toEqual({ id: ada.id, email: ada.email, name: 'Ada' });
    expect(Date.parse(pair.expiresAt) - api.clock.now().getTime()).toBe(limits.token.accessMinutes * 60_000);
    expect(await withToken(pair.accessToken)).toMatchObject({ userId: ada.id, role: 'student', via: 'token' });
    api.clock.advance({ minutes: limits.token.accessMinutes, seconds: -1 });
    expect(await withToken(pair.accessToken)).toMatchObject({ userId: ada.id });
    api.clock.advance({ seconds: 1 });
    expect(await withToken(pair.accessToken)).toBeNull();
  });

  test('takes no token that was changed or is for something else', async () => {
    const ada = await api.signUp();
    const { accessToken, refreshToken } = await signIn(ada);
    const [head, claims = '', signature] = accessToken.split('.');
    const forged = Buffer.from(Buffer.from(claims, 'base64url').toString().replace('"student"', '"admin"')).toString('base64url');
    const { token: upload } = await api.deps.tokens.signUpload({ documentId: api.deps.newId(), courseId: api.deps.newId(), userId: ada.id, fileName: 'a.txt', bytes: 1 }, api.clock.now());
    for (const token of [`${head}.${forged}.${signature}`, refreshToken, upload, 'sw_nothing', 'x', '']) expect(await withToken(token)).toBeNull();
  });

  /** What each of several tries with a wrong password is told. */
  async function wrongTries(email: string, count: number) {
    const told = [];
    for (let tries = 0; tries < count; tries += 1) {
      const { code, detail, retryAfter, fields, data } = await failure(nobody().account.signIn({ email, password: 'a wrong password' }));
      told.push({ code, detail, retryAfter, fields, data });
    }
    return told;
  }

  test('tells the same of an address that has an account and of one that has none', async () => {
    const ada = await api.signUp();
    const there = await wrongTries(ada.email, 7);
    const notThere = await wrongTries(freshAddress(), 7);
    expect(notThere).toEqual(there);
    expect(there.map((one) => one.code)).toEqual([...Array.from({ length: 5 }, () => 'UNAUTHENTICATED'), 'TOO_MANY', 'TOO_MANY']);
  });

  test('is slowed down after five wrong tries, longer each time, also for the right password', async () => {
    const ada = await api.signUp();
    await wrongTries(ada.email, 5);
    expect(await failure(signIn(ada))).toMatchObject({ code: 'TOO_MANY', status: 429, retryable: true, retryAfter: 5, detail: 'Too many wrong tries. Try again in 5 seconds.' });
    api.clock.advance({ seconds: 5 });
    expect(await wrongTries(ada.email, 2)).toMatchObject([{ code: 'UNAUTHENTICATED' }, { code: 'TOO_MANY', retryAfter: 10 }]);
    api.clock.advance({ seconds: 9 });
    expect(await failure(signIn(ada))).toMatchObject({ code: 'TOO_MANY', retryAfter: 1 });
    api.clock.advance({ seconds: 1 });
    await signIn(ada);
    // The right one wipes the slate.
    expect(await wrongTries(ada.email, 5)).toMatchObject(Array.from({ length: 5 }, () => ({ code: 'UNAUTHENTICATED' })));
  });

  test('forgets wrong tries after a quarter of an hour, and slows down nobody else', async () => {
    const [ada, ben] = [await api.signUp(), await api.signUp()];
    await wrongTries(ada.email, 5);
    await signIn(ben);
    api.clock.advance({ minutes: limits.signIn.windowMinutes, seconds: 1 });
    expect(await wrongTries(ada.email, 5)).toMatchObject(Array.from({ length: 5 }, () => ({ code: 'UNAUTHENTICATED' })));
  });
});

describe('refreshing', () => {
  const refresh = (refreshToken: string) => nobody().account.refresh({ refreshToken });

  test('gives new tokens for one refresh token, once', async () => {
    const ada = await api.signUp();
    const first = await signIn(ada);
    api.clock.advance({ minutes: 31 });
    const second = await refresh(first.refreshToken);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(await withToken(second.accessToken)).toMatchObject({ userId: ada.id });
    const third = await refresh(second.refreshToken);
    expect(third.user.id).toBe(ada.id);
  });

  test('with a token that was used before ends all that came from the same sign-in, and nothing else', async () => {
    const ada = await api.signUp();
    const [stolen, elsewhere] = [await signIn(ada), await signIn(ada)];
    const second = await refresh(stolen.refreshToken);
    expect(await failure(refresh(stolen.refreshToken))).toMatchObject(ended);
    expect(await failure(refresh(second.refreshToken))).toMatchObject(ended);
    expect((await refresh(elsewhere.refreshToken)).user.id).toBe(ada.id);
  });

  test('twice at the same time gives tokens at most once', async () => {
    const { refreshToken } = await signIn(await api.signUp());
    const both = await Promise.allSettled([refresh(refreshToken), refresh(refreshToken)]);
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('ends a week after the last time', async () => {
    const first = await signIn(await api.signUp());
    api.clock.advance({ days: 6 });
    const second = await refresh(first.refreshToken);
    api.clock.advance({ days: 6 });
    const third = await refresh(second.refreshToken);
    api.clock.advance({ days: limits.token.refreshDays });
    expect(await failure(refresh(third.refreshToken))).toMatchObject(ended);
  });

  test('keeps digests alone', async () => {
    const { refreshToken } = await signIn(await api.signUp());
    expect(await api.deps.db.$count(refreshTokens, eq(refreshTokens.hash, refreshToken))).toBe(0);
    expect(await api.deps.db.$count(refreshTokens, eq(refreshTokens.hash, digest(refreshToken)))).toBe(1);
    expect(await failure(refresh('a token that nobody has given'))).toMatchObject(ended);
  });

  test('after signing out is over', async () => {
    const ada = await api.signUp();
    const [here, there] = [await signIn(ada), await signIn(ada)];
    await api.caller(await withToken(here.accessToken)).account.signOut();
    expect(await failure(refresh(here.refreshToken))).toMatchObject(ended);
    expect((await refresh(there.refreshToken)).user.id).toBe(ada.id);
  });
});

describe('a browser', () => {
  const [secureName, name] = sessionCookies;
  const sealed = (student: TestStudent, cookie: string, sid = student.actor.sessionId) => encode({ token: { sub: student.id, sid }, secret: api.deps.tokens.sessionSecret, salt: cookie });
  const withCookie = (cookie: string) => actorOf(api.deps, { authorization: null, cookie });

  test('is known by its session cookie, under either name and in pieces', async () => {
    const ada = await api.signUp();
    expect(await withCookie(`other=1; ${name}=${await sealed(ada, name)}`)).toEqual(ada.actor);
    const secure = await sealed(ada, secureName);
    expect(await withCookie(`${secureName}.0=${secure.slice(0, 40)}; ${secureName}.1=${secure.slice(40)}`)).toEqual(ada.actor);
  });

  test('is not known by a cookie of another name, another student or another maker', async () => {
    const [ada, ben] = [await api.signUp(), await api.signUp()];
    expect(await withCookie(`${secureName}=${await sealed(ada, name)}`)).toBeNull();
    expect(await withCookie(`${name}=${await sealed(ada, name, ben.actor.sessionId)}`)).toBeNull();
    expect(await withCookie(`${name}=${await encode({ token: { sub: ada.id, sid: ada.actor.sessionId }, secret: 'another', salt: name })}`)).toBeNull();
    expect(await withCookie(`${name}=`)).toBeNull();
  });

  test('that signed out, or waited a month, has to sign in again', async () => {
    const [ada, ben] = [await api.signUp(), await api.signUp()];
    await ada.api.account.signOut();
    expect(await withCookie(`${name}=${await sealed(ada, name)}`)).toBeNull();
    const cookie = `${name}=${await sealed(ben, name)}`;
    expect(await withCookie(cookie)).toEqual(ben.actor);
    api.clock.advance({ days: limits.token.sessionDays });
    expect(await withCookie(cookie)).toBeNull();
  });
});

describe('settings', () => {
  test('change one by one and are read back', async () => {
    const ada = await api.signUp({ timeZone: 'Asia/Tokyo' });
    const before = await ada.api.account.me();
    expect(before).toMatchObject({ id: ada.id, email: ada.email, name: 'Ada', role: 'student', settings: { timeZone: 'Asia/Tokyo', newCardsPerDay: 20, desiredRetention: 0.9, dayStartHour: 4, singleKeys: true } });
    await ada.api.account.updateProfile({ settings: { newCardsPerDay: 5 } });
    const after = await ada.api.account.updateProfile({ name: 'Ada L.' });
    expect(after).toEqual({ ...before, name: 'Ada L.', settings: { ...before.settings, newCardsPerDay: 5 } });
    expect(await ada.api.account.me()).toEqual(after);
    expect(await failure(ada.api.account.updateProfile({ settings: { desiredRetention: 0.99 } }))).toMatchObject({ code: 'BAD_INPUT' });
  });
});

describe('changing the password', () => {
  test('ends every other session and keeps this one', async () => {
    const ada = await api.signUp();
    const [here, there] = [await signIn(ada), await signIn(ada)];
    await api.caller(await withToken(here.accessToken)).account.changePassword({ current: password, next: 'another long password' });

    expect(await failure(nobody().account.refresh({ refreshToken: there.refreshToken }))).toMatchObject(ended);
    expect((await nobody().account.refresh({ refreshToken: here.refreshToken })).user.id).toBe(ada.id);
    const [browser] = await api.deps.db.select({ endedAt: sessions.endedAt }).from(sessions).where(eq(sessions.id, ada.actor.sessionId ?? ''));
    expect(browser?.endedAt).toEqual(api.clock.now());
    expect(await failure(signIn(ada))).toMatchObject({ code: 'UNAUTHENTICATED' });
    await signIn({ email: ada.email, password: 'another long password' });
  });

  test('needs the current one, and slows down those who guess it', async () => {
    const ada = await api.signUp();
    const guess = () => failure(ada.api.account.changePassword({ current: 'a guess', next: 'another long password' }));
    for (let tries = 0; tries < 5; tries += 1) expect(await guess()).toMatchObject({ code: 'BAD_INPUT', fields: { current: expect.any(String) } });
    expect(await guess()).toMatchObject({ code: 'TOO_MANY', retryAfter: 5 });
    await signIn(ada);
  });
});

describe('API keys', () => {
  const withKey = async (key: string) => api.caller(await withToken(key));

  test('are shown once, kept as digests, and let a program in until they are revoked', async () => {
    const ada = await api.signUp();
    const made = await ada.api.account.apiKeys.create({ name: ' Exporter ' });
    expect(made).toMatchObject({ name: 'Exporter', prefix: made.key.slice(0, 10), lastUsedAt: null });
    expect(made.key).toMatch(/^sw_[\w-]{43}$/);
    const [row] = await api.deps.db.select().from(apiKeys).where(eq(apiKeys.id, made.id));
    expect(row?.hash).toBe(digest(made.key));
    expect(JSON.stringify([row, await ada.api.account.apiKeys.list()])).not.toContain(made.key.slice(12));

    expect((await (await withKey(made.key)).account.me()).id).toBe(ada.id);
    await ada.api.account.apiKeys.revoke({ id: made.id });
    expect(await failure((await withKey(made.key)).account.me())).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await ada.api.account.apiKeys.list()).toEqual([]);
    expect(await failure(ada.api.account.apiKeys.revoke({ id: made.id }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('say when they were last used, to the minute', async () => {
    const ada = await api.signUp();
    const { key } = await ada.api.account.apiKeys.create({ name: 'Exporter' });
    const lastUse = async () => (await ada.api.account.apiKeys.list()).map((one) => one.lastUsedAt);
    const first = api.clock.now().toISOString();
    await withKey(key);
    expect(await lastUse()).toEqual([first]);
    api.clock.advance({ seconds: 59 });
    await withKey(key);
    expect(await lastUse()).toEqual([first]);
    api.clock.advance({ seconds: 2 });
    await withKey(key);
    expect(await lastUse()).toEqual([api.clock.now().toISOString()]);
  });

  test('cannot make keys, and signing out with one ends nothing', async () => {
    const ada = await api.signUp();
    const { key } = await ada.api.account.apiKeys.create({ name: 'Exporter' });
    const program = await withKey(key);
    expect(await failure(program.account.apiKeys.create({ name: 'Another' }))).toMatchObject({ code: 'FORBIDDEN' });
    await program.account.signOut();
    expect((await (await withKey(key)).account.me()).id).toBe(ada.id);
  });

  test('are twenty at most, also when many are made at once', async () => {
    const ada = await api.signUp();
    for (let made = 1; made < limits.apiKey.maxPerUser; made += 1) await ada.api.account.apiKeys.create({ name: `Key ${made}` });
    const last = await Promise.allSettled(['a', 'b', 'c'].map((name) => ada.api.account.apiKeys.create({ name })));
    expect(last.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(await failure(ada.api.account.apiKeys.create({ name: 'One more' }))).toMatchObject({ code: 'CONFLICT' });
    expect(await ada.api.account.apiKeys.list()).toHaveLength(limits.apiKey.maxPerUser);
  });
});

describe('deleting the account', () => {
  test('takes its rows at once and its files with a job, and leaves others theirs', async () => {
    const { db } = api.deps;
    const [ada, ben] = [await api.signUp(), await api.signUp()];
    const [hers, his] = [await api.seedCourse(ada), await api.seedCourse(ben)];
    await api.joinCourse(his.courseId, ada);
    const [cardId = ''] = hers.cardIds;
    await ada.api.flashcard.review({ id: api.deps.newId(), cardId, rating: 3, version: 0, durationMs: 900 });
    await db.insert(modelCalls).values({ id: api.deps.newId(), userId: ada.id, courseId: hers.courseId, documentId: hers.documentId, task: 'draft', model: 'm', promptVersion: '1', inputTokens: 1, outputTokens: 1, costMicros: 1, durationMs: 1, outcome: 'ok' });
    const { refreshToken } = await signIn(ada);
    const { key } = await ada.api.account.apiKeys.create({ name: 'Exporter' });

    // A picture of each one's page, and an upload of hers of which half has come.
    const pictures = [hers, his].map(({ documentId }) => pictureKey({ documentId, revision: 1, page: 1, width: 600 }));
    for (const picture of pictures) await api.deps.files.write(picture, Buffer.from('picture'));
    const uploadId = api.deps.newId();
    await ada.api.document.startUpload({ id: uploadId, courseId: hers.courseId, fileName: 'half.pdf', bytes: 100 });
    await api.deps.files.write(`uploads/${uploadId}`, Buffer.from('half'));

    await ada.api.account.deleteAccount({ password });

    expect(await db.$count(users, eq(users.id, ada.id))).toBe(0);
    expect(await db.$count(courses, eq(courses.ownerId, ada.id))).toBe(0);
    expect(await db.$count(documents, eq(documents.courseId, hers.courseId))).toBe(0);
    expect(await db.$count(flashcards, eq(flashcards.courseId, hers.courseId))).toBe(0);
    expect(await db.$count(reviews, eq(reviews.userId, ada.id))).toBe(0);
    expect(await db.$count(cardSchedules, eq(cardSchedules.userId, ada.id))).toBe(0);
    // Money was spent: the record of it stays.
    expect(await db.$count(modelCalls, and(eq(modelCalls.userId, ada.id), eq(modelCalls.costMicros, 1)))).toBe(1);

    const file = (storageKey: string) => access(join(api.folder, storageKey)).then(() => 'there', () => 'gone');
    expect(await file(hers.storageKey)).toBe('there');
    await api.runJobs();
    expect([await file(hers.storageKey), await file(his.storageKey)]).toEqual(['gone', 'there']);
    expect(await Promise.all(pictures.map(file))).toEqual(['gone', 'there']);
    expect(await file(`uploads/${uploadId}`)).toBe('gone');

    expect(await failure(signIn(ada))).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await failure(nobody().account.refresh({ refreshToken }))).toMatchObject(ended);
    expect(await withToken(key)).toBeNull();
    expect((await ben.api.flashcard.list({ courseId: his.courseId })).items).toHaveLength(his.cardIds.length);
  });

  test('needs the password', async () => {
    const ada = await api.signUp();
    expect(await failure(ada.api.account.deleteAccount({ password: 'a wrong password' }))).toMatchObject({ code: 'BAD_INPUT' });
    expect((await ada.api.account.me()).id).toBe(ada.id);
  });

  test('makes a token that has not run out yet worth nothing', async () => {
    const ada = await api.signUp();
    const { accessToken } = await signIn(ada);
    await ada.api.account.deleteAccount({ password });
    const gone = api.caller(await withToken(accessToken));
    const calls = [() => gone.account.me(), () => gone.course.list({}), () => gone.progress.today(), () => gone.course.create({ id: api.deps.newId(), name: 'Late' })];
    for (const call of calls) expect(await failure(call())).toMatchObject({ code: 'UNAUTHENTICATED', detail: 'This account does not exist any more.' });
  });
});
