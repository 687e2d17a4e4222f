import { createHash } from 'node:crypto';
import { AppError } from '@studywright/core';
import { describe, expect, test } from 'vitest';
import { zipOf } from '../test/zips.ts';
import { detectFormat } from './detect.ts';

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);

function refusal(content: Uint8Array, name: string): string {
  try {
    return `read as ${detectFormat(content, name).name}`;
  } catch (error) {
    return error instanceof AppError ? `${error.code}: ${error.detail}` : String(error);
  }
}

/** That no packing makes smaller. */
const noise = (length: number) => Buffer.concat(Array.from({ length: Math.ceil(length / 32) }, (_, at) => createHash('sha256').update(`${at}`).digest()));
const zip = (...names: string[]) => zipOf(Object.fromEntries(names.map((name) => [name, 'content'])));

describe('what is refused is named', () => {
  test.each([
    ['a GIF picture', bytes('GIF89a')],
    ['an Excel workbook', zip('[Content_Types].xml', 'xl/workbook.xml')],
    ['an Anki deck', zip('collection.anki21')],
    ['a ZIP archive', zip('notes.txt')],
    ['a ZIP archive', zipOf({ 'notes.txt': 'application/vnd.oasis.opendocument.text' })],
    ['an MP4 video', bytes('\0\0\0\x18ftypmp42\0\0\0\0')],
    ['an old Word document', bytes(`\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1${'\0'.repeat(100)}W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0`)],
    ['an SVG picture', utf8('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['an XML file', utf8('<?xml version="1.0"?><book><p>Hello</p></book>')],
    ['a JSON file', utf8('{"cards": [{"front": "Cell"}]}')],
    ['a JSON file', utf8(`[${Array.from({ length: 9000 }, (_, at) => `{"at": ${at}}`).join(',\n')}]`)],
    ['a Jupyter notebook', utf8('{"cells": [], "nbformat": 4}')],
  ])('%s', (kind, content) => {
    // The name claims what it likes.
    const said = refusal(content, 'lecture.pdf');
    expect(said).toContain(`UNSUPPORTED: This file is ${kind}. Studywright reads PDF, `);
  });

  test('an empty file, and a damaged one that is called PDF', () => {
    expect(refusal(new Uint8Array(), 'lecture.pdf')).toMatch(/^BAD_INPUT: This file is empty/);
    expect(refusal(Uint8Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256), 'lecture.pdf')).toMatch(/^UNREADABLE: .*not a PDF/);
  });
});

describe('what is read is told by its content', () => {
  test('a PDF under any name, also with something before it', () => {
    expect(refusal(bytes('%PDF-1.7\n%\xE2\xE3\xCF\xD3\n'), 'notes.docx')).toBe('read as PDF');
    expect(refusal(bytes('\r\n\r\n%PDF-1.4\n'), 'notes.txt')).toBe('read as PDF');
  });

  test.each([
    ['Word (DOCX)', zip('[Content_Types].xml', 'word/document.xml')],
    ['PowerPoint (PPTX)', zip('[Content_Types].xml', 'ppt/presentation.xml')],
    ['PNG', bytes('\x89PNG\r\n\x1A\n\0\0\0')],
    ['JPEG', bytes('\xFF\xD8\xFF\xE0\0\x10JFIF\0')],
    ['WebP', bytes('RIFF\0\0\0\0WEBPVP8 ')],
    ['RTF', bytes('{\\rtf1\\ansi Cells}')],
    ['web pages (HTML)', utf8('<!DOCTYPE html><html><body><p>Cells</p></body></html>')],
    ['OpenDocument text (ODT)', zipOf({ 'content.xml': 'x', mimetype: 'application/vnd.oasis.opendocument.text', 'styles.xml': 'x' })],
    ['OpenDocument presentation (ODP)', zipOf({ 'content.xml': Buffer.alloc(300_000, 'cells'), 'a.bin': noise(200_000), mimetype: 'application/vnd.oasis.opendocument.presentation' })],
  ])('%s under any name', (format, content) => {
    expect(refusal(content, 'notes.txt')).toBe(`read as ${format}`);
  });

  test('text of any encoding, with a stray NUL in it too', () => {
    expect(refusal(utf8('Die Zelle ist die kleinste Einheit.'), 'notes')).toBe('read as plain text');
    expect(refusal(Buffer.from('細胞は生命の単位', 'utf16le'), 'notes.txt')).toBe('read as plain text');
    expect(refusal(bytes('BMI is a ratio.\0\0 End'), 'notes.txt')).toBe('read as plain text');
    expect(refusal(utf8('term,definition\ncell,unit of life'), 'terms.csv')).toBe('read as plain text');
    expect(refusal(utf8('[1] Smith, J. (2001). Cells.'), 'sources.txt')).toBe('read as plain text');
    expect(refusal(utf8('def area(r):\n    return 3.14159 * r ** 2'), 'circle.py')).toBe('read as plain text');
  });

  test('Markdown by its name, or by more than one sign of it', () => {
    expect(refusal(utf8('Just words.'), 'notes.md')).toBe('read as Markdown');
    expect(refusal(utf8('# Cells\n\nA **cell** is small.'), 'pasted')).toBe('read as Markdown');
    expect(refusal(utf8('# 1 in the charts\n\nNothing else.'), 'pasted')).toBe('read as plain text');
  });
});
