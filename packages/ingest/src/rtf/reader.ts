import { AppError } from '@studywright/core';
import type { Block } from '../formats/format.ts';
import { raisedText } from '../raised.ts';
import type { IngestLimits } from '../limits.ts';
import { RtfBlocks } from './blocks.ts';
import { codePageOfCharset, decodeCodePage, symbolOf } from './charsets.ts';
import { isShown, skipped, spoken } from './words.ts';
import { headingLevel, levelOf } from './styles.ts';
import type { RtfStyle } from './styles.ts';

/** Where text goes. */
type Destination = 'body' | 'skip' | 'fonts' | 'styles' | 'info' | 'title' | 'mark' | 'note';

/** What a group changes and its end restores. */
interface State {
  to: Destination;
  font: number | undefined;
  /** The font for right-to-left text, and whether that is what is written. */
  otherFont: number | undefined;
  isOther: boolean;
  skipAfterUnicode: number;
  isHidden: boolean;
  raised: 'sup' | 'sub' | undefined;
  style: number | undefined;
  outline: number | undefined;
  inTable: boolean;
}

interface Font {
  name: string;
  charset: number | undefined;
  codePage: number | undefined;
}

export interface RtfText {
  blocks: (Block | 'page')[];
  length: number;
  title: string | undefined;
}

/** Reads RTF in one pass. @throws AppError UNREADABLE where groups are nested too deeply */
export function readRtf(bytes: Uint8Array, limits: Pick<IngestLimits, 'maxDepth'>): RtfText {
  return new RtfReader(bytes, limits.maxDepth).read();
}

class RtfReader {
  private readonly fonts = new Map<number, Font>();
  private readonly styles = new Map<number, RtfStyle>();
  private readonly out = new RtfBlocks();
  private readonly stack: State[] = [];
  private state: State = { to: 'body', font: undefined, otherFont: undefined, isOther: false, skipAfterUnicode: 1, isHidden: false, raised: undefined, style: undefined, outline: undefined, inTable: false };
  private codePage = 1252;
  private defaultFont: number | undefined;
  private font = 0;
  private styleNumber = 0;
  /** Characters that stand for the last `\u` for programs without Unicode. */
  private toSkip = 0;
  private isStarred = false;
  private raw: number[] = [];
  private paragraph: string[] = [];
  private noteText: string[] = [];
  private notes = 0;
  private mark = '';
  private title = '';
  private readonly bytes: Uint8Array;
  private readonly maxDepth: number;

  constructor(bytes: Uint8Array, maxDepth: number) {
    this.bytes = bytes;
    this.maxDepth = maxDepth;
  }

  read(): RtfText {
    let at = 0;
    while (at < this.bytes.length) at = this.step(at);
    this.flush();
    this.endParagraph();
    const blocks = this.out.end();
    return { blocks, length: this.out.length, title: this.title.trim() === '' ? undefined : this.title };
  }

  private step(at: number): number {
    const byte = this.bytes[at] ?? 0;
    if (byte === 0x7b) this.openGroup();
    else if (byte === 0x7d) this.closeGroup();
    else if (byte === 0x5c) return this.control(at + 1);
    else if (byte !== 0x0a && byte !== 0x0d && byte !== 0) this.byte(byte);
    return at + 1;
  }

  private openGroup(): void {
    this.flush();
    this.toSkip = 0;
    if (this.stack.length >= this.maxDepth) throw new AppError('UNREADABLE', 'This RTF document is nested too deeply to be read. Open it in the program that made it, save it anew and upload that.');
    this.stack.push(this.state);
    this.state = { ...this.state };
  }

  private closeGroup(): void {
    this.flush();
    this.toSkip = 0;
    const inner = this.state;
    this.state = this.stack.pop() ?? this.state;
    if (inner.to === 'note' && this.state.to !== 'note') {
      this.out.note(this.noteText.join('').replace(/ {2,}/g, ' '));
      this.noteText = [];
    }
  }

