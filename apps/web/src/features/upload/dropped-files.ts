/** The files of a drop, those in folders as well. */

/** Of one drop; a folder of somebody's whole machine is not what is meant. */
const most = 2_000;

/** What systems leave in folders. */
const systemFiles = new Set(['thumbs.db', 'desktop.ini']);

function isSystemFile(name: string): boolean {
  return name.startsWith('.') || systemFiles.has(name.toLowerCase());
}

const byName = new Intl.Collator(undefined, { numeric: true });

function readSome(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** Files of a folder in the order of their names, each after the files beside it those of the folders in it. */
async function collect(entry: FileSystemEntry, into: File[]): Promise<void> {
  if (into.length >= most) return;
  if (isFile(entry)) {
    into.push(await fileOf(entry));
    return;
  }
  if (!isFolder(entry)) return;
  const reader = entry.createReader();
  const inside: FileSystemEntry[] = [];
  // A reader gives a part at a time, and nothing at the end.
  for (let some = await readSome(reader); some.length > 0 && inside.length < most; some = await readSome(reader)) inside.push(...some);
  const kept = inside.filter(({ name }) => !isSystemFile(name)).toSorted((a, b) => Number(a.isDirectory) - Number(b.isDirectory) || byName.compare(a.name, b.name));
  for (const each of kept) await collect(each, into);
}

/**
 * To be called while the drop is told of: afterwards it has nothing left.
 * @returns the files in the order in which they were dropped; a folder that cannot be read gives what was read of it
 */
export function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const parts = [...transfer.items].filter((item) => item.kind === 'file').map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  const gather = async () => {
    const files: File[] = [];
    for (const part of parts) {
      if (part instanceof File) files.push(part);
      else if (part !== null) await collect(part, files).catch(() => undefined);
    }
    return files;
  };
  return gather();
}
