/** Where the directory of a ZIP can begin at the earliest: its end has a comment of at most this, and 22 bytes. */
const longestEnd = 65_557;
/** Of a file that is cut off, and so has no directory. */
const longestStart = 65_536;

export type OfficeKind = 'docx' | 'pptx' | 'odt' | 'odp';

/**
 * Tells Word, PowerPoint and OpenDocument files by what they hold: the name says nothing, and documents with macros and
 * templates are of the same make. Nothing is unpacked: an OpenDocument begins with its type, and the parts of an Office file
 * are named in the directory of the ZIP.
 */
export function officeFormat(bytes: Uint8Array): OfficeKind | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!file.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) return null;
  const type = /^mimetypeapplication\/vnd\.oasis\.opendocument\.(text|presentation)(?![a-z])/.exec(file.toString('latin1', 30, 120).replace(/^mimetype[^]*?application/, 'mimetypeapplication'))?.[1];

  if (type !== undefined) return type === 'text' ? 'odt' : 'odp';
  const names = directoryOf(file);
  // Cut off before the name that would tell: whatever it was, it is then said to be damaged.
  if (/word\/document\d*\.xml/.test(names) || (names.startsWith('PK\x03\x04') && names.includes('[Content_Types].xml'))) return 'docx';
  if (/ppt\/presentation\d*\.xml/.test(names)) return 'pptx';

  return null;
}

/** The names in it, as bytes; of a file that is cut off, its beginning. */
function directoryOf(file: Buffer): string {
  const end = file.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const found = end >= Math.max(0, file.length - longestEnd) && end + 22 <= file.length;
  return found ? file.toString('latin1', file.readUInt32LE(end + 16), end) : file.toString('latin1', 0, longestStart);
}
