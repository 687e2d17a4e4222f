import type { Block, DraftPage } from '../formats/format.ts';
import type { ReadSlide } from './slide-figures.ts';

export const slideWarnings = {
  broken: 'This slide is damaged and could not be read. The other slides are not affected.',
  picture: 'This slide has pictures and no text. What they show cannot be searched or turned into cards; export the presentation as PDF and upload that if you need it.',
  hidden: 'This slide is hidden when the presentation is shown. It is read like the others.',
} as const;

/** A slide as a page: its title, what stands on it, then what its author wrote to say with it. */
export function slidePage({ title, blocks, notes, picture, hidden }: { title: Block | undefined; blocks: readonly Block[]; notes: readonly Block[]; picture: boolean; hidden: boolean }): ReadSlide {
  const all = [...(title ? [title] : []), ...blocks, ...notes];
  const warning = all.every(({ text }) => text === '') && picture ? slideWarnings.picture : hidden ? slideWarnings.hidden : undefined;
  const page: DraftPage = { blocks: all, ...(title && { label: title.text }), ...(warning !== undefined && { warning }) };
  return { page, shown: { title, blocks } };
}
