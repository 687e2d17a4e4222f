import { limits } from '@studywright/core/platform/limits';

/** All tags of some documents, each once, in alphabetical order. */
export function tagsOf(documents: readonly { tags: readonly string[] }[]): string[] {
  const once = new Map(documents.flatMap(({ tags }) => tags).toReversed().map((tag) => [tag.toLowerCase(), tag]));
  return [...once.values()].sort((a, b) => a.localeCompare(b));
}

/** Adds what was typed, at commas a tag each; what is there in other case, too long or too many is left out. */
export function addTags(tags: readonly string[], typed: string): readonly string[] {
  const next = [...tags];
  for (const part of typed.split(',')) {
    const tag = part.trim().slice(0, limits.document.tagChars).trim();
    if (tag !== '' && next.length < limits.document.maxTags && !next.some((held) => held.toLowerCase() === tag.toLowerCase())) next.push(tag);
  }
  return next;
}
