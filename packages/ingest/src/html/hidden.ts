/** What of a page nobody sees, or nobody reads. */
import { textIn } from '../xml.ts';
import type { XmlElement } from '../xml.ts';

const unread = new Set(
  'head script style template noscript iframe frame frameset noframes noembed object embed applet svg canvas video audio map button select option datalist textarea input progress meter link meta title base rp rt rtc dialog'.split(' '),
);
const forScreenReaders = /(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|mw-editsection|noprint|katex-html|mathjax_(?:preview|display|svg|chtml)?|mjx-chtml)(?:$|[\s_-])/i;

/** Tells an element that is left out with all that is in it. */
export function isHidden(element: XmlElement): boolean {
  const { name, attributes } = element;
  if (unread.has(name)) return !(name === 'dialog' && 'open' in attributes);
  if ('hidden' in attributes && attributes['hidden'] !== 'until-found') return true;
  const style = attributes['style'];
  if (style !== undefined && /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))/i.test(style)) return true;
  if (forScreenReaders.test(attributes['class'] ?? '')) return true;
  // Pages hide icons from screen readers so; one that shows a dialog hides all the rest, which is still its text.
  return attributes['aria-hidden'] === 'true' && textIn(element).length < 500;
}