  /** @param at behind the backslash; @returns where what follows begins */
  private control(at: number): number {
    const byte = this.bytes[at] ?? 0;
    if (byte === 0x27) {
      const value = Number.parseInt(String.fromCharCode(this.bytes[at + 1] ?? 0, this.bytes[at + 2] ?? 0), 16);
      if (!Number.isNaN(value)) this.byte(value);
      return at + 3;
    }
    if (!isLetter(byte)) {
      this.symbol(String.fromCharCode(byte));
      return at + 1;
    }
    let end = at;
    while (isLetter(this.bytes[end] ?? 0) && end - at < 32) end += 1;
    const word = latin1(this.bytes, at, end);
    const from = end;
    if (this.bytes[end] === 0x2d) end += 1;
    while (isDigit(this.bytes[end] ?? 0) && end - from < 11) end += 1;
    const value = end > from ? Number.parseInt(latin1(this.bytes, from, end), 10) : undefined;
    if (this.bytes[end] === 0x20) end += 1;
    if (word === 'bin') return end + Math.max(0, value ?? 0);
    this.word(word, value);
    return end;
  }

  private symbol(sign: string): void {
    this.flush();
    if (sign === '*') this.isStarred = true;
    else if (sign === '~') this.text(' ');
    else if (sign === '_') this.text('-');
    else if (sign === '\n' || sign === '\r') this.endParagraph();
    else if (sign === '\\' || sign === '{' || sign === '}') this.byte(sign.charCodeAt(0));
  }

  private word(word: string, value: number | undefined): void {
    this.flush();
    const starred = this.isStarred;
    this.isStarred = false;
    if (word !== 'u' && this.toSkip > 0) {
      this.toSkip -= 1;
      return;
    }
    if (this.state.to === 'skip') return;
    if (this.destination(word, starred)) return;
    switch (this.state.to) {
      case 'fonts':
        return this.fontWord(word, value);
      case 'styles':
        return this.styleWord(word, value);
      default:
        this.bodyWord(word, value);
    }
  }

  private destination(word: string, starred: boolean): boolean {
    const { state } = this;
    if (word === 'fonttbl') state.to = 'fonts';
    else if (word === 'stylesheet') state.to = 'styles';
    else if (word === 'info') state.to = 'info';
    else if (word === 'title' && state.to === 'info') state.to = 'title';
    else if (word === 'listtext' || word === 'pntext') {
      this.mark = '';
      state.to = 'mark';
    } else if (word === 'footnote') state.to = 'note';
    else if (skipped.has(word) || (starred && !isShown(word))) state.to = 'skip';
    else return false;
    return true;
  }

  private fontWord(word: string, value = 0): void {
    if (word === 'f') this.font = value;
    const font = this.fonts.get(this.font) ?? { name: '', charset: undefined, codePage: undefined };
    if (word === 'fcharset') font.charset = value;
    if (word === 'cpg') font.codePage = value;
    this.fonts.set(this.font, font);
  }

  private styleWord(word: string, value = 0): void {
    if (word === 's') this.styleNumber = value;
    const style = this.styles.get(this.styleNumber) ?? { name: '', outline: undefined, basedOn: undefined };
    if (word === 'outlinelevel') style.outline = value;
    if (word === 'sbasedon') style.basedOn = value;
    this.styles.set(this.styleNumber, style);
  }

  private bodyWord(word: string, value: number | undefined): void {
    const { state } = this;
    const isOn = value !== 0;
    switch (word) {
      case 'ansicpg':
        this.codePage = value ?? 1252;
        return;
      case 'mac':
        this.codePage = 10_000;
        return;
      case 'pc':
        this.codePage = 437;
        return;
      case 'pca':
        this.codePage = 850;
        return;
      case 'deff':
        this.defaultFont = value;
        return;
      case 'f':
        state.font = value;
        return;
      case 'af':
        state.otherFont = value;
        return;
      case 'rtlch':
      case 'ltrch':
        state.isOther = word === 'rtlch';
        return;
      case 'uc':
        state.skipAfterUnicode = Math.min(100, Math.max(0, value ?? 1));
        return;
      case 'u':
        return this.unicode(value ?? 0);
      case 'v':
      case 'deleted':
        state.isHidden = isOn;
        return;
      case 'super':
        state.raised = isOn ? 'sup' : undefined;
        return;
      case 'sub':
        state.raised = isOn ? 'sub' : undefined;
        return;
      case 'nosupersub':
        state.raised = undefined;
        return;
      case 'plain':
        Object.assign(state, { font: undefined, otherFont: undefined, isOther: false, isHidden: false, raised: undefined });
        return;
      case 'pard':
        Object.assign(state, { style: undefined, outline: undefined, inTable: false });
        return;
      case 's':
        state.style = value;
        return;
      case 'outlinelevel':
        state.outline = value;
        return;
      case 'intbl':
        state.inTable = isOn;
        return;
      case 'chftn':
        return this.noteNumber();
      default:
        this.breakOrSign(word);
    }
  }

