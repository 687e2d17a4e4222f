/** What somebody pastes on a page, as files with names of their own or as text. */
import { limits } from '@studywright/core/platform/limits';

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** “2026-11-21 14.05”, in the time of this device: what a file may be called everywhere. */
function stamp(now: Date): string {
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())} ${two(now.getHours())}.${two(now.getMinutes())}`;
}

const endings: Record<string, string> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp', 'image/tiff': 'tiff' };

/** A picture from the clipboard or the camera, which calls each of them “image”, named by what it is and when it came. */
export function namedPicture(file: File, what: string, now: Date, count = 1): File {
  const ending = endings[file.type] ?? 'png';
  const name = `${what} ${stamp(now)}${count > 1 ? ` (${count})` : ''}.${ending}`;
  return new File([file], name, { type: file.type, lastModified: file.lastModified });
}

export interface Pasted {
  files: File[];
  text: string;
}

/** Null where there is nothing to add. Where files come with their names as text, the files are meant. */
export function pasted(data: Pick<DataTransfer, 'files' | 'getData'>, now: Date): Pasted | null {
  const nameless = (file: File) => file.type in endings && /^image\.\w+$/.test(file.name);
  const files = [...data.files].map((file, index) => (nameless(file) ? namedPicture(file, 'Pasted picture', now, index + 1) : file));
  if (files.length > 0) return { files, text: '' };
  const text = data.getData('text/plain');
  if (text.trim() === '') return null;
  // More than a form takes is a file like any other.
  if (text.length > limits.pastedText.maxChars) return { files: [new File([text], `Pasted text ${stamp(now)}.txt`, { type: 'text/plain' })], text: '' };
  return { files: [], text };
}

/** The first line of a text as its title, as far as a title goes. */
export function titleOf(text: string): string {
  const line = text.trim().split('\n', 1)[0]?.replace(/^#+\s*/, '').trim() ?? '';
  return line.length <= 80 ? line : `${line.slice(0, line.lastIndexOf(' ', 80) > 20 ? line.lastIndexOf(' ', 80) : 80)}`;
}
