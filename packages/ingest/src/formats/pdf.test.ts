import { AppError, limits } from '@studywright/core';
import { describe, expect, test } from 'vitest';
import { at, linesAt, makePdf } from '../../test/pdfs.ts';
import { extract } from '../extract.ts';
import type { IngestLimits } from '../limits.ts';

const read = (bytes: Uint8Array, over: Partial<IngestLimits> = {}) => extract(bytes, { fileName: 'notes.pdf', limits: { ...limits.ingest, ...over } });
const refusal = (bytes: Uint8Array, over: Partial<IngestLimits> = {}) =>
  read(bytes, over).then(
    () => 'none',
    (error: unknown) => (error instanceof AppError ? `${error.code}: ${error.detail}` : String(error)),
  );

const prose = [
  'The cell membrane keeps what is inside a cell apart from what is outside of it.',
  'It is made of two layers of lipids, with proteins set between them that let some',
  'substances through.',
];

describe('paragraphs', () => {
  test('lines become paragraphs, parted by the space between them', async () => {
    const bytes = await makePdf((pdf) => {
      const y = linesAt(pdf, 72, 72, prose);
      linesAt(pdf, 72, y + 12, ['A second paragraph begins after a wider space, and goes on over two lines as', 'well.']);
    });
    const { pages } = await read(bytes);
    expect(pages[0]?.text).toBe(`${prose.join(' ')}\n\nA second paragraph begins after a wider space, and goes on over two lines as well.`);
  });

  test('an indented line begins a paragraph', async () => {
    const bytes = await makePdf((pdf) => {
      const y = linesAt(pdf, 72, 72, ['Photosynthesis turns light into chemical energy, which the plant then stores in', 'the form of sugar for later use.']);
      at(pdf, 88, y, 'Respiration sets that energy free again when it is needed, in every cell of');
      at(pdf, 72, y + 14, 'every organ of the plant, by day and by night.');
    });
    const { pages } = await read(bytes);
    expect(pages[0]?.text.split('\n\n')).toHaveLength(2);
  });

  test('words parted at line ends are joined; a compound keeps its hyphen', async () => {
    const bytes = await makePdf((pdf) => {
      const y = linesAt(pdf, 72, 72, ['The knee and the jerk of it: a doctor taps below the cap, which is the usual hap-', 'pening in an examination, and observes what is called the patellar or the knee-', 'jerk reflex in most of the people that are examined in this way.']);
      linesAt(pdf, 72, y, ['Such a happening is quick.']);
    });
    const { pages } = await read(bytes);
    expect(pages[0]?.text).toContain('the usual happening in an');
    expect(pages[0]?.text).toContain('the knee-jerk reflex');
  });

  test('a word that a page break parts stands whole on the page where it begins', async () => {
    const bytes = await makePdf((pdf) => {
      linesAt(pdf, 72, 600, ['Learning is a lasting change in behaviour or knowledge, and it comes from experi-']);
      pdf.addPage();
      linesAt(pdf, 72, 72, ['ence rather than from growth. Such experience may be had at any age.']);
    });
    const { pages } = await read(bytes);
    expect(pages.map((page) => page.text)).toEqual([
      'Learning is a lasting change in behaviour or knowledge, and it comes from experience',
      'rather than from growth. Such experience may be had at any age.',
    ]);
  });
});

