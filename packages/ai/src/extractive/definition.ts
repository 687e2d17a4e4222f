/** What a document says that a term is. */

/** How a sentence puts it; decides how the card asks. */
export type Relation = 'is' | 'refers' | 'means' | 'involves' | 'when' | 'happens' | 'in' | 'composed' | 'located' | 'made' | 'caused' | 'linked' | 'states' | 'does' | 'before' | 'described' | 'glossary';

export interface Definition {
  key: string;
  /** The term as the sentence has it. */
  term: string;
  /** The article that the term had: '', 'a', 'an', 'the'. */
  article: string;
  relation: Relation;
  /** The words to ask with where the relation alone does not say: "involved in", "state". */
  asked: string;
  answer: string;
  /** Of what any it is told, where that belongs to the name: "of an element". */
  of?: string;
  /** Indexes of the one or two sentences that it was taken from, in order. */
  sentences: number[];
  /** 0 to 1: how surely this defines. */
  strength: number;
  /** Other names given in the same breath. */
  aliases: string[];
}
