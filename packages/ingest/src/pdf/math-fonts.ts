/**
 * The symbol fonts of TeX name most of their signs in a way that only they do, so that the parser gives the bare codes: a
 * sum would be read as “X”. Their encodings are fixed: OMS, OMX and OML of “A Directory of TeX's fonts”.
 */
export type Codes = readonly string[];

/** Of a sign that is put together from pieces, one gives the sign and the others nothing. */
const nothing = '·';

const symbols = [
  '−·×∗÷⋄±∓⊕⊖⊗⊘⊙◯∘•',
  '≍≡⊆⊇≤≥≼≽∼≈⊂⊃≪≫≺≻',
  '←→↑↓↔↗↘≃⇐⇒⇑⇓⇔↖↙∝',
  '′∞∈∋△▽\u0338·∀∃¬∅ℜℑ⊤⊥',
  'ℵABCDEFGHIJKLMNO',
  'PQRSTUVWXYZ∪∩⊎∧∨',
  '⊢⊣⌊⌋⌈⌉{}⟨⟩|‖↕⇕\\≀',
  '√⨿∇∫⊔⊓⊑⊒§†‡¶♣♢♡♠',
];
const extension = [
  '()[]⌊⌋⌈⌉{}⟨⟩··/\\',
  '()()[]⌊⌋⌈⌉{}⟨⟩/\\',
  '()[]⌊⌋⌈⌉{}⟨⟩/\\/\\',
  '()[]····{}······',
  '····⟨⟩⊔⊔∮∮⊙⊙⊕⊕⊗⊗',
  '∑∏∫⋃⋂⊎⋀⋁∑∏∫⋃⋂⊎⋀⋁',
  '∐∐······[]⌊⌋⌈⌉{}',
  '√√√√√·········⇑⇓',
];
const italic = ['', '', '\0\0\0\0\0ϱ\0\0↼↽⇀⇁·↩▷◁', '\0\0\0\0\0\0\0\0\0\0.,</>⋆', '∂', '\0\0\0\0\0\0\0\0\0\0\0♭♮♯⌣⌢', 'ℓ', '\0\0\0\0\0\0\0\0\0\0\0ıȷ℘··'];

const kinds: readonly { name: RegExp; codes: Codes }[] = [
  { name: /^(?:cmb?sy|lmmathsymbols)/i, codes: table(symbols) },
  { name: /^(?:cmex|lmmathextension)/i, codes: table(extension) },
  { name: /^(?:cmmib?|lmmathitalic)\d/i, codes: table(italic) },
];

/** Rows of sixteen; a NUL stands for what is not known. */
function table(rows: readonly string[]): Codes {
  const codes: string[] = [];
  for (const [row, signs] of rows.entries()) {
    for (const [column, sign] of [...signs].entries()) {
      // The dot is a sign of its own in one place, where the parser knows it.
      if (sign !== '\0') codes[16 * row + column] = sign === nothing ? '' : sign;
    }
  }
  return codes;
}

/** What the codes of such a font mean; null for other fonts. @param name without the mark of a subset */
export function codesOf(name: string): Codes | null {
  return kinds.find((kind) => kind.name.test(name))?.codes ?? null;
}
