'use client';

import { Plus } from 'lucide-react';
import { openAddMaterial } from '@/features/upload/upload-target.ts';
import { useHotkey } from '@/lib/hotkeys.ts';
import { Button, IconButton } from '@/parts/button.tsx';

/** The way in for documents and text. The one in the bar answers U too. */
export function AddMaterialButton({ look }: { look: 'bar' | 'phone' | 'primary' }) {
  useHotkey('u', () => openAddMaterial(), { enabled: look === 'bar' });
  if (look === 'phone') return <IconButton label="Add material" icon={<Plus size={22} strokeWidth={1.5} aria-hidden="true" />} onClick={() => openAddMaterial()} />;
  if (look === 'primary') {
    return (
      <Button variant="primary" size={40} kbd="u" className="touch:min-h-12" onClick={() => openAddMaterial()}>
        Add material
      </Button>
    );
  }
  return (
    <Button size={28} icon={<Plus size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={() => openAddMaterial()}>
      Add material
    </Button>
  );
}
