/** Which of the files that somebody adds are sent, and why the others are not. */
import { mayBeRead, uploadFormats } from '@studywright/core/document/formats';
import { bytes, counted } from '../../lib/format.ts';

export interface FileRules {
  /** Of one file. */
  maxBytes: number;
  maxFilesAtOnce: number;
  /** Bytes of all files of the student; null while they are not known: the server says it then. */
  storage: { used: number; quota: number } | null;
}

interface NamedFile {
  name: string;
  size: number;
}

export interface Choice<F extends NamedFile> {
  taken: F[];
  refused: { file: F; problem: string }[];
}

function problemOf(file: NamedFile, { maxBytes }: FileRules): string | null {
  if (!mayBeRead(file.name)) return `This kind of file cannot be read. Save it as ${uploadFormats} and add that.`;
  if (file.size === 0) return 'This file is empty. Choose one with something in it.';
  if (file.size > maxBytes) return `This file has ${bytes(file.size)}; ${bytes(maxBytes)} are allowed. Part it, or save it with smaller pictures.`;
  return null;
}

/** In the order in which they were given. A file that is refused takes nobody's place. */
export function chooseFiles<F extends NamedFile>(files: readonly F[], rules: FileRules): Choice<F> {
  const choice: Choice<F> = { taken: [], refused: [] };
  let room = rules.storage === null ? Number.POSITIVE_INFINITY : Math.max(0, rules.storage.quota - rules.storage.used);
  for (const file of files) {
    const problem =
      problemOf(file, rules) ??
      (choice.taken.length >= rules.maxFilesAtOnce ? `${counted(rules.maxFilesAtOnce, 'file is', 'files are')} taken at once. Add this one afterwards.` : null) ??
      (file.size > room ? `There is room for ${bytes(room)} more of ${bytes(rules.storage?.quota ?? 0)}. Delete documents that you do not need, then add this one.` : null);
    if (problem !== null) choice.refused.push({ file, problem });
    else {
      choice.taken.push(file);
      room -= file.size;
    }
  }
  return choice;
}
