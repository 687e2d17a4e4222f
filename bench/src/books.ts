import { once } from 'node:events';
import PDFDocument from 'pdfkit';

const structures = ['membrane', 'channel', 'vesicle', 'filament', 'receptor', 'ribosome', 'vacuole', 'spindle', 'nucleus', 'capsule'];
const deeds = ['separates the inside from the outside', 'lets small charged particles pass', 'carries proteins from one place to another', 'keeps the shape under pressure', 'binds a signal and passes it on'];
const places = ['at the outer edge', 'between two layers', 'near the centre', 'along the long axis', 'on the surface'];
const syllables = ['ba', 'co', 'du', 'fe', 'ga', 'ho', 'ju', 'ke', 'lo', 'mi', 'no', 'pa', 'qui', 'ra', 'se', 'to', 'u', 've', 'wi', 'zo'];

/** A word for each number. */
function word(number: number): string {
  let rest = number + syllables.length;
  let made = '';
  for (; rest > 0; rest = Math.floor(rest / syllables.length)) made += syllables[rest % syllables.length];
  return `${made}n`;
}

/** A PDF of sentences that explain something, some 300 words a page; another `seed` gives other words. */
export async function writtenPdf(pages: number, seed: number): Promise<Uint8Array> {
  const pdf = new PDFDocument({ margin: 72 });
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  for (let page = 0; page < pages; page += 1) {
    if (page > 0) pdf.addPage();
    const name = word(seed * 2_000 + page);
    pdf.fontSize(16).text(`The ${name}`).fontSize(11);
    for (let index = 0; index < 6; index += 1) {
      const at = page * 7 + index;
      const term = `${name} ${structures[at % structures.length]}`;
      pdf.moveDown().text(
        `The ${term} is a structure of the ${name} that ${deeds[at % deeds.length]} and that is found ${places[(at + 2) % places.length]}. Without the ${term}, the ${name} loses its shape within ${2 + (at % 9)} days. ` +
          `The ${term} was first described in ${1820 + (at % 150)} by observers who compared ${3 + (at % 40)} samples of it.`,
      );
    }
  }
  pdf.end();
  await once(pdf, 'end');
  return Buffer.concat(parts);
}
