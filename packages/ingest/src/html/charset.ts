/** Enough to reach a declaration behind long comments and scripts; browsers look at 1 KB. */
const headBytes = 8_192;

/** The encoding that a page or a book's part says it is in; null where it says none. */
export function declaredCharset(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, headBytes)).toString('latin1');
  const label = /^[^<]*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1] ?? /<meta\s[^>]*charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1];
  return label ?? null;
}
