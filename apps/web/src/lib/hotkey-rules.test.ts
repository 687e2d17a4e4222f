import { describe, expect, it } from 'vitest';
import { bindingsOf, isSingleSign } from './hotkey-rules.ts';

describe('bindingsOf', () => {
  it('finds digits by their place, on both blocks', () => {
    expect(bindingsOf('3')).toEqual(['Digit3', 'Numpad3']);
  });
  it('finds letters and signs by what they write', () => {
    expect(bindingsOf('z')).toEqual(['z']);
    expect(bindingsOf('?')).toEqual(['[Shift]+?']);
    expect(bindingsOf('+')).toEqual(['[Shift]++']);
  });
  it('knows Ctrl and Cmd as one, and keys by name', () => {
    expect(bindingsOf('mod+k')).toEqual(['$mod+k']);
    expect(bindingsOf('space')).toEqual(['Space']);
    expect(bindingsOf('left')).toEqual(['ArrowLeft']);
  });
});

it('lets letters, digits and signs be turned off, and nothing else', () => {
  expect(['u', '1', '?'].every(isSingleSign)).toBe(true);
  expect(['space', 'enter', 'esc', 'left', 'mod+k'].some(isSingleSign)).toBe(false);
});
