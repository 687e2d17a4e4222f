import type { StudyCard } from '@studywright/core';

/** A new card for tests, with what a test says otherwise. */
export function card(id: string, change: Partial<StudyCard> = {}): StudyCard {
  return {
    id,
    courseId: 'course',
    courseName: 'Memory',
    topic: null,
    type: 'basic',
    front: `front ${id}`,
    back: `back ${id}`,
    figure: null,
    origin: 'generated',
    state: 'new',
    due: null,
    suspended: false,
    reps: 0,
    lapses: 0,
    source: null,
    updatedAt: '2026-11-20T12:00:00Z',
    version: 0,
    intervals: { 1: 60, 2: 360, 3: 600, 4: 86_400 },
    lastReview: null,
    retrievability: null,
    ...change,
  };
}
