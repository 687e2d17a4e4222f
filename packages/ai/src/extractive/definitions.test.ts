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
    ['float', 'A piece of cork called the float that once lay on the water closes the valve and keeps the tank full.', 'a piece of cork that once lay on the water'],
    ['gale', 'While a gale is defined as a strong wind above 34 knots, there is much variation among seas.', 'a strong wind above 34 knots'],
    ['lava', 'The ground around a volcano holds a hot liquid called lava around 3 to 4 days after its eruption.', 'a hot liquid'],
    ['lichen', 'A lichen requires clean air and supplies soil to a bare rock.', 'clean air'],
    ['keep', 'They lived beside the Norman wall, the remnant of the old stone castle called the keep.', 'the old stone castle'],
    ['loess', 'Wind leaves the fine dust of the desert called the loess.', 'the fine dust of the desert'],
    ['eyewall', 'The clouds in the outer layer of the storm called the eyewall bring the strongest rain.', 'the outer layer of the storm'],
    ['ground', 'This device holds a conductor, known as the ground in an electric circuit, and a switch.', 'a conductor in an electric circuit'],
    ['phlogiston', 'Chemists looked for traces of the phlogiston: the substance that was thought to leave whatever burns.', 'the substance that was thought to leave whatever burns'],
    ['guild hall', 'Next to the market is the much larger guild hall, composed of stone and brick.', 'stone and brick'],
    ['levy', 'The term levy refers to a tax on the goods of a trader.', 'a tax on the goods of a trader'],
    ['patent leather', 'One common form of hide is patent leather, which is a hide with a hard and bright surface.', 'a hide with a hard and bright surface'],
    ['dearth', 'Towns feared one thing: dearth, which means that bread is missing for a whole season.', 'bread is missing for a whole season'],
    ['valve', 'Valves, flaps on the wall of a pipe where water enters, vary in size.', 'flaps on the wall of a pipe where water enters'],
    ['lattice', 'The load is spread by a twisted dense network of bars called the lattice.', 'a twisted dense network of bars'],
    ['mortar', 'The mortar, which is responsible for the strength and tightness of a wall, exhibits a slow decay.', 'the strength and tightness of a wall'],
    ['steel frame', 'Brick is held by dense beams of metal called the steel frame, or frame of the tower.', 'dense beams of metal'],
    ['crust', 'Salt crystals form a hard layer called the crust that keeps the brine warm.', 'a hard layer that keeps the brine warm'],
    ['ferry crew', 'A ferry crew conducts ships and is responsible for the lamps of the pier.', 'conducts ships and is responsible for the lamps of the pier'],
    ['ferry crew', 'A ferry crew conducts ships and is generally considered to be a kind of guild.', 'conducts ships'],
    ['price drift', 'Old tolls fall by price drift: tolls that nobody names tend to fall.', 'tolls that nobody names tend to fall'],
    ['foul anchor', 'A foul anchor is a danger that calls for a diver, because the ship is not able to leave.', 'a danger that calls for a diver, because the ship is not able to leave'],
    ['black ice', 'The rain on cold stone is called black ice because it freezes at once.', 'the rain on cold stone because it freezes at once'],
    ['blight', 'Blight is a broad term that describes diseases in which the leaves of a plant wither.', 'diseases in which the leaves of a plant wither'],
    ['folk wisdom', 'Folk wisdom is knowledge about winds, tides, and the hidden rocks and shoals.', 'knowledge about winds, tides, and the hidden rocks and shoals'],
  ])('finds what %s is', (key, text, answer) => {
    expect(defined(key, text)?.answer).toBe(answer);
  });

  it.each([
    ['amygdala', 'The amygdala is involved in our experience of emotion.', 'linked', 'involved in'],
    ['papillary layer', 'The papillary layer is made of loose connective tissue.', 'composed', ''],
    ['mitral valve', 'Between the left atrium and the left ventricle is the mitral valve.', 'located', ''],
    ['law of effect', 'According to the law of effect, behaviors with satisfying consequences are repeated.', 'states', 'state'],
    ['coronary vein', 'Coronary veins drain the heart and follow its arteries.', 'does', ''],
    ['diastole', 'Diastole follows the contraction of the heart.', 'states', 'follow'],
    ['cochlear nerve', 'The cochlear nerve extends from the ear to the brain.', 'states', 'extend from'],
    ['salmon', 'Salmon are driven to leave the sea for the rivers.', 'linked', 'driven to do'],
    ['hypothalamus', 'The hypothalamus regulates body temperature and appetite.', 'does', ''],
    ['mill race', 'The mill race parallels and feeds the lower course of the river.', 'does', ''],
    ['relief valve', 'Placed near the boiler, the relief valve releases steam that endangers its walls.', 'does', ''],
    ['fusion', 'The process of fusion combines light elements and sets their energy free.', 'does', ''],
    ['second-degree blight', 'A second-degree blight withers the leaves and the upper part of the stem.', 'does', ''],
    ['second-degree blight', 'A second-degree blight goes deeper and destroys both the leaves and the tubers of the plant.', 'does', ''],
    ['tidal wave', 'A tidal wave fully extends into the harbor and the lower streets.', 'states', 'extend into'],
    ['resulting jam', 'The resulting jam chokes the upper part of the river.', 'described', ''],
    ['flax machine', 'Flax machines untangle the fibers of raw wool.', 'does', ''],
    ['boom', 'A boom means prices are increasing in all towns.', 'when', ''],
    ['recovery', 'The old price moves back toward its average, which is called recovery.', 'when', ''],
    ['pilot tower', 'The tower has the highest lamp and is known as the pilot tower.', 'described', ''],
    ['clear rule', 'The guild has a clear rule: masters are paid by the piece.', 'described', ''],
    ['cramp', 'Sailors with the cold sea disease report pain in the arms called cramp.', 'described', ''],
  ])('tells how a sentence speaks of %s', (key, text, relation, asked) => {
    expect(defined(key, text)).toMatchObject({ relation, asked });
  });

  it('takes no sentence before where the same one goes on to tell it', () => {
    expect(defined('tonnage rule', 'Ships are sometimes measured by the room under their deck.', 'This is referred to as the tonnage rule, which sets a toll for each ton.')?.relation).toBe('described');
  });

  it('takes the sentence before where one only gives the name', () => {
    expect(defined('metastasis', 'Tumor cells can settle in other organs of the body.', 'This is called metastasis.')).toMatchObject({ answer: 'Tumor cells can settle in other organs of the body', sentences: [0, 1] });
  });

  it.each([
    ['axon', 'The axon is not a dendrite.'],
    ['result', 'The result is a faster signal in the nerve.'],
    ['tract', 'Those axons leave the eye, but inside the skull they are referred to as the optic tract.'],
    ['border', 'The river drains fields to the east of the border: the wide plains and the whole delta of the country.'],
    ['equator', 'The current drains water from seas superior to the equator: the wide gulf and the northern bay of the coast.'],
    ['economy', 'Full employment describes the steady state of the economy, which is a balance that many forces keep.'],
    ['sea level', 'Tides are slow changes in the sea level, the characteristics of which depend on the moon.'],
    ['outer dock', 'As noted earlier, when the ship arrives at the outer dock, the workers release their ropes into the water.'],
    ['suffocation', 'As the river narrows, its flow will slow, a state called stagnation that causes the fish to receive small amounts of oxygen, called suffocation.'],
    ['keynes model', 'Their model of the modern economy, called the Keynes model, is based on demand.'],
    ['lower tank', 'From here, water enters the lower tank, which pumps it into the main pipe.'],
    ['thawing', 'Fusion is the formal term for what is commonly referred to as thawing.'],
    ['final round', 'The final round is the least popular and the easiest to win.'],
    ['plough', 'The harrow and the plough prepare the soil for the seed.'],
    ['class of tax', 'Another class of tax is the excise, a group of taxes on goods that are made in the country.'],
    ['contact', 'A rod contacts the wheel of the mill.', 'The contact is a place where the rod gives its motion to the wheel.'],
    ['laura carlson', 'Historian Laura Carlson suggests that prices rise in towns before they rise in villages.'],
    ['historian laura carlson', 'Historian Laura Carlson suggests that prices rise in towns before they rise in villages.'],
    ['price signal', 'The change is the same for every price signal, which means that the same thing happens in each town.'],
    ['outer ward', 'The guards stood in this ward, called the outer ward of the castle, when the gate fell.'],
    ['wide gate', 'It is not a small gate but rather a wide gate, consisting of two towers and a bridge.'],
    ['guild master', 'Guild masters began a long fight with the crown.'],
    ['harbor', 'Built in the harbor, the mole shelters ships from the western wind.'],
    ['inherited habit', 'The temper of a horse is the animal’s inherited habits, which are a mixture of race and training.'],
    ['leaf', 'A cabbage gate consists of three leaves, made of oak and iron.'],
    ['left sluice', 'On the lower side of the weir, the left sluice feeds the mill and its pond.'],
    ['settler', 'Settlers follow the soldiers and help to build the town.'],
    ['drain', 'The wet leaves form a block in the drain, which prevents water from leaving the yard.'],
    ['sunk tax', 'The shop may lose buyers, profit, or land in what is commonly called a crash.', 'This state may also be called the sunk tax.'],
    ['accessory gate', 'The wall and its accessory gates are the largest work of the town.'],
    ['left basin', 'Between the right basin and the left basin is the tidal gate of the harbor.'],
    ['merchant', 'Canals serve ships, merchants, or the guild that stores the grain of the town.'],
    ['sudden growth of weed', 'Ponds suffer from the sudden growth of weeds, the plants that choke a ditch.'],
    ['breach', 'The breach is the most common, detected in two of a hundred walls.'],
    ['scurvy', 'In scurvy, sailors can develop a resistance to fever.'],
    ['wide market', 'The rule holds in the wide market: each price is set by all traders of the town.'],
    ['cold weld', 'In a cold weld, a clean seam—namely, one without heat.'],
  ])('does not take for what %s is: %s', (key, ...texts) => {
    expect(defined(key, ...texts)).toBeUndefined();
  });

  it('is less sure of examples and of what it can not stand without', () => {
    const sure = defined('stimulus', 'A stimulus is an event that an organism responds to.')?.strength ?? 0;
    expect(defined('stimulus', 'In this case, the stimulus is the sound of the bell in the room.')?.strength ?? 0).toBeLessThan(sure / 2);
    // Whom something is like does not tell what it does.
    expect(defined('stone arch', 'A stone arch carries its load in a manner similar to that of a vault.')?.strength ?? 0).toBeLessThan(0.2);
  });
});
