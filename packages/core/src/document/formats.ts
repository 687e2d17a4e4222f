/** File names that can be read so far, by how they end. What a file really is, its first bytes decide when it is read. */
export const uploadExtensions = ['.pdf', '.txt', '.text', '.md', '.markdown'] as const;

/** The same, for a person. */
export const uploadFormats = 'PDF, plain text or Markdown';

/** Whether a file with this name is worth sending. A name without an ending may be plain text. */
export function mayBeRead(fileName: string): boolean {
  const ending = /\.[^./\\\s]{1,10}$/.exec(fileName.toLowerCase())?.[0];
  return ending === undefined || uploadExtensions.some((extension) => extension === ending);
}
