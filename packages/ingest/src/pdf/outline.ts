import type { PDFDocumentProxy } from './open.ts';

export interface OutlineEntry {
  title: string;
  /** 1 is the highest. */
  level: number;
  /** Page number from 1; null where the entry leads nowhere in this file. */
  page: number | null;
}

const mostEntries = 3000;
const mostDepth = 6;

type Node = NonNullable<Awaited<ReturnType<PDFDocumentProxy['getOutline']>>>[number];

/** The document's own table of contents, flat, in reading order; empty where there is none or it is broken. */
export async function outlineOf(doc: PDFDocumentProxy): Promise<OutlineEntry[]> {
  const entries: OutlineEntry[] = [];
  const walk = async (nodes: readonly Node[], level: number): Promise<void> => {
    for (const node of nodes) {
      if (entries.length >= mostEntries) return;
      entries.push({ title: node.title, level, page: await pageOf(doc, node.dest) });
      if (level < mostDepth && Array.isArray(node.items)) await walk(node.items, level + 1);
    }
  };
  try {
    await walk((await doc.getOutline()) ?? [], 1);
  } catch {
    // A broken outline costs the document nothing but the outline.
  }
  return entries;
}

async function pageOf(doc: PDFDocumentProxy, dest: Node['dest']): Promise<number | null> {
  try {
    const explicit: unknown = typeof dest === 'string' ? await doc.getDestination(dest) : dest;
    const target: unknown = Array.isArray(explicit) ? explicit[0] : null;
    if (typeof target === 'number') return target + 1;
    if (typeof target !== 'object' || target === null || !('num' in target) || !('gen' in target)) return null;
    if (typeof target.num !== 'number' || typeof target.gen !== 'number') return null;
    return (await doc.getPageIndex({ num: target.num, gen: target.gen })) + 1;
  } catch {
    return null;
  }
}
