/** Control words of RTF 1.9.1. */

/** Destinations whose text is not part of the document's running text. */
export const skipped: ReadonlySet<string> = new Set(
  (
    'colortbl pict sp shprslt nonshppict header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn fldinst annotation atnid atnauthor atnref atntime atndate atnicn atrfstart atrfend ' +
    'xe tc tcn rxe txe themedata colorschememapping datastore latentstyles listtable listoverridetable revtbl rsidtbl generator xmlnstbl filetbl objdata objclass nonesttables bkmkstart bkmkend do pgdsctbl'
  ).split(' '),
);

/** Destinations that programs may pass over, and whose text is shown nevertheless: text boxes, Unicode, formulas. */
export function isShown(word: string): boolean {
  return word === 'shpinst' || word === 'shptxt' || word === 'ud' || word === 'result' || (/^m[a-zA-Z]+$/.test(word) && !word.endsWith('Pr') && /^m(?:oMath|oMathPara|r|f|num|den|sup|sub|e|deg|rad|fName|func|nary|d|sSup|sSub|sSubSup|acc|bar|box|borderBox|eqArr|groupChr|lim|limLow|limUpp|m|mr|phant|sPre|t)$/.test(word));
}

/** Words that stand for a character. */
export const spoken: ReadonlyMap<string, string> = new Map(
  Object.entries({
    tab: '\t',
    line: '\n',
    lbr: '\n',
    emdash: '—',
    endash: '–',
    emspace: ' ',
    enspace: ' ',
    qmspace: ' ',
    bullet: '•',
    lquote: '‘',
    rquote: '’',
    ldblquote: '“',
    rdblquote: '”',
    zwj: '\u200D',
    zwnj: '\u200C',
    ltrmark: '\u200E',
    rtlmark: '\u200F',
  }),
);
