import { limits } from '../platform/limits.ts';

/** Bytes that a student of this plan may store. A plan that this version does not know counts as the free one. */
export function storageQuota(plan: string): number {
  const known: Readonly<Record<string, number>> = limits.storage;
  return Object.hasOwn(known, plan) ? (known[plan] ?? limits.storage.free) : limits.storage.free;
}

const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];

/** For people: “1.5 MB”. Powers of 1,024, as the limits are. */
export function sizeText(bytes: number): string {
  const unit = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const shown = bytes / 1024 ** unit;
  return `${unit === 0 || Number.isInteger(shown) ? shown : shown.toFixed(1).replace(/\.0$/, '')} ${bytes === 1 ? 'byte' : units[unit]}`;
}

/**
 * A file's name as it may be stored and shown: the last part of what may be a path, on one line, without what turns
 * text around or is invisible.
 */
export function cleanFileName(name: string): string {
  const base = name.toWellFormed().replace(/^.*[\\/]/s, '');
  return base.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim().slice(0, 255) || 'Untitled';
}
