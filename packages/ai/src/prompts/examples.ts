/** One worked example of a task: what a user message holds, and the answer that is wanted. */
interface Example {
  data: object;
  answer: object;
}

interface Examples {
  outline: Example;
  draft: Example;
}

const english: Examples = {
  outline: {
    data: {
      title: 'Introduction to geology',
      passages: [
        { number: 0, under: 'Contents', text: '1 Rocks … 3, 2 Weathering … 9' },
        { number: 1, under: 'Rocks', text: 'Igneous rock forms when magma or lava cools and becomes solid. Granite cools slowly below the surface; basalt cools quickly above it.' },
        { number: 2, under: 'Rocks', text: 'Sedimentary rock forms from layers of particles that are pressed and cemented together.' },
        { number: 3, under: 'Weathering', text: 'Weathering breaks rock down where it stands; erosion carries the pieces away.' },
      ],
    },
    answer: {
      topics: [
        { firstPassage: 0, title: 'Table of contents', study: false, terms: [] },
        { firstPassage: 1, title: 'Igneous and sedimentary rock', study: true, terms: ['igneous rock', 'sedimentary rock', 'magma', 'lava', 'granite', 'basalt'] },
        { firstPassage: 3, title: 'Weathering and erosion', study: true, terms: ['weathering', 'erosion'] },
      ],
    },
  },
  draft: {
    data: {
      title: 'Introduction to geology',
      topic: 'Igneous rock',
      terms: ['igneous rock', 'granite', 'basalt'],
      otherTopics: ['Weathering and erosion'],
      passages: [
        {
          number: 4,
          under: 'Rocks',
          text: 'Igneous rock forms when magma or lava cools and becomes solid. Granite cools slowly below the surface, so its crystals are large; basalt cools quickly above it, so its crystals are small.',
        },
      ],
    },
    answer: {
      cards: [
        { passage: 4, quote: 'Igneous rock forms when magma or lava cools and becomes solid.', type: 'basic', front: 'How does igneous rock form?', back: 'Magma or lava cools and becomes solid.' },
        {
          passage: 4,
          quote: 'Granite cools slowly below the surface, so its crystals are large; basalt cools quickly above it, so its crystals are small.',
          type: 'cloze',
          front: '[…] cools slowly below the surface, so its crystals are large.',
          back: 'Granite',
        },
      ],
      questions: [
        {
          passage: 4,
          quote: 'Granite cools slowly below the surface, so its crystals are large; basalt cools quickly above it, so its crystals are small.',
          stem: 'Why are the crystals of basalt small?',
          right: 'Basalt cools quickly above the surface.',
          wrong: ['Basalt cools slowly below the surface.', 'Basalt is pressed together from particles.', 'Basalt forms from magma that never cools.'],
          why: ['That is granite.', 'That is sedimentary rock.', 'Igneous rock forms when magma cools.'],
          explanation: 'Crystals stay small where lava cools quickly, as basalt does above the surface.',
          difficulty: 2,
          bloom: 'understand',
        },
      ],
      multiples: [],
      statements: [
        {
          passage: 4,
          quote: 'Igneous rock forms when magma or lava cools and becomes solid.',
          stem: 'Igneous rock forms when magma or lava is heated.',
          true: false,
          correction: 'Igneous rock forms when magma or lava cools and becomes solid.',
          explanation: 'It is cooling that makes the rock solid.',
          difficulty: 2,
          bloom: 'understand',
        },
      ],
      gaps: [],
      shortAnswers: [],
      matchings: [],
      orderings: [],
    },
  },
};

