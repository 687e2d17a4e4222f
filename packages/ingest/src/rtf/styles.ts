/** Which paragraph styles are headings. */
export interface RtfStyle {
  name: string;
  /** As the file counts, from 0; 9 is body text. */
  outline: number | undefined;
  basedOn: number | undefined;
}

const names = /^(?:heading|überschrift|titre|título|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|заголовок|başlık|見出し|标题|標題|제목)\s*([1-9])/i;

/** 1 to 6; undefined for a style of running text. */
export function headingLevel(number: number | undefined, styles: ReadonlyMap<number, RtfStyle>): number | undefined {
  let at = number;
  for (let step = 0; step < 10 && at !== undefined; step += 1) {
    const style = styles.get(at);
    if (!style) return undefined;
    if (style.outline !== undefined) return levelOf(style.outline);
    const named = names.exec(style.name.trim())?.[1];
    if (named !== undefined) return Math.min(6, Number(named));
    if (/^(?:title|titel)\s*;?$/i.test(style.name.trim())) return 1;
    at = style.basedOn === at ? undefined : style.basedOn;
  }
  return undefined;
}

export function levelOf(outline: number): number | undefined {
  return outline >= 0 && outline < 9 ? Math.min(6, outline + 1) : undefined;
}
