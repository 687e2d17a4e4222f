import { jsonrepair } from 'jsonrepair';
import type { AnswerSchema } from '../prompts/prompt.ts';

export interface ReadAnswer {
  /** By the schema's names. Items are as the model wrote them: at least one has the right form, unless all lists are empty. */
  lists: Record<string, unknown[]>;
  /** Whether the text broke off before its end. */
  cut: boolean;
}

/**
 * Reads lists of items out of a model's text: JSON, JSON in a code block or between sentences, JSON with the usual
 * slips, or the whole items of JSON that breaks off. Null where none of that is there.
 */
export function readAnswer(schema: AnswerSchema, content: string): ReadAnswer | null {
  const json = findJson(withoutThinking(content));
  if (!json) return null;
  const lists = listsOf(schema, json.value);
  if (!lists) return json.cut ? { lists: emptyLists(schema), cut: true } : null;
  const items = Object.entries(lists).flatMap(([name, list]) => list.map((item) => ({ name, item })));
  const wellFormed = items.some(({ name, item }) => schema.shape[name]?.element.safeParse(item).success);
  return items.length > 0 && !wellFormed ? null : { lists, cut: json.cut };
}

export function emptyLists(schema: AnswerSchema): Record<string, unknown[]> {
  return Object.fromEntries(Object.keys(schema.shape).map((name) => [name, []]));
}

/** Reasoning models served without a reasoning parser put their thoughts before the answer. */
export function withoutThinking(content: string): string {
  return content.replace(/^\s*<think>[\s\S]*?(<\/think>|$)/u, '').trim();
}

function listsOf(schema: AnswerSchema, value: unknown): Record<string, unknown[]> | null {
  const names = Object.keys(schema.shape);
  const only = names.length === 1 ? names[0] : undefined;
  if (Array.isArray(value)) return only === undefined ? null : { [only]: value };
  if (typeof value !== 'object' || value === null) return null;
  const found = Object.entries(value).filter(([name, list]) => names.includes(name) && Array.isArray(list));
  return found.length === 0 ? null : { ...emptyLists(schema), ...Object.fromEntries(found) };
}

function findJson(text: string): { value: unknown; cut: boolean } | null {
  const start = text.search(/[{[]/u);
  if (start < 0) return null;
  const { end, whole } = scan(text, start);
  if (end !== null) {
    const value = parse(text.slice(start, end));
    return value === undefined ? null : { value, cut: false };
  }
  const value = whole === null ? null : parse(whole);
  return value === undefined ? null : { value, cut: true };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    try {
      return JSON.parse(jsonrepair(json));
    } catch {
      return undefined;
    }
  }
}

interface Scan {
  /** Behind the bracket that closes the first one; null where the text breaks off before. */
  end: number | null;
  /** The text up to its last whole item or list, with what was open closed; null where nothing is whole. */
  whole: string | null;
}

function scan(text: string, start: number): Scan {
  const open: string[] = [];
  let inString = false;
  let whole: string | null = null;
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{') open.push('}');
    else if (character === '[') open.push(']');
    else if (character === '}' || character === ']') {
      open.pop();
      if (open.length === 0) return { end: at + 1, whole: null };
      // What is open around a whole item: the list, and the object that holds the lists.
      if (open.length === 1 || (open.length === 2 && open[1] === ']')) whole = text.slice(start, at + 1) + open.toReversed().join('');
    }
  }
  return { end: null, whole };
}
