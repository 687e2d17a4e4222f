/** The parts of an Office Open XML file and how they refer to each other (ECMA-376 part 2). */
import { posix } from 'node:path';
import { AppError } from '@studywright/core';
import { openArchive } from '../archive.ts';
import { measureIn } from '../figures/embedded.ts';
import type { Measure } from '../figures/embedded.ts';
import type { IngestLimits } from '../limits.ts';
import { childOf, descendantsOf, elementsOf, parseXml, textIn } from '../xml.ts';
import type { XmlElement } from '../xml.ts';

export interface Relation {
  /** Last word of its type: `slide`, `notesSlide`, `footnotes`. */
  type: string;
  /** Name of the part in the archive. */
  target: string;
}

export interface Parts {
  /** The part that all others hang from. */
  main: string;
  names: readonly string[];
  has(name: string): boolean;
  /** A part that the document is nothing without. @throws AppError UNREADABLE where it is missing or damaged */
  need(name: string): Promise<XmlElement>;
  /** A part that the document can do without: null where it is missing or damaged. */
  read(name: string | undefined): Promise<XmlElement | null>;
  /** What a part refers to within the file, by id; empty where nothing is said or what is said is damaged. */
  relations(name: string): Promise<ReadonlyMap<string, Relation>>;
  measure: Measure;
}

/**
 * @param usual where the main part lies if the file does not say
 * @param onStep called now and then while a part is read
 * @throws AppError as `openArchive`
 */
export async function openParts(bytes: Uint8Array, limits: IngestLimits, usual: string, onStep: () => void): Promise<Parts> {
  const archive = await openArchive(bytes, limits);
  const need = async (name: string) => {
    const part = await archive.read(name);
    if (part === null) throw new AppError('UNREADABLE', 'A part of this file is missing. Open it in the program that made it, save it anew and upload that.');
    return parseXml(part, limits, onStep);
  };
  const read = async (name: string | undefined) => (name === undefined || !archive.has(name) ? null : optional(() => need(name)));
  const relations = async (name: string) => relationsIn(await read(posix.join(posix.dirname(name), '_rels', `${posix.basename(name)}.rels`)), name);
  const main = [...(await relations('')).values()].find(({ type, target }) => type === 'officeDocument' && archive.has(target))?.target;
  return { main: main ?? usual, names: archive.names, has: (name) => archive.has(name), need, read, relations, measure: measureIn(archive) };
}

/** A damaged part is left out, but what goes over a limit goes over it for the whole file. */
export async function optional<T>(attempt: () => Promise<T>): Promise<T | null> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof AppError && error.code === 'UNREADABLE') return null;
    throw error;
  }
}

function relationsIn(rels: XmlElement | null, source: string): Map<string, Relation> {
  const found = new Map<string, Relation>();
  for (const { attributes } of rels ? elementsOf(rels, 'Relationship') : []) {
    const { Id, Type, Target, TargetMode } = attributes;
    if (Id === undefined || Type === undefined || Target === undefined || TargetMode === 'External') continue;
    const target = Target.startsWith('/') ? Target.slice(1) : posix.join(posix.dirname(source), Target);
    found.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), target });
  }
  return found;
}

/** What the file says it is called. */
export async function titleOf(parts: Parts): Promise<{ title?: string }> {
  const rels = await parts.relations('');
  const core = await parts.read([...rels.values()].find(({ type }) => type === 'core-properties')?.target ?? 'docProps/core.xml');
  const title = core && childOf(core, 'title');
  return title ? { title: textIn(title) } : {};
}

/** The relation that an element names, whatever prefix the file uses for such names. */
export function relationOf(element: XmlElement | undefined, relations: ReadonlyMap<string, Relation>, attribute = 'id'): Relation | undefined {
  for (const [key, value] of Object.entries(element?.attributes ?? {})) {
    const found = key === attribute || key.endsWith(`:${attribute}`) ? relations.get(value) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** What a newer program shows of something; what an older one shows only where that is not there. */
export function chosen(alternate: XmlElement): readonly XmlElement[] {
  const [choice, fallback] = [childOf(alternate, 'Choice'), childOf(alternate, 'Fallback')];
  const says = choice !== undefined && [...saying].some((name) => !descendantsOf(choice, name).next().done);
  return elementsOf((says ? choice : (fallback ?? choice)) ?? alternate);
}
const saying = new Set(['t', 'relIds', 'chart', 'oMath']);
