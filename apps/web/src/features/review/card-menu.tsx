'use client';

import type { StudyCard } from '@studywright/core';
import { Ellipsis } from 'lucide-react';
import { IconButton } from '@/parts/button.tsx';
import { Menu, MenuItem, MenuRule } from '@/parts/menu.tsx';
import { sourceHref } from '@/parts/source-note.tsx';
import { routes } from '@/lib/routes.ts';

/** What else can be done with the card that is asked. */
export function CardMenu({ card, onEdit, onSuspend }: { card: StudyCard; onEdit: () => void; onSuspend: () => void }) {
  return (
    <Menu defaultOpen trigger={<IconButton label="More for this card" icon={<Ellipsis size={18} strokeWidth={1.5} aria-hidden="true" />} />}>
      <MenuItem kbd="e" onSelect={onEdit}>
        Edit
      </MenuItem>
      <MenuItem kbd="s" onSelect={onSuspend}>
        Suspend
      </MenuItem>
      <MenuRule />
      {card.source !== null && <MenuItem href={sourceHref(card.source)}>Open its page</MenuItem>}
      <MenuItem href={routes.cards(card.courseId, card.topic === null ? {} : { topic: card.topic.id })}>All cards of {card.topic?.title ?? card.courseName}</MenuItem>
    </Menu>
  );
}
