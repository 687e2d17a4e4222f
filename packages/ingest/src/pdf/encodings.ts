/** Encodings of text fonts with 256 signs: Latin-1, and those of “A Directory of TeX's fonts” and of LaTeX's Cyrillic bundle. */

/** By the number of a sign; empty where it is no text by itself. */
export type Encoding = readonly string[];

const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => String.fromCharCode(first + index));
const none = (count: number) => Array.from({ length: count }, () => '');
const ligatures = ['ff', 'fi', 'fl', 'ffi', 'ffl'];
const ascii = range(0x21, 0x7e);

export const latin: Encoding = [...none(0x20), ' ', ...ascii, ...none(0x21), ...range(0xa0, 0xff)];
const ot1: Encoding = [...'ΓΔΘΛΞΠΣΥΦΨΩ'.split(''), ...ligatures, 'ı', 'ȷ', ...none(7), ...'ßæœøÆŒØ'.split(''), '', ...ascii.map((sign) => ({ '"': '”', "'": '’', '<': '¡', '>': '¿', '\\': '“', '_': '˙', '`': '‘', '{': '–', '|': '—', '}': '˝', '~': '˜' })[sign] ?? sign)];
const low: Encoding = [...none(13), '‚', '‹', '›', '“', '”', '„', '«', '»', '–', '—', '', '', 'ı', 'ȷ', ...ligatures, ' ', ...ascii.map((sign) => ({ "'": '’', '`': '‘' })[sign] ?? sign), '-'];
const t1: Encoding = [...low, ...'ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ§ăąćčďěęğĺľłńňŋőŕřśšşťţűůÿźžżĳ¡¿£ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖŒØÙÚÛÜÝÞẞàáâãäåæçèéêëìíîïðñòóôõöœøùúûüýþß'.split('')];
export const t2a: Encoding = [...low, ...'ҐҒЂЋҺҖҘЉЇҚҠҜӔҢҤЅӨҪЎҮҰҲЏҸҶЄӘЊЁ№¤§ґғђћһҗҙљїқҡҝӕңҥѕөҫўүұҳџҹҷєәњё„«»АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя'.split('')];
export const encodings: readonly Encoding[] = [latin, ot1, t1, t2a];
