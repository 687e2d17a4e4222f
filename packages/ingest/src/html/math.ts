/** MathML as one line that reads like the formula: `(−b ± √(b^2 − 4ac))/(2a)`. */
import { elementsOf, textIn } from '../xml.ts';
import type { XmlElement } from '../xml.ts';

export function mathText(math: XmlElement): string {
  const text = row(math).replace(/[^\S\n]+/g, ' ').trim();
  return text === '' ? (math.attributes['alttext'] ?? '') : text;
}

/** Signs that are there for programs to know what is meant, and nobody sees. */
const invisible = /[\u2061-\u2064]/g;
const spaced = /^(?:[=<>≤≥≠≈≡∼≃≅∝±∓+−×÷·∙→←↔⇒⇐⇔∈∉⊂⊆∪∩∧∨:]|-)$/u;

function row(element: XmlElement): string {
  return elementsOf(element).map((child) => node(child)).join('');
}

function node(element: XmlElement): string {
  const parts = elementsOf(element);
  const [first, second, third] = parts.map((part) => node(part));
  switch (element.name.slice(element.name.indexOf(':') + 1)) {
    case 'mi':
    case 'mn':
    case 'ms':
    case 'mtext':
      return words(element);
    case 'mo':
      return spaced.test(words(element)) ? ` ${words(element)} ` : words(element).replace(/^,$/, ', ');
    case 'mfrac':
      return `${grouped(first)}/${grouped(second)}`;
    case 'msqrt':
      return `√${grouped(row(element))}`;
    case 'mroot':
      return `${raised(second)}√${grouped(first)}`;
    case 'msup':
    case 'mover':
      return `${first ?? ''}^${grouped(second)}`;
    case 'msub':
    case 'munder':
      return `${first ?? ''}_${grouped(second)}`;
    case 'msubsup':
    case 'munderover':
      return `${first ?? ''}_${grouped(second)}^${grouped(third)}`;
    case 'mfenced':
      return `${element.attributes['open'] ?? '('}${parts.map((part) => node(part)).join(', ')}${element.attributes['close'] ?? ')'}`;
    case 'mtable':
      return `(${parts.map((part) => node(part)).join('; ')})`;
    case 'mtr':
      return parts.map((part) => node(part)).join(', ');
    case 'mspace':
      return ' ';
    // The first says what is to be shown, the others the same for programs.
    case 'semantics':
      return first ?? '';
    case 'annotation':
    case 'annotation-xml':
    case 'mphantom':
      return '';
    default:
      return parts.length > 0 ? row(element) : words(element);
  }
}

function words(element: XmlElement): string {
  return textIn(element).replace(invisible, '').replace(/\s+/g, ' ').trim();
}

/** In brackets where it is more than one sign or number, so that it stays clear what belongs together. */
function grouped(text = ''): string {
  const bare = text.trim();
  return /^(?:[\p{L}\p{M}]|[\d.,]+|.)$/u.test(bare) || /^\([^()]*\)$/.test(bare) ? bare : `(${bare})`;
}

function raised(text = ''): string {
  return [...text.trim()].map((char) => superscripts[char] ?? '').join('');
}

export const superscripts: Readonly<Record<string, string>> = Object.fromEntries(pairs('0123456789+−-=()ni', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ'));
export const subscripts: Readonly<Record<string, string>> = Object.fromEntries(pairs('0123456789+−-=()aehijklmnoprstuvx', '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ'));

function pairs(from: string, to: string): [string, string][] {
  const signs = [...to];
  return [...from].map((char, at) => [char, signs[at] ?? char]);
}
