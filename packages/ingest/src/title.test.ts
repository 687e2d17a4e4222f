import type { Heading } from '@studywright/core';
import { expect, test } from 'vitest';
import { detectLanguage } from './language.ts';
import { chooseTitle, saidTitle } from './title.ts';

const heading = (text: string, level: number, page = 1, start = 0): Heading => ({ page, start, end: start + text.length, level, text });

test('a document is called what it says of itself, when that is a name', () => {
  expect(chooseTitle({ said: 'Cell biology' }, [heading('Chapter 1', 1)], 'x.pdf')).toBe('Cell biology');
  for (const said of ['Microsoft Word - notes.doc', 'untitled', 'PowerPoint Presentation', 'Présentation PowerPoint', 'PowerPoint-Präsentation', 'Folie 1', 'paper_final.dvi', '2', '12345', undefined]) expect(chooseTitle({ said }, [heading('Chapter 1', 1)], 'x.pdf')).toBe('Chapter 1');
});

test('else by the title that opens it, its highest heading, or its file name', () => {
  expect(chooseTitle({}, [heading('The cell', 2), heading('Membranes', 1, 1, 40), heading('Nuclei', 1, 2)], 'x.pdf')).toBe('The cell');
  expect(chooseTitle({}, [heading('By A. Author', 2, 1, 9), heading('The cell', 1, 1, 40), heading('Nuclei', 2, 2)], 'x.pdf')).toBe('The cell');
  expect(chooseTitle({}, [], 'cell_biology-notes.v2.pdf')).toBe('cell biology-notes.v2');
  expect(chooseTitle({}, [], '../../etc/passwd\u0000.txt')).toBe('passwd');
  expect(chooseTitle({}, [], '')).toBe('Untitled');
});

test('what its first page shows in large letters comes after what it says, and before its headings', () => {
  const headings = [heading('Contents', 1, 2), heading('Cells', 1, 3)];
  expect(chooseTitle({ said: 'thesis.tex', shown: 'How cells live∗†' }, headings, 'x.pdf')).toBe('How cells live');
  expect(chooseTitle({ said: 'Cell biology', shown: 'How cells live' }, headings, 'x.pdf')).toBe('Cell biology');
});

test('a table of contents or an abstract gives no document its name', () => {
  for (const name of ['Contents', 'Table of Contents', 'Inhaltsverzeichnis', 'Sommario', 'Índice', 'Содержание', '目次', 'ABSTRACT', 'Vorwort']) {
    expect(chooseTitle({ shown: name }, [heading(name, 1)], 'cells.pdf')).toBe('cells');
  }
  expect(chooseTitle({}, [heading('Contents of the stomach', 1)], 'x.pdf')).toBe('Contents of the stomach');
});

test('what it was called before its pictures were read counts, unless that was the name of its file', () => {
  expect(saidTitle('Cell biology', 'cell_biology.pdf')).toBe('Cell biology');
  expect(saidTitle('cell biology', 'cell_biology.pdf')).toBeUndefined();
  expect(saidTitle('IMG_4031', 'IMG_4031.jpg')).toBeUndefined();
});

test('the language is that of most of a document, not of its first page', () => {
  const cover = 'Les travaux pratiques de biologie, publiés par le laboratoire de la faculté des sciences, sont offerts aux étudiants de première année. '.repeat(8);
  const english = 'The cell is the smallest unit of life, and all that lives is made of cells that come from other cells. '.repeat(12);
  expect(detectLanguage([cover, english, english, english])).toBe('en');
  expect(detectLanguage([`Nam Sibyllam quidem Cumis ego ipse oculis meis vidi in ampulla pendere. ${'1922 2 7 — '.repeat(100)}\n${english.repeat(5)}`])).toBe('en');
});

test('a language is told from enough text, and not from too little', () => {
  expect(detectLanguage(['Die Zelle ist die kleinste Einheit des Lebens.'])).toBe('de');
  expect(detectLanguage(['', 'La cellule est l’unité de base de la vie.'])).toBe('fr');
  expect(detectLanguage(['細胞は生命の基本単位です'])).toBe('ja');
  expect(detectLanguage(['12 34 56 78'])).toBe('und');
  expect(detectLanguage([])).toBe('und');
});
