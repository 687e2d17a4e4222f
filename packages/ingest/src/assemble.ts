import { AppError } from '@studywright/core';
import type { ExtractedPage, Figure, Heading, PageKind, SourceDocument } from '@studywright/core';
import { detectLanguage } from './language.ts';
import { cutPassages } from './passages.ts';
import { chooseTitle } from './title.ts';

export interface Assembling {
  pages: ExtractedPage[];
  /** In reading order. */
  headings: Heading[];
  figures?: Figure[] | undefined;
  /** What the file says it is called. */
  said?: string | undefined;
  /** What its first page shows as its title. */
  shown?: string | undefined;
  fileName: string;
  mediaType: string;
  pageKind: PageKind;
}

/**
 * What is known of a document once its pages are: title, language, passages. Done again after pictures have been read.
 * @throws AppError UNREADABLE where no page has text and none is a picture that is still to be read
 */
export function assemble({ pages, headings, figures = [], said, shown, fileName, mediaType, pageKind }: Assembling): SourceDocument {
  if (pages.every((page) => page.text === '' && page.picture !== true)) throw withoutText(pages);
  return {
    title: chooseTitle({ said, shown }, headings, fileName),
    mediaType,
    pageKind,
    language: detectLanguage(pages.map((page) => page.text)),
    pages,
    headings,
    passages: cutPassages(pages, headings),
    ...(figures.length > 0 && { figures }),
  };
}

function withoutText(pages: readonly ExtractedPage[]): AppError {
  const what = pages.length > 1 ? 'None of the pages of this document has text in it' : 'There is no text in this document';
  const next = pages.some((page) => page.ocr) ? 'nothing could be read in its pictures. Scan or photograph it again, sharper and with more light' : 'Upload a version that has some';
  return new AppError('UNREADABLE', pages.some((page) => page.ocr) ? `${what}: ${next}, or paste the text.` : `${what}. ${next}, or paste the text.`);
}
