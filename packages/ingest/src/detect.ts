import { AppError } from '@studywright/core';
import type { Format } from './formats/format.ts';
import { marked, readable, unmarked } from './formats/registry.ts';
import { nameOfKind } from './kinds.ts';
import { lookAt } from './look.ts';
import { looksLikeMarkdown } from './sniff.ts';
import { passwordNeeded } from './unlock/errors.ts';

/**
 * Tells a file's format by its content; the name only decides between Markdown and plain text, which have no mark of
 * their own.
 * @throws AppError BAD_INPUT for an empty file, PASSWORD_NEEDED, UNSUPPORTED naming what the file is.
 */
export function detectFormat(bytes: Uint8Array, fileName: string): Format {
  if (bytes.length === 0) throw new AppError('BAD_INPUT', 'This file is empty. Choose one with something in it.');
  const look = lookAt(bytes, fileName);
  const format = marked.find(({ matches }) => matches(look));
  if (format) return format;
  if (look.hasStream('EncryptedPackage')) throw passwordNeeded();
  const kind = nameOfKind(look);
  if (kind !== null) throw refusal(kind);
  if (!look.isText) {
    if (/\.pdf$/i.test(fileName)) throw new AppError('UNREADABLE', 'This file is named PDF, but what is in it is not a PDF. It may be damaged: get it again from where it came from, and upload it once more.');
    throw refusal('in a format that Studywright does not know');
  }
  if (/\.(md|markdown|mdown|mkd)$/i.test(fileName)) return unmarked.markdown;
  if (/\.(txt|text|log)$/i.test(fileName)) return unmarked.text;
  return looksLikeMarkdown(bytes) ? unmarked.markdown : unmarked.text;
}

function refusal(kind: string): AppError {
  return new AppError('UNSUPPORTED', `This file is ${kind}. Studywright reads ${readable()}: save or export it as one of these and upload that.`);
}
