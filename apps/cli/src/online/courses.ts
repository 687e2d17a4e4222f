import type { Outputs, StudywrightClient } from '@studywright/client';
import { AppError } from '@studywright/core';
import { z } from 'zod';

export type Course = Outputs['course']['get'];

interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** The pages of a list, one after another. */
export async function* pages<Item>(read: (cursor: string | undefined) => Promise<Page<Item>>): AsyncGenerator<Item[], void> {
  for (let cursor: string | undefined; ; ) {
    const page = await read(cursor);
    yield page.items;
    if (page.nextCursor === null) return;
    cursor = page.nextCursor;
  }
}

export async function all<Item>(read: (cursor: string | undefined) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const some of pages(read)) items.push(...some);
  return items;
}

/**
 * The course of that name or id; null where there is none. Archived ones are found when no open one has the name.
 * @throws AppError CONFLICT when several have it
 */
export async function findCourse(client: StudywrightClient, wanted: string): Promise<Course | null> {
  const name = wanted.trim();
  for (const archived of [false, true]) {
    const courses = await all((cursor) => client.course.list.query({ archived, limit: 100, cursor }));
    const named = courses.filter((course) => course.name === name || course.id === name);
    const found = named.length > 0 ? named : courses.filter((course) => course.name.toLowerCase() === name.toLowerCase());
    if (found.length > 1) throw new AppError('CONFLICT', `${found.length} courses are called “${name}”. Name the one you mean by its id: ${found.map((course) => course.id).join(' or ')}`);
    if (found[0]) return found[0];
  }
  return null;
}

export async function courseNamed(client: StudywrightClient, wanted: string): Promise<Course> {
  const course = await findCourse(client, wanted);
  if (!course) throw new AppError('NOT_FOUND', z.uuid().safeParse(wanted).success ? 'You have no course with this id.' : `You have no course called “${wanted.trim()}”. “studywright due” lists your courses.`);
  return course;
}
