import { describe, expect, it } from 'vitest';
import { stepsOf } from './document-steps.ts';

const pictures = { read: 0, unsure: 0, empty: 0, by: 'ocr' } as const;
type Given = Parameters<typeof stepsOf>[0];
const states = (document: Omit<Given, 'error'> & Partial<Given>) => stepsOf({ error: null, ...document }).map(({ label, state }) => `${label}: ${state}`);

describe('stepsOf', () => {
  it('keeps a place for pictures while nobody knows whether there are any', () => {
    expect(states({ status: 'working', step: 'read', pictures })).toEqual(['Read: current', 'Read pictures: todo', 'Find topics: todo', 'Write: todo', 'Done: todo']);
    expect(states({ status: 'working', step: 'topics', pictures })).toEqual(['Read: done', 'Find topics: current', 'Write: todo', 'Done: todo']);
    expect(states({ status: 'ready', step: 'finish', pictures: { ...pictures, read: 3 } })).toEqual(['Read: done', 'Read pictures: done', 'Find topics: done', 'Write: done', 'Done: done']);
  });

  it('waits rather than fails where only a password is missing', () => {
    const needed = (code: string) => ({ code, detail: '', retryable: false });
    expect(states({ status: 'failed', step: 'read', pictures, error: needed('PASSWORD_NEEDED') })[0]).toBe('Read: stopped');
    expect(states({ status: 'failed', step: 'read', pictures, error: needed('UNREADABLE') })[0]).toBe('Read: failed');
  });

  it('says where work stopped, by whom it was stopped, and where it waits to go on', () => {
    expect(states({ status: 'failed', step: 'write', pictures })[2]).toBe('Write: failed');
    expect(states({ status: 'cancelled', step: 'ocr', pictures })[1]).toBe('Read pictures: stopped');
    expect(states({ status: 'queued', step: 'write', pictures })).toEqual(['Read: done', 'Find topics: done', 'Write: todo', 'Done: todo']);
  });
});
