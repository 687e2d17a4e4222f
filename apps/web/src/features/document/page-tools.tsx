'use client';

import { Minus, Plus } from 'lucide-react';
import { percent } from '@/lib/format.ts';
import { useHotkey } from '@/lib/hotkeys.ts';
import { IconButton } from '@/parts/button.tsx';
import { Segmented } from '@/parts/segmented.tsx';
import type { PageView } from './page-view.ts';
import type { Zoom } from './use-zoom.ts';

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;
const views = [
  { value: 'picture', label: 'Page' },
  { value: 'text', label: 'Text' },
] as const;

export interface PageToolsProps {
  view: PageView;
  onView: (view: PageView) => void;
  zoom: Zoom;
}

/** Of a page that can be seen as it is: picture or text, and how large. T changes between them; + and - zoom, 0 fits. */
export function PageTools({ view, onView, zoom }: PageToolsProps) {
  const zooms = { enabled: view === 'picture' };
  useHotkey('t', () => onView(view === 'picture' ? 'text' : 'picture'));
  useHotkey(['+', '='], () => zoom.by(1), zooms);
  useHotkey('-', () => zoom.by(-1), zooms);
  useHotkey('0', () => zoom.toFit(), zooms);
  return (
    <div className="flex items-center gap-3">
      {view === 'picture' && (
        <div role="group" aria-label="Zoom" className="flex items-center">
          <IconButton size={28} label="Smaller" aria-keyshortcuts="-" icon={<Minus {...icon} />} onClick={() => zoom.by(-1)} />
          <button type="button" title="Fit the width" aria-keyshortcuts="0" onClick={zoom.toFit} className="h-7 min-w-12 rounded-6 px-1 text-13 text-ink2 transition-colors hover:bg-paper3 hover:text-ink touch:h-11">
            <span role="status">{percent(zoom.value)}</span>
            <span className="sr-only">, fit the width</span>
          </button>
          <IconButton size={28} label="Larger" aria-keyshortcuts="+" icon={<Plus {...icon} />} onClick={() => zoom.by(1)} />
        </div>
      )}
      <Segmented label="Show the page as" choices={views} value={view} onChange={onView} />
    </div>
  );
}
