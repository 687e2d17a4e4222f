'use client';

import type { DocumentPageView } from '@studywright/core';
import { memo, useMemo } from 'react';
import { useMounted } from '@/lib/use-mounted.ts';
import { type Block, blocksOf, type Mark } from './page-blocks.ts';
import { type LayerLine, layerLines } from './text-layer-lines.ts';
import { linesOf, type Size, type WordBox } from './word-boxes.ts';

let context: CanvasRenderingContext2D | null = null;

/** Width of a word in heights of its font, in the font that the layer has. */
function naturalWidth(word: string): number {
  context ??= document.createElement('canvas').getContext('2d');
  if (context === null) return word.length * 0.5;
  context.font = '100px Arial, sans-serif';
  context.fontKerning = 'none';
  return context.measureText(word).width / 100;
}

export interface TextLayerProps {
  page: Pick<DocumentPageView, 'text' | 'headings'>;
  words: readonly WordBox[];
  size: Size;
  marks: readonly Mark[];
}

/**
 * The text of a page over its picture, each word where it stands: not seen, but there to select, to find and to listen to.
 * A line is one stretch of text whose letters are set so far apart that every word begins where its box does.
 */
export const TextLayer = memo(function TextLayer({ page, words, size, marks }: TextLayerProps) {
  // How wide a word is, only a browser can tell.
  const mounted = useMounted();
  const blocks = useMemo(() => {
    if (!mounted) return [];
    const lines = linesOf(words, size);
    return blocksOf(page.text, page.headings).map((block) => ({ block, lines: layerLines(page.text, block, lines, size, naturalWidth) }));
  }, [mounted, page.text, page.headings, words, size]);
  return (
    <div className="text-layer absolute inset-0 overflow-hidden">
      {blocks.map(({ block, lines }) => (
        <LayerBlock key={block.start} block={block} lines={lines} text={page.text} marks={marks} />
      ))}
    </div>
  );
});

function LayerBlock({ block, lines, text, marks }: { block: Block; lines: readonly LayerLine[]; text: string; marks: readonly Mark[] }) {
  const Tag = block.kind === 'heading' ? 'h2' : 'p';
  // Words without a place are heard where they are read, and not seen.
  if (lines.length === 0) return <Tag className="sr-only">{text.slice(block.start, block.end)}</Tag>;
  return (
    <Tag>
      {lines.map((line) => (
        <span
          key={line.start}
          dir={line.leftwards ? 'rtl' : 'ltr'}
          className="absolute leading-none whitespace-pre"
          style={{ left: `${line.x / 100}%`, top: `${line.y / 100}%`, width: `${line.width / 100}%`, height: `${line.height / 100}%`, fontSize: `${line.fontSize}cqw` }}
        >
          {line.words.map((word) => {
            const over = marks.filter((mark) => mark.start < word.end && mark.end > word.start).map((mark) => mark.id);
            return (
              <span key={word.start} data-marks={over.length > 0 ? over.join(' ') : undefined} className={over.length > 0 ? 'cursor-pointer' : undefined} style={{ letterSpacing: `${word.spacing}em` }}>
                {text.slice(word.start, word.to).replace(/\s/g, ' ')}
              </span>
            );
          })}
        </span>
      ))}
    </Tag>
  );
}
