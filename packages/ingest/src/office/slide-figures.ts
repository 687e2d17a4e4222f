/** Figures on slides: named by a caption, or by the title where a slide shows one picture and hardly anything else. */
import { captioned, isOrnament, usesOf } from '../figures/captioned.ts';
import type { Measure } from '../figures/embedded.ts';
import type { Block, DraftPage, ShownPicture } from '../formats/format.ts';
import type { Box } from './reading-order.ts';

/** Characters on a slide, besides its title, from which the picture is there to go with them. */
const mostBeside = 160;
/** Part of the slide that a picture covers which is what the slide is about. */
const leastShare = 0.12;
/** Titles that are about the talk, and questions, of which the picture is not the answer. */
const aboutTheTalk =
  /[?？]\s*$|^\s*(?:thank|thanks|danke|vielen dank|merci|gracias|grazie|obrigad|dziękuj|bedankt|tack|спасибо|agenda|outline|overview|contents?|table of contents|today|summary|conclusions?|takeaway|references?|literature|bibliography|further reading|sources|credits|acknowledg|learning (?:objectives|goals|outcomes)|objectives|questions|discussion|exercises?|homework|about (?:me|us)|who am i|welcome|introduction|motivation|break|pause|gliederung|inhalt|überblick|übersicht|zusammenfassung|fazit|literatur|quellen|lernziele|fragen|aufgaben?|übung|einführung|willkommen|plan|sommaire|résumé|objectifs|índice|resumen|objetivos|indice|sommario)(?!\p{Ll})/iu;

/** Of the slide's height, between a picture and the text below it that names it. */
const reach = 0.1;
/** Share of the narrower of the two that they have in common, and how much wider than the picture the text may be. */
const [aligned, wider] = [0.6, 2.5];
/** Characters of text that names a picture. */
const longestBelow = 160;
/** Whose picture it is. */
const credit = /^\s*[([]?\s*(?:sources?|quellen?|bildquelle|credits?|images?|photos?|foto|fotos|©|\(c\)|cc[ -]by|https?:|www\.)(?!\p{Ll})/iu;

/** Marks what stands alone and close below a picture as its caption. @param height of the slide, as the places are told */
export function markCaptions(shapes: readonly { place: Box | undefined; blocks: Block[] }[], height: number): void {
  const pictures = shapes.filter(({ blocks }) => blocks.length === 1 && blocks[0]?.shown !== undefined && blocks[0].text === '');
  for (const { place, blocks } of shapes) {
    const [only, ...more] = blocks;
    if (!place || !only || more.length > 0 || only.text === '' || only.text.length > longestBelow || /^[•\d]/.test(only.text) || credit.test(only.text)) continue;
    if (pictures.filter((picture) => picture.place && isBelow(place, picture.place, height)).length === 1) only.caption = true;
  }
}

function isBelow(text: Box, picture: Box, height: number): boolean {
  const gap = text.y - (picture.y + picture.height);
  const shared = Math.min(text.x + text.width, picture.x + picture.width) - Math.max(text.x, picture.x);
  return gap > -0.03 * height && gap < reach * height && shared > aligned * Math.min(text.width, picture.width) && text.width < wider * picture.width;
}

/** A slide as it was read, and what of it is shown to those who listen. */
export interface ReadSlide {
  page: DraftPage;
  /** Without the notes. */
  shown: { title: Block | undefined; blocks: readonly Block[] };
}

export async function withFigures(slides: readonly ReadSlide[], measure: Measure): Promise<DraftPage[]> {
  const uses = usesOf(slides.flatMap(({ page }) => page.blocks));
  if (uses.size === 0) return slides.map(({ page }) => page);
  const titles = new Map<string, number>();
  for (const { shown } of slides) if (shown.title) titles.set(shown.title.text, (titles.get(shown.title.text) ?? 0) + 1);
  const pages: DraftPage[] = [];
  for (const { page, shown } of slides) {
    const blocks = await captioned(page.blocks, measure, uses);
    const { title } = shown;
    const picture = title && titles.get(title.text) === 1 && blocks.every(({ figure }) => figure === undefined) ? await titled(title, shown.blocks, measure, uses) : null;
    pages.push({ ...page, blocks: picture ? blocks.map((block, index) => (index === 0 ? { ...block, figure: { picture } } : block)) : blocks });
  }
  return pages;
}

/** The one picture that the title of a slide names; null where it may be about something else. */
async function titled(title: Block, blocks: readonly Block[], measure: Measure, uses: ReadonlyMap<string, number>) {
  // A slide that opens a talk or a part of it names that.
  if (title.level === 1 || aboutTheTalk.test(title.text)) return null;
  if (blocks.reduce((sum, { text }) => sum + text.length, 0) > mostBeside) return null;
  const large: { one: ShownPicture; picture: Awaited<ReturnType<Measure>> }[] = [];
  for (const one of blocks.flatMap(({ shown = [] }) => shown)) {
    if (isOrnament(one, uses)) continue;
    const picture = await measure(one);
    if (picture !== 'ornament') large.push({ one, picture });
  }
  const [only, ...more] = large;
  if (!only || more.length > 0 || only.picture === 'ornament') return null;
  return (only.one.share ?? 0) >= leastShare && uses.get(only.one.source) === 1 ? only.picture : null;
}
