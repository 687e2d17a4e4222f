/** Everyday words by their first letter, of which sentences are made that stand for a list. Where a letter has none, no sentence is made. */

export type Part = 'name' | 'verb' | 'adjective' | 'noun';

export interface AcrosticWords {
  /** Which part of speech stands at which place, by the number of words. */
  patterns: Readonly<Record<number, readonly Part[]>>;
  verb: string;
  adjective: string;
  noun: string;
}

const english: AcrosticWords = {
  patterns: {
    3: ['name', 'verb', 'noun'],
    4: ['name', 'verb', 'adjective', 'noun'],
    5: ['name', 'verb', 'adjective', 'adjective', 'noun'],
    6: ['adjective', 'name', 'verb', 'adjective', 'adjective', 'noun'],
  },
  verb: 'admires adores bakes buys cooks carries draws delivers eats enjoys finds feeds grows gathers hides holds imagines invents juggles joins keeps kicks likes lifts makes moves needs names orders opens paints plants questions reads rides sells sees tastes takes uses unpacks visits values washes wants yields zips',
  adjective: 'amber awesome big blue cold clever dark dusty empty exotic fresh funny green giant heavy hot icy invisible juicy jolly kind keen large lovely magic massive new neat old orange purple pretty quiet quick red round small sweet tiny tall unusual ugly violet vast warm white yellow young zesty',
  noun: 'apples arrows bananas books cakes cats drums dogs eggs engines flowers ferries grapes guitars hats horses islands icicles jars jackets kites keys lemons lamps mangoes maps noodles nests onions oranges pencils pies quilts queens rockets rings stones shoes tomatoes trains umbrellas uniforms violins vases watches windows xylophones yachts yaks zebras',
};

const german: AcrosticWords = {
  patterns: {
    3: ['name', 'verb', 'noun'],
    4: ['name', 'verb', 'adjective', 'noun'],
    5: ['name', 'verb', 'adjective', 'adjective', 'noun'],
  },
  verb: 'angelt ahnt backt bringt chauffiert dreht druckt erfindet entdeckt findet füttert gießt grüßt holt hütet isst impft jagt kauft kocht liebt liest malt mag nimmt näht ordnet öffnet pflanzt putzt quält repariert ruft sucht sammelt trägt tauscht übt umarmt verkauft versteckt wäscht webt zeichnet zählt',
  adjective: 'alte arme bunte blaue coole dicke dunkle echte edle flinke frische große grüne helle hohe indische irre junge kleine kalte lange leise müde milde neue nette offene orange positive prächtige quirlige runde rote süße stille tolle teure uralte viele volle warme weiße zahme zarte',
  noun: 'Affen Autos Bananen Birnen Clowns Dosen Drachen Esel Erbsen Fische Flaschen Gänse Gurken Hüte Hunde Igel Inseln Jacken Karten Kekse Lampen Löwen Mäuse Möhren Nüsse Nadeln Ochsen Orgeln Pferde Pinsel Quallen Ringe Rosen Steine Schuhe Tassen Tiger Uhren Vögel Vasen Wagen Wolken Ziegen Zelte',
};

export const acrosticWords: Readonly<Record<string, AcrosticWords | undefined>> = { en: english, de: german };
