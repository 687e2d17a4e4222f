/**
 * Formulas as a line of text that can be read aloud, searched and quoted: `E = mc²`, `(a + b)/2`, `∑_(n=1)^∞ aₙ`. Signs
 * that Unicode has raised or lowered are used; the rest is written as in UnicodeMath, the linear format of Office
 * (Unicode Technical Note 28).
 */
import { childOf, elementsOf, textIn } from './xml.ts';
import type { XmlElement } from './xml.ts';

const raised = new Map(zip('0123456789+-−=()nihjklrstuvwxyzabcdefgmopTAB', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱʰʲᵏˡʳˢᵗᵘᵛʷˣʸᶻᵃᵇᶜᵈᵉᶠᵍᵐᵒᵖᵀᴬᴮ'));
const lowered = new Map(zip('0123456789+-−=()aehijklmnoprstuvx', '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ'));

function zip(from: string, to: string): [string, string][] {
  const signs = [...to];
  return [...from].map((char, index) => [char, signs[index] ?? char]);
}

function scripted(script: string, signs: ReadonlyMap<string, string>, operator: string): string {
  const bare = script.replaceAll(' ', '');
  if (bare === '') return '';
  const chars = [...bare];
  // Half of it raised and half of it not would be read as two things.
  if (chars.length <= 4 && chars.every((char) => signs.has(char))) return chars.map((char) => signs.get(char) ?? char).join('');
  return operator + grouped(script.trim());
}

const superscript = (script: string) => scripted(script, raised, '^');
const subscript = (script: string) => scripted(script, lowered, '_');
const fraction = (above: string, below: string) => (above.trim() === '' && below.trim() === '' ? '' : `${grouped(above.trim())}/${grouped(below.trim())}`);
const root = (degree: string, radicand: string) => `${['', '2'].includes(degree.trim()) ? '√' : degree.trim() === '3' ? '∛' : degree.trim() === '4' ? '∜' : `${superscript(degree)}√`}${grouped(radicand.trim())}`;

/** In brackets, unless it is read as one thing anyway. */
function grouped(text: string): string {
  const one = /^[\p{L}\p{M}]+$|^[\p{N}.,]+$|^[\p{L}\p{N}][⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ₀-₉]*$|^.$/u.test(text) || isBracketed(text);
  return one ? text : `(${text})`;
}

function isBracketed(text: string): boolean {
  if (!/^\(.*\)$/s.test(text)) return false;
  let depth = 0;
  for (const [index, char] of [...text].entries()) {
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (depth === 0 && index < text.length - 1) return false;
  }
  return true;
}

/** Terms next to each other; a word among them, such as the name of a function, stands apart. */
function sideBySide(terms: readonly string[]): string {
  return terms.reduce((left, right) => {
    const words = /[\p{L}\p{N}⁰-₟²³¹)\]]$/u.test(left) && /^\p{L}/u.test(right) && (/\p{L}{2}$/u.test(left) || /^\p{L}{2}/u.test(right));
    return words ? `${left} ${right}` : left + right;
  }, '');
}

/** Letters that Unicode has in mathematical italics and the like are the letters that they are. */
const plain = (text: string) => text.replace(/[\u{1D400}-\u{1D7FF}ℎ]/gu, (char) => char.normalize('NFKC')).replaceAll(/[\u2061-\u2064]/g, '');

const tidy = (text: string) => text.replace(/[^\S\n]+/g, ' ').trim();

/** `m:oMath` or `m:oMathPara` of Office (ECMA-376 part 1, 22.1). */
export function ommlText(element: XmlElement): string {
  return tidy(omml(element));
}

