import { oneLine } from '../clean.ts';
import { descendantsOf, textIn } from '../xml.ts';
import type { XmlElement } from '../xml.ts';

/** What a web page is called, without the name of its site; undefined where it does not say. */
export function pageTitle(document: XmlElement): string | undefined {
  const head = [...descendantsOf(document, 'head')][0] ?? document;
  const [title] = descendantsOf(head, 'title');
  const said = metaOf(document, 'og:title') ?? (title && oneLine(textIn(title)));
  if (said === undefined || said === '') return undefined;
  const inTitle = (level: 'h1' | 'h2') => [...descendantsOf(document, level)].map((heading) => oneLine(textIn(heading)).replace(/\s*[¶#§]$/, '')).filter((text) => text.length > 2 && said.includes(text));
  const headlines = inTitle('h1');
  // Sites set their own names as headings, too: above the page's, and behind it in the title.
  return [...headlines, ...inTitle('h2')].find((text) => said.startsWith(text)) ?? headlines.at(-1) ?? withoutSite(said, metaOf(document, 'og:site_name'));
}

function metaOf(document: XmlElement, name: string): string | undefined {
  for (const { attributes } of descendantsOf(document, 'meta')) {
    if ((attributes['property'] ?? attributes['name'])?.toLowerCase() === name && attributes['content'] !== undefined) return oneLine(attributes['content']);
  }
  return undefined;
}

function withoutSite(title: string, site: string | undefined): string {
  const parts = title.split(/(\s+[|»·•–—-]\s+|\s+::\s+)/);
  if (parts.length < 3) return title;
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (site !== undefined && site !== '' && first.toLowerCase() === site.toLowerCase()) return parts.slice(2).join('');
  // A dash may stand in the title itself: what it parts off is a site's name only where it is short.
  const isName = last.toLowerCase() === site?.toLowerCase() || /[|»·•:]/.test(parts.at(-2) ?? '') || last.split(/\s+/).length <= 3;
  return isName ? parts.slice(0, -2).join('') : title;
}