const german: Examples = {
  outline: {
    data: {
      title: 'Einführung in die Geologie',
      passages: [
        { number: 0, under: 'Inhalt', text: '1 Gesteine … 3, 2 Verwitterung … 9' },
        { number: 1, under: 'Gesteine', text: 'Magmatisches Gestein entsteht, wenn Magma oder Lava abkühlt und erstarrt. Granit erstarrt langsam in der Tiefe, Basalt schnell an der Oberfläche.' },
        { number: 2, under: 'Gesteine', text: 'Sedimentgestein entsteht aus Schichten von Teilchen, die zusammengepresst und verkittet werden.' },
        { number: 3, under: 'Verwitterung', text: 'Verwitterung zerlegt Gestein an Ort und Stelle; Erosion trägt die Stücke fort.' },
      ],
    },
    answer: {
      topics: [
        { firstPassage: 0, title: 'Inhaltsverzeichnis', study: false, terms: [] },
        { firstPassage: 1, title: 'Magmatisches Gestein und Sedimentgestein', study: true, terms: ['Magmatisches Gestein', 'Sedimentgestein', 'Magma', 'Lava', 'Granit', 'Basalt'] },
        { firstPassage: 3, title: 'Verwitterung und Erosion', study: true, terms: ['Verwitterung', 'Erosion'] },
      ],
    },
  },
  draft: {
    data: {
      title: 'Einführung in die Geologie',
      topic: 'Magmatisches Gestein',
      terms: ['magmatisches Gestein', 'Granit', 'Basalt'],
      otherTopics: ['Verwitterung und Erosion'],
      passages: [
        {
          number: 4,
          under: 'Gesteine',
          text: 'Magmatisches Gestein entsteht, wenn Magma oder Lava abkühlt und erstarrt. Granit erstarrt langsam in der Tiefe, daher sind seine Kristalle groß; Basalt erstarrt schnell an der Oberfläche, daher sind seine Kristalle klein.',
        },
      ],
    },
    answer: {
      cards: [
        { passage: 4, quote: 'Magmatisches Gestein entsteht, wenn Magma oder Lava abkühlt und erstarrt.', type: 'basic', front: 'Wie entsteht magmatisches Gestein?', back: 'Magma oder Lava kühlt ab und erstarrt.' },
        {
          passage: 4,
          quote: 'Granit erstarrt langsam in der Tiefe, daher sind seine Kristalle groß; Basalt erstarrt schnell an der Oberfläche, daher sind seine Kristalle klein.',
          type: 'cloze',
          front: '[…] erstarrt langsam in der Tiefe, daher sind seine Kristalle groß.',
          back: 'Granit',
        },
      ],
      questions: [
        {
          passage: 4,
          quote: 'Granit erstarrt langsam in der Tiefe, daher sind seine Kristalle groß; Basalt erstarrt schnell an der Oberfläche, daher sind seine Kristalle klein.',
          stem: 'Warum sind die Kristalle von Basalt klein?',
          right: 'Basalt erstarrt schnell an der Oberfläche.',
          wrong: ['Basalt erstarrt langsam in der Tiefe.', 'Basalt wird aus Teilchen zusammengepresst.', 'Basalt entsteht aus Magma, das nie abkühlt.'],
          why: ['Das ist Granit.', 'Das ist Sedimentgestein.', 'Magmatisches Gestein entsteht, wenn Magma abkühlt.'],
          explanation: 'Kristalle bleiben klein, wo Lava schnell erstarrt, wie Basalt an der Oberfläche.',
          difficulty: 2,
          bloom: 'understand',
        },
      ],
      multiples: [],
      statements: [
        {
          passage: 4,
          quote: 'Magmatisches Gestein entsteht, wenn Magma oder Lava abkühlt und erstarrt.',
          stem: 'Magmatisches Gestein entsteht, wenn Magma oder Lava erhitzt wird.',
          true: false,
          correction: 'Magmatisches Gestein entsteht, wenn Magma oder Lava abkühlt und erstarrt.',
          explanation: 'Erst beim Abkühlen wird das Gestein fest.',
          difficulty: 2,
          bloom: 'understand',
        },
      ],
      gaps: [],
      shortAnswers: [],
      matchings: [],
      orderings: [],
    },
  },
};

/** The example of a task in the language of the document where there is one, else in English. */
export function exampleOf(task: keyof Examples, language: string): string {
  const { data, answer } = (/^de\b/i.test(language) ? german : english)[task];
  return `An example of another document. For\n${JSON.stringify(data)}\nthe answer is\n${JSON.stringify(answer)}\nNothing of the example belongs into your answer.`;
}