describe('reading order', () => {
  const left = ['Classical conditioning pairs a', 'neutral stimulus with one that', 'brings about a response by its', 'nature, until the neutral one', 'alone brings it about.'];
  const right = ['Operant conditioning pairs a', 'behaviour with what follows it,', 'so that the behaviour becomes', 'more or less likely in times to', 'come than it was before.'];

  test('a column is read to its end before the next, below a title that spans both', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.font('Times-Bold').fontSize(18);
      at(pdf, 150, 72, 'Two ways of learning, side by side');
      pdf.font('Times-Roman').fontSize(11);
      linesAt(pdf, 72, 120, left);
      linesAt(pdf, 320, 120, right);
    });
    const { pages } = await read(bytes);
    expect(pages[0]?.text).toBe(['Two ways of learning, side by side', left.join(' '), right.join(' ')].join('\n\n'));
  });

  test('columns that were drawn line by line across are still columns', async () => {
    const long = (side: string) => Array.from({ length: 8 }, (_, index) => `This is line ${index} of the ${side} column of it`);
    const bytes = await makePdf((pdf) => {
      for (const [index, line] of long('left').entries()) {
        at(pdf, 72, 120 + index * 14, line);
        at(pdf, 330, 120 + index * 14, long('right')[index] ?? '');
      }
    });
    const { pages } = await read(bytes);
    const text = pages[0]?.text ?? '';
    expect(text.indexOf('line 7 of the left')).toBeLessThan(text.indexOf('line 0 of the right'));
  });

  test('a table is read row by row, each wrapped cell whole', async () => {
    const rows = [
      [['Kind'], ['What happens'], ['Example']],
      [['Positive'], ['Something is added', 'so that a behaviour', 'grows'], ['Praise']],
      [['Negative'], ['Something is taken', 'away so that a', 'behaviour grows'], ['Seat belt', 'alarm']],
    ];
    const bytes = await makePdf((pdf) => {
      for (const [row, cells] of rows.entries()) for (const [column, lines] of cells.entries()) linesAt(pdf, 72 + column * 160, 100 + row * 60, lines);
    });
    const { pages } = await read(bytes);
    const text = pages[0]?.text ?? '';
    expect(text).toContain('Positive\tSomething is added so that a behaviour grows\tPraise');
    expect(text).toContain('Negative\tSomething is taken away so that a behaviour grows\tSeat belt alarm');
  });

  test('text that is written sideways is read after the rest', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.save().rotate(-90, { origin: [40, 400] });
      at(pdf, 40, 400, 'Printed in the margin');
      pdf.restore();
      linesAt(pdf, 72, 72, prose);
    });
    const { pages } = await read(bytes);
    expect(pages[0]?.text).toBe(`${prose.join(' ')}\n\nPrinted in the margin`);
  });

  test('a page turned by a quarter is read like any other', async () => {
    const bytes = await makePdf((pdf) => {
      linesAt(pdf, 72, 72, prose);
      Object.assign(pdf.page.dictionary.data, { Rotate: 90 });
    });
    const { pages } = await read(bytes);
    expect(pages[0]?.text).toBe(prose.join(' '));
  });
});

