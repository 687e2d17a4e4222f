import { beforeAll, describe, expect, it } from 'vitest';
import { findDefinitions } from './definitions.ts';
import { loadLanguage } from './language.ts';
import type { Language } from './language.ts';
import { synonymsAmong } from './synonyms.ts';

let english: Language;
beforeAll(async () => {
  english = await loadLanguage('en', '');
});

const sentencesOf = (texts: readonly string[]) => texts.map((text, index) => ({ index, passage: 0, page: 1, start: 0, end: text.length, raw: text, text, tokens: english.tokens(text), prose: true, opening: index === 0 }));

/** What is said of `key`, surest first, as "relation asked: answer"; what only describes left out. */
const told = (key: string, ...texts: string[]) =>
  findDefinitions(sentencesOf(texts))
    .filter((definition) => definition.key === key && definition.relation !== 'described')
    .sort((a, b) => b.strength - a.strength)
    .map(({ relation, asked, answer }) => `${relation} ${asked}: ${answer}`);

describe('what a sentence says of a thing', () => {
  it.each([
    ['by a second verb', 'bell buoy', 'The bell buoy is located on the edge of the reef, and is associated with fog, swell, and some kinds of wreck.', ['located : on the edge of the reef', 'linked associated with: fog, swell, and some kinds of wreck']],
    ['by a second verb of several things', 'harbor tug', 'The harbor tugs sit below the crane and pull ships out of the dock.', ['located : below the crane', 'does : pull ships out of the dock']],
    ['where it comes from', 'dune', 'Dunes usually result from two different winds carried by the same sea.', ['states result from: two different winds carried by the same sea']],
    ['where it can be seen', 'load line', 'The load line is visible on the outer side of the hull.', ['located visible: on the outer side of the hull']],
    ['of what it makes up', 'drivetrain', 'The engine, shaft, and screw make up the drivetrain.', ['made makes up: the engine, shaft, and screw']],
    ['of what it forms', 'keel joint', 'The oak plank that meets the lower end of the mast forms the keel joint, which is painted.', ['made forms: the oak plank that meets the lower end of the mast']],
    ['of its part', 'capstan', 'The capstan serves as a winch for the anchor and is often made of oak.', ['states serve as: a winch for the anchor']],
    ['of what it studies', 'oceanography', 'In another approach to the sea, the field of oceanography looks beyond the coast and studies how its currents can be used in different seasons.', ['states study: how its currents can be used in different seasons']],
    ['of what it studies, at once', 'microeconomics', 'Microeconomics studies how households and firms choose.', ['states study: how households and firms choose']],
    ['of its parts, to the last one', 'binnacle', 'Every ship has a binnacle, made of hard wood that holds the compass, two lamps, and other instruments.', ['composed : hard wood that holds the compass, two lamps, and other instruments']],
    ['of what it divides into, by a second verb', 'ship canal', 'The ship canal leads toward the sea and branches into the left and right arms of the delta.', ['states branch into: the left and right arms of the delta']],
    ['of what it divides into, at once', 'trachea', 'The trachea divides into two bronchi that lead to the lungs.', ['states divide into: two bronchi that lead to the lungs']],
    ['of where it is formed', 'delta', 'A delta is formed where a river meets the sea.', ['located formed: where a river meets the sea']],
    ['of when it is formed', 'mineral', 'A mineral is formed when magma cools.', ['happens form: when magma cools']],
    ['of when it is there', 'monopoly', 'A monopoly exists when one firm is the only seller of a product.', ['happens exist: when one firm is the only seller of a product']],
    ['of when it takes place', 'recession', 'A recession takes place when output falls for two quarters.', ['happens take place: when output falls for two quarters']],
    ['of what it did', 'homestead act', 'The Homestead Act, signed in 1862, granted land to settlers who were farmers.', ['does did: granted land to settlers who were farmers']],
    ['of what it states, all else equal', 'law of demand', 'The law of demand states that, all else equal, the quantity demanded falls as the price rises.', ['states state: all else equal, the quantity demanded falls as the price rises']],
    ['of any one of its kind', 'tariff', 'A tariff, on the other hand, lowers or stops the import of a good at the border.', ['does : lowers or stops the import of a good at the border']],
  ])('%s', (_, key, text, expected) => {
    expect(told(key, text)).toEqual(expected);
  });

  it.each([
    ['that belongs to another thing', 'bell buoy', 'The bell buoy is located on a reef that breaks the swell and is feared by ships.', ['located : on a reef that breaks the swell and is feared by ships']],
    ['that goes on from the first', 'mizzen sail', 'The mizzen sail is located behind the mainmast, and works closely with it.', ['located : behind the mainmast']],
  ])('not by a verb %s', (_, key, text, expected) => {
    expect(told(key, text)).toEqual(expected);
  });

  it.each([
    ['before and after its name', 'graben', 'The plain contains a long trough known as the graben, a trace of an old break in the crust.', 'is : a long trough, a trace of an old break in the crust'],
    ['before its name, whatever it consists of', 'isthmus', 'The two coasts are joined by a narrow strip of land known as the isthmus, consisting of sand.', 'is : a narrow strip of land'],
    ['after "there is"', 'spit', 'There is a low curved tongue of sand near the mouth of the river, one on each side, called a spit.', 'is : a low curved tongue of sand near the mouth of the river, one on each side'],
    ['in a condition that comes second', 'price floor', 'On the other hand, when a state forbids all sales below a fixed sum, it is called a price floor, the opposite of a ceiling.', 'when : when a state forbids all sales below a fixed sum'],
    ['by where it is', 'spillway', 'Between the two ponds is a second channel known as the spillway.', 'located : between the two ponds'],
    ['after a colon, to the reader', 'batching', 'Another method is batching: you sort letters into small heaps or bundles.', 'when : you sort letters into small heaps or bundles'],
    ['after "or"', 'lead time', 'One of the main factors to consider is lead time, or the interval between an order and its delivery.', 'is : the interval between an order and its delivery'],
    ['after a semicolon and some words', 'writ', 'The word has many meanings in old books; in this case, a writ refers to an order of a court that binds a person.', 'refers : an order of a court that binds a person'],
    ['as people define it', 'culture', 'Sociologists define culture as the shared beliefs and practices of a group.', 'is : the shared beliefs and practices of a group'],
    ['as people refer to it', 'gilded age', 'Historians refer to the years after the war as the Gilded Age.', 'is : the years after the war'],
    ['as a term is used', 'elasticity', 'Economists use the term elasticity to describe how buyers respond to a change in price.', 'means : how buyers respond to a change in price'],
    ['as it can be defined', 'inflation', 'Inflation can be defined as a general and ongoing rise in the level of prices.', 'is : a general and ongoing rise in the level of prices'],
    ['as it is defined in passing', 'inflation', 'Inflation, defined as a general and ongoing rise in prices, erodes savings.', 'refers : a general and ongoing rise in prices'],
    ['by a name that is given to it', 'reconstruction', 'Reconstruction is the name given to the period after the Civil War.', 'is : the period after the Civil War'],
    ['by a kind that has a name', 'herbivore', 'Animals that eat plants and no meat are herbivores.', 'is : animals that eat plants and no meat'],
    ['by one of a kind that has a name', 'acid', 'A solution that contains more hydrogen than hydroxide ions is an acid.', 'is : a solution that contains more hydrogen than hydroxide ions'],
    ['under a name of which it is', 'jurisdiction', 'The right of a court to hear a case is known as its jurisdiction.', 'is : the right of a court to hear a case'],
    ['in few words', 'kinetic energy', 'Kinetic energy is energy of motion.', 'is : energy of motion'],
    ['by what the tagger takes for a verb', 'tariff', 'Tariffs are taxes on imported goods.', 'is : taxes on imported goods'],
    ['by forms of one thing', 'allele', 'Alleles are different forms of the same gene.', 'is : different forms of the same gene'],
    ['in passing, at the beginning', 'bootlegging', 'Bootlegging, or the illegal sale of alcohol, made gangs rich.', 'is : the illegal sale of alcohol'],
    ['under a name in capital letters', 'new deal', 'The New Deal was a set of programs meant to end the Depression.', 'is : a set of programs meant to end the Depression'],
    ['as a time', 'latency', 'Latency is the time it takes for data to travel through a cable.', 'is : the time it takes for data to travel through a cable'],
    ['as something', 'consideration', 'Consideration is something of value exchanged between the parties.', 'is : something of value exchanged between the parties'],
    ['by two adjectives and a noun', 'battery', 'Battery is intentional, harmful contact with a person.', 'is : intentional, harmful contact with a person'],
    ['between its name and the verb', 'polytheism', 'Polytheism, belief in many gods, was common.', 'is : belief in many gods'],
    ['under a name that looks like a verb', 'probable cause', 'Probable cause is a reasonable basis for a search.', 'is : a reasonable basis for a search'],
    ['under a name that ends in "point"', 'melting point', 'The melting point is the temperature at which a solid turns into a liquid.', 'is : the temperature at which a solid turns into a liquid'],
  ])('%s', (_, key, text, expected) => {
    expect(told(key, text)[0]).toBe(expected);
  });

  it.each([
    ['that something is done in', 'silo', 'Grain is stored in a tower called a silo.', 'is : a tower in which grain is stored'],
    ['that something does', 'lagoon', 'A bank of sand near the coast encloses a shallow lake known as a lagoon.', 'is : a shallow lake that a bank of sand near the coast encloses'],
    ['that does something', 'hawser', 'A heavy rope called a hawser holds the ship at the quay.', 'is : a heavy rope that holds the ship at the quay'],
  ])('is a thing %s', (_, key, text, expected) => {
    expect(told(key, text)).toEqual([expected]);
  });

  it.each([
    ['of whom the sentence before tells', 'silo', 'They store it in a tower called a silo.'],
    ['of a clause that opens', 'silo', 'When the harvest ends, grain is stored in a tower called a silo.'],
  ])('is no thing %s', (_, key, text) => {
    expect(told(key, text).every((said) => !said.includes('which'))).toBe(true);
  });

  it('is told of any of what it belongs to', () => {
    const [definition] = findDefinitions(sentencesOf(['The half-life of a radioactive element is the time in which half of its atoms decay.']));
    expect(definition).toMatchObject({ term: 'half-life', of: 'of a radioactive element', answer: 'the time in which half of its atoms decay' });
  });

  it.each([
    ['whoever names it', 'historian', 'Historians refer to the years after the war as the Gilded Age.'],
    ['whoever defines it', 'sociologist', 'Sociologists define culture as the shared beliefs and practices of a group.'],
    ['one of several tools', 'claw hammer', 'You need it for the Claw Hammer, the Plane and various other tools of the shop.'],
  ])('is not said of %s', (_, key, text) => {
    expect(told(key, text)).toEqual([]);
  });

  it('is stated of all of us', () => {
    expect(told('range of motion', 'Range of motion asserts that our joints set the limits within which we can move.')).toEqual(['states assert: our joints set the limits within which we can move']);
  });

  it('is said of a thing, not of one that is deep', () => {
    expect(told('harbor basin', 'The deep harbor basin is located between the mole and the quay.', 'Ships enter the harbor basin at noon.', 'Tides fill the harbor basin twice.')).toEqual(['located : between the mole and the quay']);
    // "The deep water harbor" may be another one.
    expect(told('water harbor', 'The deep water harbor is located between the mole and the quay.', 'Ships enter a water harbor at noon.')).toEqual([]);
  });

  it('is said of a name that begins with a word of size, where another one does too', () => {
    expect(told('small trade guild', 'The small trade guild governs the shops of the lower town.', 'The great trade guild is older.')).toEqual(['does : governs the shops of the lower town']);
    expect(told('small trade guild', 'The small trade guild governs the shops of the lower town.')).toEqual([]);
  });
});

