import { docx } from './docx.ts';
import type { Format, MarkedFormat } from './format.ts';
import { epub } from './epub.ts';
import { html } from './html.ts';
import { markdown } from './markdown.ts';
import { odp } from './odp.ts';
import { odt } from './odt.ts';
import { pdf } from './pdf.ts';
import { pictures } from './picture.ts';
import { pptx } from './pptx.ts';
import { rtf } from './rtf.ts';
import { text } from './text.ts';

/** Formats that are known by a mark in the file itself, in the order in which they are looked for and told of. */
export const marked: readonly MarkedFormat[] = [pdf, docx, pptx, odt, odp, epub, rtf, ...pictures, html];

/** What is left when a file is text and has no mark. */
export const unmarked = { text, markdown } as const satisfies Record<string, Format>;

/** “PDF, plain text and Markdown”. */
export function readable(): string {
  return new Intl.ListFormat('en-GB').format([...marked, ...Object.values(unmarked)].map((format) => format.name));
}
