/** Character sets of RTF: of Windows by code page, of fonts by `\fcharset`. */
import iconv from 'iconv-lite';

const ofFonts: Readonly<Record<number, number>> = { 0: 1252, 77: 10_000, 78: 932, 79: 949, 80: 936, 81: 950, 128: 932, 129: 949, 130: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850 };
const labels: Readonly<Record<number, string>> = { 874: 'windows-874', 932: 'shift_jis', 936: 'gb18030', 949: 'euc-kr', 950: 'big5', 10_000: 'macintosh', 10_007: 'x-mac-cyrillic', 20_866: 'koi8-r', 21_866: 'koi8-u', 54_936: 'gb18030', 65_001: 'utf-8' };

/** @returns undefined for sets that depend on the document */
export function codePageOfCharset(charset: number): number | undefined {
  return ofFonts[charset];
}

const decoders = new Map<number, (bytes: Buffer) => string>();

export function decodeCodePage(bytes: readonly number[], codePage: number): string {
  // All sets agree on these, and most of a document is made of them.
  if (bytes.length < 4096 && bytes.every((byte) => byte < 0x80)) return String.fromCharCode(...bytes);
  let decode = decoders.get(codePage);
  if (!decode) {
    decode = decoderOf(codePage);
    decoders.set(codePage, decode);
  }
  return decode(Buffer.from(bytes));
}

function decoderOf(codePage: number): (bytes: Buffer) => string {
  const label = labels[codePage] ?? (codePage >= 1250 && codePage <= 1258 ? `windows-${codePage}` : undefined);
  if (label !== undefined) {
    const decoder = new TextDecoder(label);
    return (bytes) => decoder.decode(bytes);
  }
  // Those of DOS, which browsers do not know.
  const name = iconv.encodingExists(`cp${codePage}`) ? `cp${codePage}` : 'windows-1252';
  return (bytes) => iconv.decode(bytes, name);
}

const symbols = new Map<number, string>();
const assign = (from: string, to: string) => {
  const signs = [...to];
  for (const [at, char] of [...from].entries()) symbols.set(char.charCodeAt(0), signs[at] ?? char);
};
assign('abcdefghijklmnopqrstuvwxyz', 'αβχδεφγηιϕκλμνοπθρστυϖωξψζ');
assign('ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ');
assign('"$\'-@^', '∀∃∋−≅⊥');
assign('¢£¤¥«¬\u00AD®¯°±²³´µ¶·¸¹º»¼½¾¿', '′≤⁄∞↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵');
assign('ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÕÖ×ØÙÚÛÜÝÞß', 'ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇∏√⋅¬∧∨⇔⇐⇑⇒⇓');
assign('åòáñ', '∑∫〈〉');

/** What a code shows in the font Symbol; other fonts of signs have bullets where it has letters. */
export function symbolOf(code: number, isSymbol: boolean): string {
  if (isSymbol) return symbols.get(code) ?? (code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '');
  return code <= 0x20 ? ' ' : '•';
}
