'use client';

import type { StudyCard } from '@studywright/core';
import { Ellipsis } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { IconButton } from '@/parts/button.tsx';

const label = 'More for this card';
const icon = <Ellipsis size={18} strokeWidth={1.5} aria-hidden="true" />;
const CardMenu = dynamic(() => import('./card-menu.tsx').then((module) => module.CardMenu), { ssr: false, loading: () => <IconButton label={label} icon={icon} aria-busy /> });

/** The menu of the card that is asked; its code comes with its first use. */
export function CardMenuButton(props: { card: StudyCard; onEdit: () => void; onSuspend: () => void }) {
  const [used, setUsed] = useState(false);
  if (used) return <CardMenu {...props} />;
  return <IconButton label={label} icon={icon} aria-haspopup="menu" aria-expanded={false} onClick={() => setUsed(true)} />;
}