describe('what repeats', () => {
  const chapter = (pages: number, draw: (index: number) => { head: string; foot: string }) =>
    makePdf(
      (pdf) => {
        for (let index = 0; index < pages; index += 1) {
          if (index > 0) pdf.addPage();
          const { head, foot } = draw(index);
          pdf.fontSize(9);
          at(pdf, 72, 36, head);
          at(pdf, 300, 750, foot);
          pdf.fontSize(11);
          linesAt(pdf, 72, 90, [`Page ${index + 1} speaks of subject ${'abcdefgh'[index]}, in a line that is long enough to be one.`, 'And it goes on below.']);
        }
      },
      { margins: { top: 0, bottom: 0, left: 0, right: 0 } },
    );

  test('running heads and page numbers are left out', async () => {
    const { pages } = await read(await chapter(6, (index) => ({ head: `Chapter 2: Learning and behaviour   ${index + 40}`, foot: `${index + 40}` })));
    for (const page of pages) {
      expect(page.text).not.toContain('Chapter 2');
      expect(page.text).not.toMatch(/\b4\d\b/);
      expect(page.text).toContain(`Page ${page.number} speaks`);
    }
  });

  test('running heads that stand deeper, set apart from the text, are left out', async () => {
    const subjects = ['Cells', 'Tissues', 'Organs', 'Systems', 'Bodies', 'Groups'];
    const bytes = await makePdf((pdf) => {
      for (const [index, subject] of subjects.entries()) {
        if (index > 0) pdf.addPage();
        at(pdf, 130, 118, index % 2 === 0 ? `${index + 2} Chapter 1. The nervous system` : `Of ${subject.toLowerCase()} ${index + 2}`);
        linesAt(pdf, 130, 148, [`${subject} are where this page begins, and they are`, 'what the whole of this page is about until it', 'ends.']);
      }
    });
    const { pages } = await read(bytes);
    expect(pages.map(({ text }) => text)).toEqual(subjects.map((subject) => `${subject} are where this page begins, and they are what the whole of this page is about until it ends.`));
  });

  test('page numbers that are set larger than the text are left out', async () => {
    const { pages } = await read(
      await makePdf((pdf) => {
        for (const [index, line] of prose.entries()) {
          if (index > 0) pdf.addPage();
          at(pdf.fontSize(9), 72, 300, line);
          at(pdf.fontSize(12), 500, 740, `${index + 1}/3`);
        }
      }),
    );
    expect(pages.map(({ text }) => text)).toEqual(prose);
  });

  test('a line at the top that says something else on each page is text', async () => {
    const subjects = ['Cells', 'Tissues', 'Organs', 'Systems', 'Bodies', 'Groups'];
    const { pages } = await read(await chapter(6, (index) => ({ head: `${subjects[index]} are where this page begins`, foot: '' })));
    expect(pages.map((page) => page.text.split('\n')[0])).toEqual(subjects.map((subject) => `${subject} are where this page begins`));
  });

  test('exercises that are counted page by page are text', async () => {
    const { pages } = await read(await chapter(6, (index) => ({ head: `Question ${index + 1}`, foot: '' })));
    expect(pages.map((page) => page.text.split('\n')[0])).toEqual([1, 2, 3, 4, 5, 6].map((number) => `Question ${number}`));
  });

  test('slide titles that repeat are kept', async () => {
    const bytes = await makePdf(
      (pdf) => {
        for (let index = 0; index < 4; index += 1) {
          if (index > 0) pdf.addPage();
          pdf.fontSize(30);
          at(pdf, 72, 30, 'Conditioning');
          pdf.fontSize(18);
          linesAt(pdf, 72, 200, [`Point number ${'abcd'[index]} of the slide, and more`]);
        }
      },
      { size: [720, 405], margin: 0 },
    );
    const { pages, headings } = await read(bytes);
    expect(pages.every((page) => page.text.startsWith('Conditioning'))).toBe(true);
    expect(headings).toHaveLength(4);
  });
});

