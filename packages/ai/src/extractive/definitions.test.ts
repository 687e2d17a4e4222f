import { beforeAll, describe, expect, it } from 'vitest';
import { findDefinitions } from './definitions.ts';
import { loadLanguage } from './language.ts';
import type { Language } from './language.ts';
import { tidy } from './sentences.ts';

let english: Language;
beforeAll(async () => {
  english = await loadLanguage('en', '');
});

/** The surest definition of `key` in these sentences. */
function defined(key: string, ...texts: string[]) {
  const sentences = texts.map((raw, index) => {
    const text = tidy(raw);
    return { index, passage: 0, page: 1, start: 0, end: raw.length, raw, text, tokens: english.tokens(text), prose: true, opening: index === 0 };
  });
  return findDefinitions(sentences).filter((definition) => definition.key === key).sort((a, b) => b.strength - a.strength)[0];
}

describe('English definitions', () => {
  it.each([
    ['tort', 'A tort is a civil wrong that causes harm.', 'a civil wrong that causes harm'],
    ['nucleus', 'A localized collection of cell bodies in the brain is referred to as a nucleus.', 'a localized collection of cell bodies in the brain'],
    ['encoding', 'Information enters the brain through a process called encoding, which is the input of information into memory.', 'the input of information into memory'],
    ['axon', 'Every neuron has an axon, which is the fiber that connects it with its target.', 'the fiber that connects it with its target'],
    ['osmosis', 'Osmosis refers to the diffusion of water through a membrane (Figure 4.2).', 'the diffusion of water through a membrane'],
    ['visual encoding', 'Visual encoding is the encoding of images, and acoustic encoding is the encoding of sounds.', 'the encoding of images'],
    ['acoustic encoding', 'Visual encoding is the encoding of images, and acoustic encoding is the encoding of sounds.', 'the encoding of sounds'],
    ['stimulus discrimination', 'When an organism learns to respond differently to similar stimuli, it is called stimulus discrimination.', 'When an organism learns to respond differently to similar stimuli'],
    ['latent learning', 'This is known as latent learning: learning that occurs but is not observable at once.', 'learning that occurs but is not observable at once'],
    ['antagonist', 'An antagonist, on the other hand, is a drug that blocks the activity of a receptor.', 'a drug that blocks the activity of a receptor'],
    ['interference', 'Forgetting is often a matter of interference: when old facts hinder the recall of new ones.', 'when old facts hinder the recall of new ones'],
    ['interatrial band', 'The fibers that cross the wall are called the interatrial band.', 'the fibers that cross the wall'],
    ['myocardium', 'The thickest layer of the heart is the myocardium, made largely of muscle cells.', 'the thickest layer of the heart, made largely of muscle cells'],
    ['hypodermis', 'The hypodermis is a layer directly below the skin and serves to connect it to the bones.', 'a layer directly below the skin that serves to connect it to the bones'],
  ])('finds what %s is', (key, text, answer) => {
    expect(defined(key, text)?.answer).toBe(answer);
  });

  it.each([
    ['amygdala', 'The amygdala is involved in our experience of emotion.', 'linked', 'involved in'],
    ['papillary layer', 'The papillary layer is made of loose connective tissue.', 'composed', ''],
    ['mitral valve', 'Between the left atrium and the left ventricle is the mitral valve.', 'located', ''],
    ['law of effect', 'According to the law of effect, behaviors with satisfying consequences are repeated.', 'states', 'state'],
    ['coronary vein', 'Coronary veins drain the heart and follow its arteries.', 'does', ''],
    ['hypothalamus', 'The hypothalamus regulates body temperature and appetite.', 'does', ''],
  ])('tells how a sentence speaks of %s', (key, text, relation, asked) => {
    expect(defined(key, text)).toMatchObject({ relation, asked });
  });

  it('takes the sentence before where one only gives the name', () => {
    expect(defined('metastasis', 'Tumor cells can settle in other organs of the body.', 'This is called metastasis.')).toMatchObject({ answer: 'Tumor cells can settle in other organs of the body', sentences: [0, 1] });
  });

  it.each([
    ['axon', 'The axon is not a dendrite.'],
    ['result', 'The result is a faster signal in the nerve.'],
    ['tract', 'Those axons leave the eye, but inside the skull they are referred to as the optic tract.'],
  ])('does not take for a definition: %s', (key, text) => {
    expect(defined(key, text)).toBeUndefined();
  });

  it('is less sure of examples and of what it can not stand without', () => {
    const sure = defined('stimulus', 'A stimulus is an event that an organism responds to.')?.strength ?? 0;
    expect(defined('stimulus', 'In this case, the stimulus is the sound of the bell in the room.')?.strength ?? 0).toBeLessThan(sure / 2);
  });
});
