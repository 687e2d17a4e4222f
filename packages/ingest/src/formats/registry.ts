import { docx } from './docx.ts';
import type { Format } from './format.ts';
import { markdown } from './markdown.ts';
import { odp } from './odp.ts';
import { odt } from './odt.ts';
import { pdf } from './pdf.ts';
import { pptx } from './pptx.ts';
import { text } from './text.ts';

/** Every format that can be read, in the order in which a student is told of them. */
export const formats = { pdf, docx, pptx, odt, odp, text, markdown } as const satisfies Record<string, Format>;

/** “PDF, plain text and Markdown”. */
export function readable(): string {
  return new Intl.ListFormat('en-GB').format(Object.values(formats).map((format) => format.name));
}
