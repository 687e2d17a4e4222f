/** What a file's name says of what is in it. */
import { limits } from '../platform/limits.ts';

const longest = 200;
const baseOf = (fileName: string) => fileName.replace(/\.[A-Za-z0-9]{1,8}$/, '').trim();

/** What a document is called until more is known of it. */
export function titleOfFile(fileName: string): string {
  const base = baseOf(fileName);
  return /[\p{L}\p{N}]/u.test(base) ? base.slice(0, longest).toWellFormed() : 'Untitled';
}

/** What a course is called that is made for a file: “Lecture_6 Retrieval.pdf” → “Lecture 6 Retrieval”. */
export function courseNameOfFile(fileName: string): string {
  return baseOf(fileName).replaceAll('_', ' ').trim().slice(0, limits.course.nameChars).trim() || 'New course';
}

/** Words of the names that cameras, scanners and programs give by themselves. */
const emptyWords = new Set([
  'img', 'image', 'imagen', 'immagine', 'bild', 'photo', 'foto', 'pic', 'picture', 'dsc', 'dscn', 'dscf', 'pxl', 'vid', 'screenshot', 'screen', 'shot', 'bildschirmfoto', 'capture', 'snip', 'whatsapp', 'signal', 'telegram', 'at', 'am', 'pm', 'um',
  'cam', 'scan', 'scans', 'scanned', 'scanner', 'scannable', 'camscanner', 'adobe', 'genius', 'gescannt', 'doc', 'docs', 'docx', 'document', 'documents', 'dokument', 'dokumente', 'documento', 'file', 'files', 'datei', 'pdf', 'text', 'txt', 'page', 'pages', 'seite', 'seiten',
  'download', 'downloaded', 'downloadfile', 'unnamed', 'untitled', 'unbenannt', 'new', 'neu', 'neues', 'nouveau', 'nuevo', 'copy', 'kopie', 'copie', 'copia', 'of', 'von', 'final', 'draft', 'version', 'print', 'printout', 'output', 'export', 'main', 'merged', 'combined', 'compressed',
  'presentation', 'präsentation', 'slides', 'folien', 'attachment', 'anhang', 'default', 'temp', 'tmp', 'microsoft', 'word', 'powerpoint',
]);
const hash = /^(?=.*\d)[\da-f]{8,}$/i;
/** Numbers of articles and the like: letters and many digits. */
const number = /^\p{L}{0,3}\d{4,}\p{L}{0,2}$/u;

/** Whether nobody could tell from its name what a file is about: “IMG_4031.jpg”, “Scan 2026-11-22.pdf”, “document (3).pdf”. */
export function saysNothing(fileName: string): boolean {
  const words = baseOf(fileName).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.every((word) => hash.test(word) || number.test(word) || wordsIn(word).every((part) => /^[\p{Lu}\p{Ll}]$/u.test(part) || emptyWords.has(part.toLowerCase())));
}

/** “scan0001” holds one word, “NewDocument” two. */
const wordsIn = (word: string) => word.match(/\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+|\p{Lu}+(?!\p{Ll})/gu) ?? [];