function omml(element: XmlElement | undefined): string {
  if (element === undefined) return '';
  const of = (name: string) => omml(childOf(element, name));
  const property = (name: string) => childOf(element, `${element.name}Pr`, name)?.attributes['val'];
  switch (element.name) {
    case 't':
      return plain(textIn(element));
    case 'f':
      return property('type') === 'noBar' ? `${of('num')} ¦ ${of('den')}` : fraction(of('num'), of('den'));
    case 'sSup':
      return of('e') + superscript(of('sup'));
    case 'sSub':
      return of('e') + subscript(of('sub'));
    case 'sSubSup':
      return of('e') + subscript(of('sub')) + superscript(of('sup'));
    case 'sPre':
      return subscript(of('sub')) + superscript(of('sup')) + of('e');
    case 'rad':
      return root(of('deg'), of('e'));
    case 'nary':
      return `${property('chr') ?? '∫'}${subscript(of('sub'))}${superscript(of('sup'))} ${of('e')} `;
    case 'func':
      return ` ${of('fName')} ${of('e')}`;
    case 'limLow':
      return `${of('e')}${subscript(of('lim'))}`;
    case 'limUpp':
      return `${of('e')}${superscript(of('lim'))}`;
    case 'd':
      return `${property('begChr') ?? '('}${elementsOf(element, 'e').map((part) => omml(part)).join(` ${property('sepChr') ?? '|'} `)}${property('endChr') ?? ')'}`;
    case 'acc':
      return of('e') + (property('chr') ?? '\u0302');
    case 'bar':
      return of('e') + (property('pos') === 'top' ? '\u0305' : '\u0332');
    case 'm':
      return `[${elementsOf(element, 'mr').map((row) => elementsOf(row, 'e').map((cell) => omml(cell)).join(', ')).join('; ')}]`;
    case 'eqArr':
    case 'oMathPara':
      return elementsOf(element).map((part) => omml(part)).filter((part) => part.trim() !== '').join('\n');
    // What a struck-out term says is no part of the formula, nor are properties.
    case 'del':
    case 'moveFrom':
    case 'phant':
      return '';
    default:
      return element.name.endsWith('Pr') ? '' : elementsOf(element).map((part) => omml(part)).join('');
  }
}

/** `math` of MathML; what its author wrote in its place where nothing else is in it. */
export function mathmlText(element: XmlElement): string {
  return tidy(mathml(element)) || (element.attributes['alttext'] ?? '');
}

function mathml(element: XmlElement | undefined): string {
  if (element === undefined) return '';
  const parts = elementsOf(element);
  const at = (index: number) => mathml(parts[index]);
  // Web pages may name it with a prefix.
  switch (element.name.slice(element.name.indexOf(':') + 1)) {
    case 'mi':
    case 'mn':
    case 'mtext':
    case 'ms':
      return plain(textIn(element).trim());
    case 'mo':
      return operator(plain(textIn(element).trim()));
    case 'mspace':
      return ' ';
    case 'mfrac':
      return fraction(at(0), at(1));
    case 'msup':
    case 'mover':
      return at(0) + superscript(at(1));
    case 'msub':
    case 'munder':
      return at(0) + subscript(at(1));
    case 'msubsup':
    case 'munderover':
      return at(0) + subscript(at(1)) + superscript(at(2));
    case 'msqrt':
      return root('', parts.map((part) => mathml(part)).join(''));
    case 'mroot':
      return root(at(1), at(0));
    case 'mfenced':
      return `${element.attributes['open'] ?? '('}${parts.map((part) => mathml(part)).join(', ')}${element.attributes['close'] ?? ')'}`;
    case 'mtable':
      return parts.length === 1 || parts.every((row) => elementsOf(row).length === 1)
        ? parts.map((row) => mathml(row)).join('\n')
        : `[${parts.map((row) => elementsOf(row).map((cell) => mathml(cell)).join(', ')).join('; ')}]`;
    // The same formula once more, in another notation.
    case 'annotation':
    case 'annotation-xml':
    case 'mphantom':
      return '';
    default:
      return sideBySide(parts.map((part) => mathml(part)));
  }
}

function operator(sign: string): string {
  if (/^[=<>≤≥≠≈≡+−±→⇒↔∈⊂⊆∪∩×·∧∨-]$/.test(sign)) return ` ${sign} `;
  return sign === ',' ? ', ' : sign;
}
