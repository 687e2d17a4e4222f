import { z } from 'zod';
import { plainTerm } from './words.ts';
import type { GoldTerm } from './definitions.ts';

/** What is known of a chapter, each part where somebody wrote it. Fields that are not named here are left alone. */
const goldFile = z.looseObject({
  terms: z.array(z.looseObject({ term: z.string(), definition: z.string(), in_body: z.boolean().optional() })).default([]),
  summary: z.array(z.looseObject({ text: z.string() })).default([]),
});

export interface Gold {
  /** Of the glossary, those that the chapter's text names. */
  terms: GoldTerm[];
  /** Empty where there is none. */
  summary: string;
}

export const noGold: Gold = { terms: [], summary: '' };

/**
 * @param body the chapter's text, to tell which terms it names where the file does not.
 * @throws ZodError when the file has another form.
 */
export function readGold(file: unknown, body: string): Gold {
  const { terms, summary } = goldFile.parse(file);
  const text = ` ${plainTerm(body.replace(/[^\p{L}\p{N}\s'’-]/gu, ' '))} `;
  return {
    terms: terms.filter(({ term, in_body: named }) => named ?? text.includes(` ${plainTerm(term)} `)),
    summary: summary.map((part) => part.text).join('\n'),
  };
}
