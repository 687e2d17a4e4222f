/** Raised and lowered letters that Unicode has, as they are met in running text: H₂O, x², Ca²⁺. */
const superscripts = pairs('0123456789+−-=()ni', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ');
const subscripts = pairs('0123456789+−-=()aehijklmnoprstuvx', '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ');

function pairs(from: string, to: string): ReadonlyMap<string, string> {
  const signs = Array.from(to);
  return new Map(Array.from(from, (char, at) => [char, signs[at] ?? char]));
}

/** As it is seen, where Unicode has a sign for each of its characters: half of it raised would be read as two things. Else as it is. */
export function raisedText(text: string, raised: 'sup' | 'sub' | undefined): string {
  if (raised === undefined) return text;
  const signs = raised === 'sup' ? superscripts : subscripts;
  const chars = Array.from(text);
  return chars.every((char) => signs.has(char)) ? chars.map((char) => signs.get(char) ?? char).join('') : text;
}