describe('headings', () => {
  test('larger and bold lines are headings, with the larger above', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.font('Times-Bold').fontSize(20);
      at(pdf, 72, 72, 'Learning');
      pdf.fontSize(11);
      at(pdf, 72, 120, 'Classical conditioning');
      pdf.font('Times-Roman');
      linesAt(pdf, 72, 150, prose);
    });
    const { headings, pages, passages, title } = await read(bytes);
    expect(headings.map(({ level, text }) => ({ level, text }))).toEqual([
      { level: 1, text: 'Learning' },
      { level: 2, text: 'Classical conditioning' },
    ]);
    for (const { page, start, end, text } of headings) expect(pages[page - 1]?.text.slice(start, end)).toBe(text);
    expect(passages.map(({ path }) => path)).toEqual([['Learning', 'Classical conditioning']]);
    expect(title).toBe('Learning');
  });

  test('the outline decides over looks, and gives the levels', async () => {
    const bytes = await makePdf((pdf) => {
      for (const [index, name] of ['Cells', 'Tissues', 'Organs'].entries()) {
        if (index > 0) pdf.addPage();
        const entry = pdf.outline.addItem(name);
        pdf.font('Times-Bold').fontSize(14);
        at(pdf, 72, 72, `${index + 1}  ${name}`);
        entry.addItem('What they do');
        pdf.font('Times-Italic').fontSize(11);
        at(pdf, 72, 110, 'What they do');
        pdf.font('Times-Roman');
        linesAt(pdf, 72, 150, prose);
        pdf.font('Times-Bold').fontSize(13);
        at(pdf, 72, 300, 'Remember this well');
      }
    });
    const { headings } = await read(bytes);
    expect(headings.map(({ level, text }) => `${level} ${text}`)).toEqual(['1 1 Cells', '2 What they do', '1 2 Tissues', '2 What they do', '1 3 Organs', '2 What they do']);
  });

  test('what looks like the headings of the outline is one, unless it heads box after box', async () => {
    const bytes = await makePdf((pdf) => {
      for (const [index, name] of ['Cells', 'Tissues', 'Organs', 'Bodies'].entries()) {
        if (index > 0) pdf.addPage();
        pdf.outline.addItem(name);
        pdf.font('Times-Bold').fontSize(14);
        at(pdf, 72, 72, name);
        if (name === 'Organs') at(pdf, 72, 420, 'Left out of the outline');
        if (index < 3) at(pdf, 72, 300, 'Note');
        pdf.font('Times-Roman').fontSize(11);
        linesAt(pdf, 72, 150, prose);
        at(pdf, 72, 330, 'Nothing of this will be asked.');
      }
    });
    const { headings } = await read(bytes);
    expect(headings.map(({ text }) => text)).toEqual(['Cells', 'Tissues', 'Organs', 'Left out of the outline', 'Bodies']);
  });

  test('the date below a title heads nothing', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.fontSize(20);
      at(pdf, 72, 72, 'How cells live');
      pdf.fontSize(14);
      at(pdf, 72, 110, 'May 3, 2021');
      pdf.fontSize(11);
      linesAt(pdf, 72, 150, prose);
      pdf.fontSize(14);
      at(pdf, 72, 220, 'Membranes');
      pdf.fontSize(11);
      linesAt(pdf, 72, 250, prose);
    });
    expect((await read(bytes)).headings.map(({ text }) => text)).toEqual(['How cells live', 'Membranes']);
  });

  test('what stands on the title page of a book with an outline heads nothing, nor do entries of a printed table of contents', async () => {
    const names = ['Cells', 'Tissues', 'Organs', 'Bodies'];
    const bytes = await makePdf((pdf) => {
      pdf.font('Times-Bold').fontSize(14);
      at(pdf, 72, 72, 'A Course');
      at(pdf, 72, 120, '3 May 2021');
      for (const [index, name] of names.entries()) at(pdf, 72, 200 + 60 * index, `${name} ${index + 2}`);
      pdf.font('Times-Roman').fontSize(11);
      for (const y of [90, 220, 280, 340]) at(pdf, 72, y, 'What it is about.');
      for (const name of names) {
        pdf.addPage();
        pdf.outline.addItem(name);
        pdf.font('Times-Bold').fontSize(14);
        at(pdf, 72, 72, name);
        if (name === 'Organs') at(pdf, 72, 420, '4 July 1776');
        pdf.font('Times-Roman').fontSize(11);
        linesAt(pdf, 72, 150, prose);
      }
    });
    const { headings, title } = await read(bytes);
    expect(title).toBe('A Course');
    expect(headings.map(({ page, text }) => `${page} ${text}`)).toEqual(['2 Cells', '3 Tissues', '4 Organs', '4 4 July 1776', '5 Bodies']);
  });
});

