import { createHash, randomBytes } from 'node:crypto';
import { figureClaims, fileClaims, limits, pictureClaims, siteRole, unlockClaims, uploadClaims, type FigureClaims, type FileClaims, type PictureClaims, type UnlockClaims, type UploadClaims } from '@studywright/core';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

const accessClaims = z.object({ sub: z.uuid(), sid: z.uuid(), role: siteRole });
export type AccessClaims = z.infer<typeof accessClaims>;

/** Signs and reads what is handed out: access tokens, upload tickets and addresses of files (JWT, HS256), refresh tokens and API keys (random, kept as digests). */
export interface Tokens {
  signAccess(claims: AccessClaims, now: Date): Promise<{ token: string; expiresAt: Date }>;
  /** Null for whatever does not hold: another signature, another purpose, too old. */
  readAccess(token: string, now: Date): Promise<AccessClaims | null>;
  signUpload(claims: UploadClaims, now: Date): Promise<{ token: string; expiresAt: Date }>;
  readUpload(token: string, now: Date): Promise<UploadClaims | null>;
  signUnlock(claims: UnlockClaims, now: Date): Promise<{ token: string; expiresAt: Date }>;
  readUnlock(token: string, now: Date): Promise<UnlockClaims | null>;
  signFile(claims: FileClaims, now: Date): Promise<{ token: string; expiresAt: Date }>;
  readFile(token: string, now: Date): Promise<FileClaims | null>;
  /** The same text for one page from one full hour to the next, so that browsers keep the picture. Holds for an hour or two. */
  signPicture(claims: PictureClaims, now: Date): Promise<{ token: string; expiresAt: Date }>;
  readPicture(token: string, now: Date): Promise<PictureClaims | null>;
  /** As `signPicture`, for the picture on a card. */
  signFigure(claims: FigureClaims, now: Date): Promise<{ token: string; expiresAt: Date }>;
  readFigure(token: string, now: Date): Promise<FigureClaims | null>;
  /** The secret that Auth.js encrypts its session cookie with. */
  readonly sessionSecret: string;
}

const rememberedTokens = 2_000;
const hourSeconds = 3_600;

export function createTokens(secret: string): Tokens {
  const keyFor = (purpose: string) => createHash('sha256').update(`${purpose}\0${secret}`).digest();
  const keys = { access: keyFor('access'), upload: keyFor('upload'), unlock: keyFor('unlock'), file: keyFor('file'), picture: keyFor('picture'), figure: keyFor('figure') };
  // Checking a signature costs more than the query that it guards; the same token comes many times before it ends.
  const seen = new Map<string, { claims: AccessClaims; expiresAt: number }>();

  async function sign(claims: Record<string, unknown>, purpose: keyof typeof keys, seconds: number, now: Date) {
    const issued = Math.floor(now.getTime() / 1000);
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(purpose)
      .setIssuedAt(issued)
      .setExpirationTime(issued + seconds)
      .sign(keys[purpose]);
    return { token, expiresAt: new Date((issued + seconds) * 1000) };
  }

  const fullHour = (now: Date) => new Date(now.getTime() - (now.getTime() % (hourSeconds * 1000)));

  async function read(token: string, purpose: keyof typeof keys, now: Date) {
    try {
      const { payload } = await jwtVerify(token, keys[purpose], { audience: purpose, algorithms: ['HS256'], currentDate: now });
      return payload;
    } catch {
      return null;
    }
  }

  return {
    sessionSecret: secret,
    signAccess: (claims, now) => sign(claims, 'access', limits.token.accessMinutes * 60, now),
    async readAccess(token, now) {
      const known = seen.get(token);
      if (known) {
        if (known.expiresAt > now.getTime()) return known.claims;
        seen.delete(token);
        return null;
      }
      const payload = await read(token, 'access', now);
      const claims = accessClaims.safeParse(payload);
      if (!claims.success || !payload?.exp) return null;
      if (seen.size >= rememberedTokens) for (const oldest of [...seen.keys()].slice(0, rememberedTokens / 10)) seen.delete(oldest);
      seen.set(token, { claims: claims.data, expiresAt: payload.exp * 1000 });
      return claims.data;
    },
    signUpload: (claims, now) => sign({ ...claims }, 'upload', limits.upload.ticketHours * 3600, now),
    async readUpload(token, now) {
      const claims = uploadClaims.safeParse(await read(token, 'upload', now));
      return claims.success ? claims.data : null;
    },
    signUnlock: (claims, now) => sign({ ...claims }, 'unlock', limits.unlock.ticketMinutes * 60, now),
    async readUnlock(token, now) {
      const claims = unlockClaims.safeParse(await read(token, 'unlock', now));
      return claims.success ? claims.data : null;
    },
    signFile: (claims, now) => sign({ ...claims }, 'file', limits.upload.addressMinutes * 60, now),
    async readFile(token, now) {
      const claims = fileClaims.safeParse(await read(token, 'file', now));
      return claims.success ? claims.data : null;
    },
    signPicture: (claims, now) => sign({ ...claims }, 'picture', 2 * hourSeconds, fullHour(now)),
    async readPicture(token, now) {
      const claims = pictureClaims.safeParse(await read(token, 'picture', now));
      return claims.success ? claims.data : null;
    },
    signFigure: (claims, now) => sign({ ...claims }, 'figure', 2 * hourSeconds, fullHour(now)),
    async readFigure(token, now) {
      const claims = figureClaims.safeParse(await read(token, 'figure', now));
      return claims.success ? claims.data : null;
    },
  };
}

const apiKeyPrefix = 'sw_';

/** 256 random bits; the prefix says to people and to scanners what it is. */
export function newApiKey(): { key: string; prefix: string; hash: string } {
  const key = apiKeyPrefix + randomBytes(32).toString('base64url');
  return { key, prefix: key.slice(0, 10), hash: digest(key) };
}

export function isApiKey(text: string): boolean {
  return text.startsWith(apiKeyPrefix);
}

export function newRefreshToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: digest(token) };
}

/** Of a secret with its own 256 random bits: needs no salt and no slow function. */
export function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