describe('another name', () => {
  const names = (...texts: string[]) => [...synonymsAmong(sentencesOf(texts))].map(([key, found]) => `${key} = ${found.map(({ text }) => text).join(', ')}`);

  it.each([
    ['after "or"', 'At the foot of the mast is the mast step, or the mast shoe, which carries the load.', 'mast step = mast shoe'],
    ['after "also known as"', 'The tibia, also known as the shinbone, carries the weight of the body.', 'tibia = shinbone'],
    ['in brackets', 'Halley’s comet (also called the ringed comet) returns in 2061.', "halley' comet = ringed comet"],
    ['beside a name that is given', 'There is a short road called Bell lane or the bell path that leads to the tower.', 'bell lane = bell path'],
    ['and one more', 'On the hill lives the woodchuck, also called the groundhog or the land beaver.', 'woodchuck = groundhog, land beaver', 'groundhog = land beaver'],
  ])('is found %s', (_, text, ...expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each([
    ['a part of something', 'They painted the end of the rope, also called the fall.'],
    ['one more example', 'Strain comes from work such as lifting beams, pulling ropes, or sawing.'],
    ['another number', 'The blade, or oars, may break.'],
    ['one more of a list', 'The mast, the boom, or the gaff may break.'],
    ['another choice', 'Use an income (or expense) account.'],
  ])('is not %s', (_, text) => {
    expect(names(text)).toEqual([]);
  });
});
