import { limits } from '@studywright/core';
import { expect, test } from 'vitest';
import { childOf, descendantsOf, parseXml, textIn } from './xml.ts';

const parse = (text: string) => parseXml(new TextEncoder().encode(text), limits.ingest);

test('a tree without prefixes', () => {
  const root = parse('<?xml version="1.0"?><w:body xmlns:w="x"><w:p w:val="1"><w:t>a &amp; b</w:t></w:p><w:p><w:t><![CDATA[<c>]]></w:t></w:p></w:body>');
  expect([...descendantsOf(root, 't')].map((element) => textIn(element))).toEqual(['a & b', '<c>']);
  expect(childOf(root, 'p')?.attributes).toEqual({ val: '1' });
});

test.each([
  ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'entities'],
  ['<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', 'entities'],
  ['<a>&b;</a>', 'damaged'],
  ['<a><b></a>', 'damaged'],
  ['', 'damaged'],
  [`${'<a>'.repeat(300)}${'</a>'.repeat(300)}`, 'nested too deeply'],
])('%s is refused', (text, why) => {
  expect(() => parse(text)).toThrow(why);
});

test('says now and then that a long file is read on, and parts nothing at these places', () => {
  const words = '𝒞ells divide '.repeat(200_000);
  let steps = 0;
  const { children } = parseXml(new TextEncoder().encode(`<a><b>${words}</b><c/></a>`), { maxDepth: 10 }, () => (steps += 1));
  expect(steps).toBe(2);
  expect(children).toMatchObject([{ name: 'b', children: [words] }, { name: 'c' }]);
  parseXml(new TextEncoder().encode('<a/>'), { maxDepth: 10 }, () => (steps += 1));
  expect(steps).toBe(2);
});
