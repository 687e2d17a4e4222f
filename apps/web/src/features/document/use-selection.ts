'use client';

import { type RefObject, useEffect, useState } from 'react';

export interface Selected {
  words: string;
  /** Below the end of the selection, in pixels within the box. */
  x: number;
  y: number;
}

/** A word is enough to ask what it means. */
const fewest = 3;
/** Fewer signs are found in any text, so that a card or a question would have no source. */
const sentence = 12;
/** Room for the bar beside the end of what is marked, in pixels. */
const barWidth = 320;

export function isSentence({ words }: Selected): boolean {
  return words.length >= sentence;
}

/** What the student has marked of the page in a box; null where there is nothing to make something of. */
export function useSelection(box: RefObject<HTMLElement | null>): [Selected | null, () => void] {
  const [selected, setSelected] = useState<Selected | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      // While it is still being drawn, nothing stands in its way.
      timer = setTimeout(() => setSelected(selectedIn(box.current)), 200);
    };
    document.addEventListener('selectionchange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('selectionchange', look);
    };
  }, [box]);
  return [selected, () => setSelected(null)];
}

function selectedIn(box: HTMLElement | null): Selected | null {
  const selection = document.getSelection();
  if (box === null || selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const around = range.commonAncestorContainer instanceof Element ? range.commonAncestorContainer : range.commonAncestorContainer.parentElement;
  const words = selection.toString().replace(/\s+/g, ' ').trim();
  if (around?.closest('article') == null || !box.contains(around) || words.length < fewest) return null;
  const last = [...range.getClientRects()].at(-1);
  const frame = box.getBoundingClientRect();
  if (last === undefined) return null;
  return { words, x: Math.max(8, Math.min(last.right - frame.left, frame.width - barWidth)), y: last.bottom - frame.top + 8 };
}
