import { z } from 'zod';
import { notePrompt, place } from './note.ts';

export const sheetDefinition = z.object({ ...place, term: z.string(), text: z.string().describe('What it is, without the term, at most 20 words.') });
export const sheetFormula = z.object({ ...place, text: z.string().describe('The formula as the document has it, with what its letters stand for in brackets where the document says so.') });
export const sheetDate = z.object({ ...place, when: z.string().describe('The date or the year, as the document has it.'), text: z.string().describe('What happened, at most 20 words.') });
export const sheetTable = z.object({ ...place, rows: z.array(z.object({ cells: z.array(z.string()) })).describe('The head first. Every cell in the words of the document.') });

/** One page to look things up: definitions, formulas, dates and small tables. */
export const cheatSheetPrompt = notePrompt({
  task: 'cheat-sheet',
  version: 'cheat-sheet-1',
  schema: z.object({ definitions: z.array(sheetDefinition), formulas: z.array(sheetFormula), dates: z.array(sheetDate), tables: z.array(sheetTable) }),
  role: 'You write the one page that a student may take into an exam: definitions, formulas, dates and small tables of the passages.',
  rules: ({ amount }) => [
    `At most ${amount} definitions and as many formulas and dates as have to be known, what matters most first; empty lists where there is nothing. At most two tables, of at most six columns and twelve rows, and only such as stand in the passages.`,
    'Short and exact. No examples, no explanations, nothing twice.',
  ],
  ask: 'Write the page.',
});
