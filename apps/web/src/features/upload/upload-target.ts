'use client';

import { useEffect, useSyncExternalStore } from 'react';

/** Where a file that is dropped on the page goes: a course, or a new one that is named after the file. */
export type UploadTarget = { courseId: string; courseName: string } | { courseId: null };

export interface AddRequest {
  courseId: string | null;
  files: readonly File[];
  /** Text that was pasted on a page. */
  text: string;
}

interface Desk {
  target: UploadTarget | null;
  /** The open “Add material” dialog, and what it was opened with. */
  request: AddRequest | null;
  /** Whether anything was added, or may be at any moment: what does the work is loaded then, and stays. */
  awake: boolean;
}

let desk: Desk = { target: null, request: null, awake: false };
const listeners = new Set<() => void>();

function set(change: Partial<Desk>): void {
  desk = { ...desk, ...change };
  for (const listener of listeners) listener();
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

const empty: Desk = { target: null, request: null, awake: false };

export function useUploadDesk(): Desk {
  return useSyncExternalStore(
    subscribe,
    () => desk,
    () => empty,
  );
}

/** While the page is shown, what is dropped on it goes there. */
export function useUploadTarget(target: UploadTarget | null): void {
  const courseId = target === null ? undefined : target.courseId;
  const courseName = target !== null && target.courseId !== null ? target.courseName : '';
  useEffect(() => {
    if (courseId === undefined) return;
    set({ target: courseId === null ? { courseId } : { courseId, courseName }, awake: true });
    return () => set({ target: null });
  }, [courseId, courseName]);
}

/** Opens “Add material”, for a course or for one that is still to be chosen. */
export function openAddMaterial(courseId: string | null = null, { files = [], text = '' }: { files?: readonly File[]; text?: string } = {}): void {
  const { request } = desk;
  // What comes while it is open joins what is chosen there.
  set({ request: request === null ? { courseId, files, text } : { ...request, files: [...request.files, ...files] }, awake: true });
}

/** What is chosen in the open dialog. */
export function setChosenFiles(files: readonly File[]): void {
  if (desk.request !== null) set({ request: { ...desk.request, files } });
}

/** The same for what was pasted: into the course of the page that is shown. */
export function addPasted(given: { files: readonly File[]; text: string }): void {
  // What is being added already is not thrown away for it.
  if (desk.request === null) openAddMaterial(desk.target?.courseId ?? null, given);
}

/** Files are about to come. */
export function wakeUploads(): void {
  set({ awake: true });
}

export function closeAddMaterial(): void {
  set({ request: null });
}