  private breakOrSign(word: string): void {
    const sign = spoken.get(word);
    if (sign !== undefined) return this.text(sign);
    if (this.state.to === 'note') {
      if (word === 'par') this.noteText.push(' ');
      return;
    }
    if (this.state.to !== 'body') return;
    switch (word) {
      case 'par':
      case 'sect':
        return this.endParagraph();
      case 'page':
        this.endParagraph();
        if (!this.state.inTable) this.out.page();
        return;
      case 'cell':
        this.out.cellParagraph(this.takeParagraph());
        return this.out.endCell();
      case 'nestcell':
      case 'nestrow':
        return this.out.cellParagraph(this.takeParagraph());
      case 'row':
        return this.out.endRow();
    }
  }

  private noteNumber(): void {
    if (this.state.to === 'body') this.notes += 1;
    const before = this.state.raised;
    this.state.raised = undefined;
    this.text(this.state.to === 'note' ? `[${this.notes}] ` : `[${this.notes}]`);
    this.state.raised = before;
  }

  private unicode(value: number): void {
    this.toSkip = 0;
    const code = value & 0xffff;
    // Fonts of signs are addressed so: their codes, moved to where Unicode leaves room.
    if (code >= 0xf020 && code <= 0xf0ff) this.text(symbolOf(code - 0xf000, this.currentFont?.name.startsWith('Symbol') === true));
    else this.text(String.fromCharCode(code));
    this.toSkip = this.state.skipAfterUnicode;
  }

  private byte(byte: number): void {
    if (this.toSkip > 0) this.toSkip -= 1;
    else if (this.state.to !== 'skip' && this.state.to !== 'info') this.raw.push(byte);
  }

  private get currentFont(): Font | undefined {
    const { isOther, font, otherFont } = this.state;
    return this.fonts.get((isOther ? otherFont : undefined) ?? font ?? this.defaultFont ?? 0);
  }

  /** Bytes are decoded together, for a character may be made of several. */
  private flush(): void {
    if (this.raw.length === 0) return;
    const { raw } = this;
    this.raw = [];
    // What the file says of itself is set in no font.
    const font = this.state.to === 'fonts' || this.state.to === 'title' ? undefined : this.currentFont;
    if (font?.charset === 2) return this.text(raw.map((code) => symbolOf(code, font.name.startsWith('Symbol'))).join(''));
    this.text(decodeCodePage(raw, font?.codePage ?? (font?.charset === undefined ? undefined : codePageOfCharset(font.charset)) ?? this.codePage));
  }

  private text(text: string): void {
    const { state } = this;
    if (state.to === 'fonts') {
      const font = this.fonts.get(this.font);
      if (font) font.name += text;
    } else if (state.to === 'styles') {
      const style = this.styles.get(this.styleNumber);
      if (style && style.name.length < 200) style.name += text;
    } else if (state.to === 'title') this.title += text;
    else if (state.to === 'mark') this.mark += text;
    else if (state.isHidden || state.to === 'skip' || state.to === 'info') return;
    else (state.to === 'note' ? this.noteText : this.paragraph).push(raisedText(text, state.raised));
  }

  private endParagraph(): void {
    const text = this.takeParagraph();
    if (this.state.inTable) return this.out.cellParagraph(text);
    const { outline, style } = this.state;
    this.out.paragraph(text, outline === undefined ? headingLevel(style, this.styles) : levelOf(outline));
  }

  private takeParagraph(): string {
    // Some programs write the marks of lists as words, with a tab behind them.
    const text = this.paragraph.join('').trim().replace(/^(?:[·•▪◦–-]|(\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]))\t+(?=\S)/iu, (_, counted?: string) => `${counted ?? '•'} `);
    this.paragraph = [];
    const mark = this.mark.trim();
    this.mark = '';
    return mark === '' || text === '' ? text : `${/^[·•o§▪◦‣–-]$/u.test(mark) ? '•' : mark} ${text}`;
  }
}

function isLetter(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
