import { hash, verify } from '@node-rs/argon2';

/** argon2id with OWASP's minimum for it: 19 MiB, 2 passes, 1 lane. Algorithm 2 is argon2id. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

let decoy: Promise<string> | undefined;

/** Takes as long for an address that nobody has as for one with a wrong password. */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const right = await verify(stored ?? (await decoy), password).catch(() => false);
  return right && stored !== null;
}
