/** What a file is that is not read, so that a student is told which file this was. */
import type { Look } from './look.ts';

/** What such a file is called within a sentence: “a GIF picture”; null where it has no mark that is known. */
export function nameOfKind(look: Look): string | null {
  if (look.zip) return zips.find(({ starts }) => starts.some((start) => look.zip?.has(start)))?.kind ?? (look.zip.mediaType.startsWith('application/vnd.oasis.opendocument') ? 'an OpenDocument file' : 'a ZIP archive');
  if (look.startsWith('\xD0\xCF\x11\xE0')) return streams.find(({ stream }) => look.hasStream(stream))?.kind ?? 'an old Office document';
  const known = marks.find(({ at = 0, mark }) => look.startsWith(mark, at));
  // Two letters are no proof: a text may start with BM or MZ.
  if (known && (known.mark.length > 2 || !look.isText)) return known.kind;
  return look.isText ? nameOfData(look) : null;
}

const zips: readonly { starts: readonly string[]; kind: string }[] = [
  // Those that are whole have been taken for what they are.
  { starts: ['word/'], kind: 'a damaged Word document' },
  { starts: ['ppt/'], kind: 'a damaged PowerPoint presentation' },
  { starts: ['xl/'], kind: 'an Excel workbook' },
  { starts: ['collection.anki2'], kind: 'an Anki deck' },
  { starts: ['Index/Document.iwa', 'Index.zip'], kind: 'a Pages, Numbers or Keynote document' },
  { starts: ['META-INF/MANIFEST.MF'], kind: 'a Java program' },
];

/** Of compound files. */
const streams: readonly { stream: string; kind: string }[] = [
  { stream: 'WordDocument', kind: 'an old Word document' },
  { stream: 'PowerPoint Document', kind: 'an old PowerPoint presentation' },
  { stream: 'Workbook', kind: 'an old Excel workbook' },
];

/** What lies at the front of files that are no text; `at` is where it lies. */
const marks: readonly { at?: number; mark: string; kind: string }[] = [
  { mark: 'GIF8', kind: 'a GIF picture' },
  { mark: 'BM', kind: 'a BMP picture' },
  { at: 8, mark: 'WAVE', kind: 'a WAV sound file' },
  { at: 8, mark: 'AVI ', kind: 'an AVI video' },
  { at: 4, mark: 'ftypheic', kind: 'an HEIC picture' },
  { at: 4, mark: 'ftypavif', kind: 'an AVIF picture' },
  { at: 4, mark: 'ftypM4A', kind: 'an M4A sound file' },
  { at: 4, mark: 'ftypqt', kind: 'a QuickTime video' },
  { at: 4, mark: 'ftyp', kind: 'an MP4 video' },
  { mark: 'ID3', kind: 'an MP3 sound file' },
  { mark: 'OggS', kind: 'an Ogg sound or video file' },
  { mark: 'fLaC', kind: 'a FLAC sound file' },
  { mark: '\x1AE\xDF\xA3', kind: 'a Matroska or WebM video' },
  { mark: '%!PS', kind: 'a PostScript document' },
  { mark: 'AT&TFORM', kind: 'a DjVu document' },
  { at: 60, mark: 'BOOKMOBI', kind: 'a Kindle book' },
  { mark: 'ITSF', kind: 'a Windows help file' },
  { mark: '7z\xBC\xAF\x27\x1C', kind: 'a 7-Zip archive' },
  { mark: 'Rar!\x1A', kind: 'a RAR archive' },
  { mark: '\x1F\x8B', kind: 'a gzip archive' },
  { mark: 'BZh', kind: 'a bzip2 archive' },
  { mark: '\xFD7zXZ', kind: 'an XZ archive' },
  { mark: '\x28\xB5\x2F\xFD', kind: 'a Zstandard archive' },
  { at: 257, mark: 'ustar', kind: 'a TAR archive' },
  { mark: 'SQLite format 3\0', kind: 'an SQLite database' },
  { mark: 'MZ', kind: 'a Windows program' },
  { mark: '\x7FELF', kind: 'a program' },
  { mark: '\0asm', kind: 'a program' },
];

const beforeRoot = String.raw`(?:<\?[^]*?\?>\s*|<!--[^]*?-->\s*|<!DOCTYPE[^>]*>\s*)*`;
const xmls: readonly { root: RegExp; kind: string }[] = [
  { root: new RegExp(`^${beforeRoot}<svg[\\s>]`, 'i'), kind: 'an SVG picture' },
  { root: new RegExp(`^${beforeRoot}<office:document[\\s>]`), kind: 'an OpenDocument file in one piece (flat XML)' },
  { root: /^<\?xml\s/i, kind: 'an XML file' },
];

/**
 * Text that is written for programs: its marks would end up on cards. Tables (CSV) and source code are read as they stand,
 * for both are learned from.
 */
function nameOfData({ head, fileName }: Look): string | null {
  const xml = xmls.find(({ root }) => root.test(head));
  if (xml) return xml.kind;
  if (/^\{\s*"(?:cells|nbformat|metadata)"\s*:/.test(head)) return 'a Jupyter notebook';
  if (/^(?:\{\s*(?:"[^"\n]*"\s*:|\}\s*$)|\[\s*(?:[[{"\d-]|true|false|null))/.test(head) && (/\.(?:json|geojson|webmanifest|map)$/i.test(fileName) || isJson(head))) return 'a JSON file';
  return null;
}

function isJson(head: string): boolean {
  try {
    JSON.parse(head);
    return true;
  } catch (error) {
    // What is longer than the sample ends in the middle of something.
    return head.length > 16_000 && error instanceof SyntaxError && /end of JSON|Unterminated string/i.test(error.message);
  }
}