describe('what cannot be read', () => {
  test('a page with only a picture is left for its reader, and the others are read', async () => {
    const bytes = await makePdf((pdf) => {
      linesAt(pdf, 72, 72, prose);
      pdf.addPage();
      pdf.rect(72, 72, 200, 200).fill('#336699');
      pdf.addPage();
    });
    const { pages } = await read(bytes);
    expect(pages.map((page) => page.text !== '')).toEqual([true, false, false]);
    expect(pages.map((page) => page.picture)).toEqual([undefined, true, undefined]);
    expect(pages[1]?.size).toEqual({ width: 612, height: 792 });
    expect(pages[2]?.warning).toMatch(/empty/);
  });

  test('a document without any text is refused', async () => {
    const bytes = await makePdf((pdf) => pdf.addPage());
    expect(await refusal(bytes)).toMatch(/^UNREADABLE: .*of the pages .*has text/);
  });

  test('a password is named; an empty one is no hindrance', async () => {
    const locked = await makePdf((pdf) => linesAt(pdf, 72, 72, prose), { userPassword: 'secret' });
    expect(await refusal(locked)).toMatch(/^PASSWORD_NEEDED: .*protected by a password/);
    const open = await makePdf((pdf) => linesAt(pdf, 72, 72, prose), { ownerPassword: 'owner' });
    expect((await read(open)).pages[0]?.text).toBe(prose.join(' '));
  });

  test('a file that was cut off is refused, whatever is left of it', async () => {
    const whole = await makePdf((pdf) => linesAt(pdf, 72, 72, prose));
    expect(await refusal(whole.slice(0, 400))).toMatch(/^UNREADABLE: .*damaged/);
  });

  test('too many pages are refused before they are read', async () => {
    const bytes = await makePdf((pdf) => {
      for (let index = 0; index < 6; index += 1) pdf.addPage();
    });
    expect(await refusal(bytes, { maxPages: 5 })).toMatch(/^TOO_LARGE: .*7 pages/);
  });

  test('too much text is refused', async () => {
    const bytes = await makePdf((pdf) => linesAt(pdf, 72, 72, prose));
    expect(await refusal(bytes, { maxChars: 50 })).toMatch(/^TOO_LARGE: /);
  });
});

test('progress is told page by page', async () => {
  const bytes = await makePdf((pdf) => {
    linesAt(pdf, 72, 72, prose);
    pdf.addPage();
    linesAt(pdf, 72, 72, prose);
  });
  const seen = new Set<string>();
  await extract(bytes, { fileName: 'notes.pdf', limits: limits.ingest, onProgress: (done, total) => seen.add(`${done} of ${total}`) });
  expect([...seen]).toEqual(['1 of 2', '2 of 2']);
});

test('an abort ends the reading', async () => {
  const bytes = await makePdf((pdf) => {
    for (let index = 0; index < 20; index += 1) pdf.addPage();
  });
  const stop = new AbortController();
  const reading = extract(bytes, { fileName: 'notes.pdf', limits: limits.ingest, signal: stop.signal, onProgress: () => stop.abort() });
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
});

