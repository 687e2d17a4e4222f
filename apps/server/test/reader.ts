/**
 * A text to learn from, as Markdown: so many chapters of definitions, each of a word that no other chapter has.
 */
export function writtenReader(chapters: number): string {
  const parts = writtenChapters(chapters).flatMap(({ title, paragraphs }) => [`## ${title}`, ...paragraphs]);
  return `${['# A reader of invented things', ...parts].join('\n\n')}\n`;
}

export interface Chapter {
  title: string;
  paragraphs: string[];
}

export function writtenChapters(count: number): Chapter[] {
  return Array.from({ length: count }, (_, chapter) => {
    const name = wordFor(chapter);
    const paragraphs = kinds.map(({ noun, does, where }, index) => {
      const term = `${name} ${noun}`;
      return (
        `The ${term} is a structure of the ${name} that ${does} and that is found ${where}. Without the ${term}, the ${name} loses ${losses[(chapter + index) % losses.length]} within a few days. ` +
        `The ${term} was first described in ${1820 + ((chapter * 7 + index * 13) % 150)} by observers who compared ${chapter + index + 2} samples of it.`
      );
    });
    return { title: `The ${name}`, paragraphs };
  });
}

const kinds = [
  { noun: 'membrane', does: 'separates the inside from the outside', where: 'at the outer edge' },
  { noun: 'channel', does: 'lets small charged particles pass', where: 'between two layers' },
  { noun: 'vesicle', does: 'carries proteins from one place to another', where: 'near the centre' },
  { noun: 'filament', does: 'keeps the shape under pressure', where: 'along the long axis' },
  { noun: 'receptor', does: 'binds a signal and passes it on', where: 'on the surface' },
];
const losses = ['its shape', 'its water', 'its colour', 'its charge', 'its temperature'];

const starts = ['bal', 'cor', 'dun', 'fer', 'gam', 'hol', 'jun', 'kel', 'lor', 'mir', 'nol', 'pav', 'quor', 'ras', 'sel', 'tov', 'urm', 'vel', 'wim', 'zor'];
const ends = ['ite', 'oid', 'ula', 'ene', 'ane', 'ium', 'ode', 'ase', 'ose', 'ine'];

function wordFor(chapter: number): string {
  return `${starts[chapter % starts.length]}${ends[Math.floor(chapter / starts.length) % ends.length]}${chapter >= starts.length * ends.length ? `a${Math.floor(chapter / (starts.length * ends.length))}` : ''}`;
}
