import type { Block } from '../formats/format.ts';
import type { IngestLimits } from '../limits.ts';
import { descendantsOf } from '../xml.ts';
import { findArticle } from './article.ts';
import { isWrittenPicture } from '../figures/embedded.ts';
import { blocksOf } from './blocks.ts';
import { pageTitle } from './page-title.ts';
import { parseHtml } from './tree.ts';

/** What a web page is about, without what stands around it. Nothing is fetched and nothing is run. */
export function readPage(source: string, limits: Pick<IngestLimits, 'maxDepth'>): { blocks: Block[]; title: string | undefined } {
  const document = parseHtml(source, limits);
  const [body = document] = descendantsOf(document, 'body');
  const { root, without, headline } = findArticle(body);
  const blocks = blocksOf(root, { without, pictureAt: (address) => (isWrittenPicture(address) ? address : null) });
  return { blocks: headline ? [...blocksOf(headline), ...blocks] : blocks, title: pageTitle(document) };
}