describe('where words stand', () => {
  /** The word's box on a page: left, top, width and height in points of the page as shown. */
  async function boxOf(bytes: Uint8Array, word: string, page = 0): Promise<number[]> {
    const { pages } = await read(bytes);
    const { text = '', boxes = [], size = { width: 0, height: 0 } } = pages[page] ?? {};
    for (let from = 0; from < boxes.length; from += 6) {
      const [start = 0, end = 0, x = 0, y = 0, width = 0, height = 0] = boxes.slice(from, from + 6);
      if (text.slice(start, end) === word) return [(x * size.width) / 10_000, (y * size.height) / 10_000, (width * size.width) / 10_000, (height * size.height) / 10_000].map(Math.round);
    }
    return [];
  }

  const near = (found: readonly number[], wanted: readonly number[]) => wanted.every((value, index) => Math.abs((found[index] ?? Infinity) - value) <= 2);

  test('each word has a box, exactly where its letters stand', async () => {
    const places: number[] = [];
    const line = ['WWWW', 'iiii', 'membrane', 'll', 'MMM', 'keeps'];
    const bytes = await makePdf((pdf) => {
      for (const index of line.keys()) places.push(72 + pdf.widthOfString(line.slice(0, index).map((word) => `${word} `).join('')), pdf.widthOfString(line[index] ?? ''));
      linesAt(pdf, 72, 200, [line.join(' '), 'A second line of it follows below the first.']);
    });
    for (const [index, word] of line.entries()) {
      const [left = 0, top = 0, width = 0, height = 0] = await boxOf(bytes, word);
      expect(Math.abs(left - (places[2 * index] ?? 0)), word).toBeLessThanOrEqual(1);
      expect(Math.abs(width - (places[2 * index + 1] ?? 0)), word).toBeLessThanOrEqual(1);
      expect(near([top, height], [200, 11]), word).toBe(true);
    }
    expect((await boxOf(bytes, 'follows'))[1]).toBe(((await boxOf(bytes, 'keeps'))[1] ?? 0) + 14);
  });

  test('on a page that is shown turned and cropped, as it is shown', async () => {
    const bytes = await makePdf((pdf) => {
      Object.assign(pdf.page.dictionary.data, { Rotate: 90, CropBox: [50, 100, 562, 692] });
      at(pdf, 72, 200, 'Membrane');
    });
    // Shown, the page is 592 wide and 512 high; what was near its left edge is now at the top.
    const [x = 0, y = 0, width = 0, height = 0] = await boxOf(bytes, 'Membrane');
    expect(near([x + width, y], [592 - (200 - 100), 72 - 50]), String([x, y, width, height])).toBe(true);
    expect(height).toBeGreaterThan(3 * width);
  });

  test('a word that a line end parts has a box on each line, and one that a page break parts on its own page', async () => {
    const lines = ['The knee is where the patella lies, and its re-', 'flex is what a physician looks for when she taps', 'the tendon below it, as was first described in a jour-'];
    let left = 0;
    const bytes = await makePdf((pdf) => {
      left = 72 + pdf.widthOfString('nal ');
      linesAt(pdf, 72, 600, lines);
      pdf.addPage();
      linesAt(pdf, 72, 72, ['nal of the time, which was widely read.', 'Others followed soon.']);
    });
    const { pages } = await read(bytes);
    expect(pages[0]?.text).toContain('its reflex is');
    expect(await boxOf(bytes, 're')).not.toEqual([]);
    expect((await boxOf(bytes, 'flex'))[1]).toBe(((await boxOf(bytes, 're'))[1] ?? 0) + 14);
    expect(pages[1]?.text).toMatch(/^of the time/);
    const found = await boxOf(bytes, 'of', 1);
    expect(near(found, [left, 72]), String(found)).toBe(true);
  });
});

describe('what lies beyond the lower edge', () => {
  const items = Array.from({ length: 12 }, (_, index) => `Point ${index + 1} of those that a slide has no room for.`);

  test('a slide that holds more than fits is read to its end', async () => {
    const bytes = await makePdf(
      (pdf) => {
        linesAt(pdf, 72, 40, items.slice(0, 11));
        pdf.addPage();
        linesAt(pdf, 72, 40, ['Another slide, which has room.']);
      },
      { size: [600, 150], margin: 0 },
    );
    const { pages } = await read(bytes);
    expect(pages[0]?.text.replaceAll(/\s+/g, ' ')).toBe(items.slice(0, 11).join(' '));
    // It stands nowhere on the page, so there is nothing to point at.
    const last = pages[0]?.text.indexOf('Point 11') ?? -1;
    expect(pages[0]?.boxes?.some((value, index) => index % 6 === 0 && value >= last)).toBe(false);
  });

  test('a sheet cut into pages is read once', async () => {
    const bytes = await makePdf(
      (pdf) => {
        linesAt(pdf, 72, 40, items);
        pdf.addPage();
        linesAt(pdf, 72, 40 - 140, items);
      },
      { size: [600, 140], margin: 0 },
    );
    const { pages } = await read(bytes);
    for (const item of items) expect(pages.map(({ text }) => text).join(' ').split(item).length - 1, item).toBeLessThanOrEqual(1);
  });
});
