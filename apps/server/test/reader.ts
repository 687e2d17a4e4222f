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
    const paragraphs = nouns.map((noun, index) => {
      const term = `${name} ${noun}`;
      // No two of them say the same of something else.
      const number = chapter * nouns.length + index;
      const does = deeds[number % deeds.length];
      const where = places[(number + Math.floor(number / deeds.length)) % places.length];
      return (
        `The ${term} is a structure of the ${name} that ${does} and that is found ${where}. Without the ${term}, the ${name} loses ${losses[(chapter + index) % losses.length]} within a few days. ` +
        `The ${term} was first described in ${1820 + ((chapter * 7 + index * 13) % 150)} by observers who compared ${chapter + index + 2} samples of it.`
      );
    });
    return { title: `The ${name}`, paragraphs };
  });
}

const nouns = ['membrane', 'channel', 'vesicle', 'filament', 'receptor'];
const deeds = [
  'separates the inside from the outside',
  'lets small charged particles pass',
  'carries proteins from one place to another',
  'keeps the shape under pressure',
  'binds a signal and passes it on',
  'stores sugar for the winter months',
  'turns sunlight into heat',
  'filters dust out of the air',
  'cools the blood on hot days',
  'anchors young roots in loose sand',
  'hears low notes better than high ones',
  'counts the days between two floods',
  'repels insects by its smell',
  'breaks fat down into soap',
  'holds the weight of the upper shell',
  'glows when it is touched',
  'pumps salt water upwards',
];
const places = ['at the outer edge', 'between two layers', 'near the centre', 'along the long axis', 'on the surface', 'below the third ring', 'behind the left valve', 'around every second pore', 'inside the hollow stem', 'over the lower gate', 'under its oldest scales'];
const losses = ['its shape', 'its water', 'its colour', 'its charge', 'its temperature'];

const starts = ['bal', 'cor', 'dun', 'fer', 'gam', 'hol', 'jun', 'kel', 'lor', 'mir', 'nol', 'pav', 'quor', 'ras', 'sel', 'tov', 'urm', 'vel', 'wim', 'zor'];
const ends = ['ite', 'oid', 'ula', 'ene', 'ane', 'ium', 'ode', 'ase', 'ose', 'ine'];

function wordFor(chapter: number): string {
  return `${starts[chapter % starts.length]}${ends[Math.floor(chapter / starts.length) % ends.length]}${chapter >= starts.length * ends.length ? `a${Math.floor(chapter / (starts.length * ends.length))}` : ''}`;
}
