import { describe, expect, it } from 'vitest';
import { chooseFiles } from './choose-files.ts';

const rules = { maxBytes: 50 * 1024 * 1024, maxFilesAtOnce: 3, storage: null };
const file = (name: string, size = 1000) => ({ name, size });
const names = (choice: ReturnType<typeof chooseFiles>) => choice.taken.map(({ name }) => name);

describe('chooseFiles', () => {
  it('goes on with the rest, in its order, when some cannot be taken', () => {
    const choice = chooseFiles([file('b.pdf'), file('song.mp3'), file('empty.txt', 0), file('huge.pdf', 60 * 1024 * 1024), file('a.docx')], rules);
    expect(names(choice)).toEqual(['b.pdf', 'a.docx']);
    expect(choice.refused.map(({ file: { name }, problem }) => [name, problem.split('.')[0]])).toEqual([
      ['song.mp3', 'This kind of file cannot be read'],
      ['empty.txt', 'This file is empty'],
      ['huge.pdf', 'This file has 60 MB; 50 MB are allowed'],
    ]);
  });

  it('takes so many at once, not counting what is refused for another reason', () => {
    const choice = chooseFiles([file('x.exe'), file('1.pdf'), file('2.pdf'), file('3.pdf'), file('4.pdf')], rules);
    expect(names(choice)).toEqual(['1.pdf', '2.pdf', '3.pdf']);
    expect(choice.refused.at(-1)?.problem).toBe('3 files are taken at once. Add this one afterwards.');
  });

  it('fills what room is left, and says how much that is', () => {
    const full = { ...rules, storage: { used: 8 * 1024 * 1024, quota: 10 * 1024 * 1024 } };
    const choice = chooseFiles([file('1.pdf', 1024 * 1024), file('2.pdf', 1.5 * 1024 * 1024), file('3.pdf', 1024 * 1024)], full);
    expect(names(choice)).toEqual(['1.pdf', '3.pdf']);
    expect(choice.refused[0]?.problem).toMatch(/^There is room for 1 MB more of 10 MB\./);
  });
});
