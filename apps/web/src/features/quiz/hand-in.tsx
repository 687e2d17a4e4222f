'use client';

import { counted } from '@/lib/format.ts';
import { Button } from '@/parts/button.tsx';
import { Dialog, DialogActions } from '@/parts/dialog.tsx';

/** Handing in cannot be taken back, so open questions are named first. The safe choice has the focus. */
export function HandIn({ open, onKeep, onHandIn, busy }: { open: number; onKeep: () => void; onHandIn: () => void; busy: boolean }) {
  return (
    <Dialog open onOpenChange={(next) => !next && onKeep()} title={`Hand in with ${counted(open, 'open question')}?`} description={`${open === 1 ? 'It counts' : 'They count'} as wrong. After handing in, answers cannot be changed.`}>
      <DialogActions>
        <Button autoFocus onClick={onKeep}>
          Keep working
        </Button>
        <Button variant="primary" onClick={onHandIn} busy={busy && 'Handing in'}>
          Hand in
        </Button>
      </DialogActions>
    </Dialog>
  );
}
