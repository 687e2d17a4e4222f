import type { Heading } from '@studywright/core';
import { oneLine } from './clean.ts';

const longest = 200;

/** Titles that programs put in by themselves, or that are a file's name. */
const meaningless = /^(untitled|no title|sans titre|sin título|senza titolo|(?:document|dokument|documento|документ)\s*\d*|presentation\s*\d*|(?:slide|folie|diapositiv[ae]|dia|слайд)\s*\d*|microsoft word.*|.{0,30}power ?point.{0,30}|title|unbenannt.*|book\d*|layout \d+|temp.*)$|\.(docx?|pptx?|pdf|tex|dvi|indd|qxd|odt|rtf|txt|md|ps|xlsx?|pages|key)$/i;

/** Headings that stand before the document proper; one called so after them would be the first of many. */
const opensNothing = new RegExp(
  `^(?:${[
    '(?:table of )?contents', 'abstract', 'summary', 'preface', 'foreword', 'acknowledge?ments?', 'copyright', 'imprint', 'colophon',
    'inhalt(?:sverzeichnis|sübersicht)?', 'zusammenfassung', 'vorwort', 'danksagung', 'impressum', 'sommaire', 'table des matières', 'résumé', 'préface', 'avant-propos', 'remerciements',
    'contenidos?', '(?:tabla|índice) de contenidos?', 'índice(?: general)?', 'resumen', 'prólogo', 'agradecimientos', 'conteúdo', 'sumário', 'resumo', 'prefácio', 'agradecimentos',
    'sommario', 'indice(?: generale)?', 'riassunto', 'prefazione', 'ringraziamenti', 'inhoud(?:sopgave)?', 'samenvatting', 'voorwoord', 'spis treści', 'streszczenie', 'przedmowa',
    'innehåll(?:sförteckning)?', 'indhold(?:sfortegnelse)?', 'innhold(?:sfortegnelse)?', 'sisällys(?:luettelo)?', 'obsah', 'tartalom(?:jegyzék)?', 'cuprins', 'içindekiler',
    'содержание', 'оглавление', 'аннотация', 'предисловие', 'зміст', '目次', '目录', '目錄', '차례', '목차', 'المحتويات', 'فهرست', 'תוכן(?: העניינים)?',
  ].join('|')})\\s*[:.]?$`,
  'iu',
);
/** Signs of footnotes, which tell of authors and sponsors. */
const notesAtEnd = /(?<=\S)\s*[*∗†‡§¶]+$/u;

/** What a document says of itself in its file, and in large letters on its first page. */
export interface Told {
  said?: string | undefined;
  shown?: string | undefined;
}

/** What to call a document: what it says of itself if that makes sense, else its first heading, else its file's name. */
export function chooseTitle({ said, shown }: Told, headings: readonly Heading[], fileName: string): string {
  for (const told of [said, shown]) {
    const own = named(told ?? '');
    if (own.length >= 3 && isName(own) && !meaningless.test(own) && !opensNothing.test(own)) return own;
  }
  // What opens the document and has no heading like it is its title, even where chapters are set larger.
  const opening = headings.find((heading) => heading.page === 1 && heading.start === 0);
  if (opening && isTitle(opening) && headings.filter(({ level }) => level === opening.level).length === 1) return named(opening.text);
  const early = headings.filter((heading) => heading.page <= 3);
  const top = Math.min(...early.map((heading) => heading.level));
  const first = early.find((heading) => heading.level === top);
  return first && isTitle(first) ? named(first.text) : titleOfFile(fileName);
}

const named = (text: string) => oneLine(text).replace(notesAtEnd, '');
const isTitle = ({ text }: Heading) => isName(text) && !opensNothing.test(text);
const isName = (text: string) => text.length <= longest && /\p{L}{2}/u.test(text);

/** What a document said of itself when it was opened; before its pictures are read, the name of its file may be all there is. */
export function saidTitle(title: string, fileName: string): string | undefined {
  return withSpaces(title) === titleOfFile(fileName) ? undefined : title;
}

const withSpaces = (name: string) => name.replace(/_+/g, ' ').trim();

/** What a document is called where nothing in it says so. */
function titleOfFile(fileName: string): string {
  const last = oneLine(fileName).split(/[\\/]/).at(-1) ?? '';
  const bare = last.replace(/\.[A-Za-z0-9]{1,8}$/, '');
  return (withSpaces(bare) || last || 'Untitled').slice(0, longest).toWellFormed();
}
