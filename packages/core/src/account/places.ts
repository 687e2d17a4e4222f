/** Where students live, for examples that are close to them. */
import { z } from 'zod';

/** ISO 3166-1 alpha-2, all that are assigned. */
export const countries = (
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR ' +
  'GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ ' +
  'NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
).split(' ');
const known = new Set(countries);

export const place = z.string().refine((code) => known.has(code), { message: 'Choose a country of the list.' });

/** First names from A to Z as people of the country bear them, one or none a letter. */
const names: Readonly<Record<string, string>> = {
  IN: 'Aarav Bhavna Chetan Divya Esha Farhan Gauri Harish Ishaan Jyoti Kavya Lakshmi Meera Nikhil Omkar Priya Qasim Rohan Sunita Tara Uday Vikram Waseem Yash Zoya',
  DE: 'Anna Ben Clara David Emma Felix Greta Hannah Ida Jonas Karl Lena Moritz Nina Otto Paula Quirin Rosa Simon Theo Ulrike Viktor Wiebke Xaver Yannik Zoe',
  NG: 'Adaeze Bola Chidi Dayo Emeka Funke Grace Habiba Ifeoma Jide Kemi Lola Musa Ngozi Obinna Patience Queen Rotimi Sade Tunde Uche Victor Wale Yemi Zainab',
  KE: 'Achieng Brian Cherono Daudi Esther Faith Grace Hassan Imani Juma Kamau Leila Mwangi Njeri Otieno Peris Rehema Salim Tabitha Umi Victor Wanjiru Yusuf Zawadi',
  BR: 'Ana Bruno Carla Diego Elisa Felipe Gabriela Hugo Isabela João Karina Lucas Mariana Natália Otávio Paulo Quitéria Rafael Sofia Tiago Ursula Vitor Wagner Yasmin Zeca',
  MX: 'Ana Beatriz Carlos Diego Elena Fernando Gabriela Hugo Inés Javier Karla Luis María Nicolás Olga Pablo Quique Rosa Sergio Teresa Ulises Valeria Wendy Ximena Yolanda Zoe',
  FR: 'Alice Bruno Camille Denis Elise François Gabriel Hugo Inès Jules Karine Louis Marie Nathan Odile Paul Quentin Rose Sophie Thomas Ugo Victor William Xavier Yves Zoé',
  TR: 'Ayşe Burak Ceren Deniz Elif Fatma Gökhan Hakan Irmak Jale Kemal Leyla Mehmet Nazlı Okan Pelin Rana Selin Tarık Umut Volkan Yasemin Zeynep',
  PK: 'Ahmed Bilal Cyma Danish Erum Fatima Ghazala Hamza Iqra Javed Kiran Lubna Maryam Nadia Omar Parveen Qasim Rabia Saad Tahira Usman Vaneeza Waqar Yasir Zara',
  ID: 'Agus Budi Citra Dewi Eka Fitri Gita Hadi Indah Joko Kartika Lestari Made Nia Oki Putri Rizki Sari Tono Umar Vina Wayan Yanti Zaki',
  JP: 'Akira Chika Daichi Emi Fumiko Genki Haruto Izumi Jun Kaito Mei Naoki Oto Ren Sakura Takumi Umeko Wakana Yuki Zen',
};
const anywhere = 'Anna Ben Clara David Emma Felix Grace Henry Iris Jack Kate Leo Mia Noah Olivia Paul Quinn Rosa Sam Tom Uma Victor Will Xenia Yara Zoe';

/** Countries in which the same names are at home. */
const like: Readonly<Record<string, string>> = { AT: 'DE', CH: 'DE', LI: 'DE', PT: 'BR', ES: 'MX', AR: 'MX', CO: 'MX', CL: 'MX', PE: 'MX', BE: 'FR', BD: 'IN', NP: 'IN', LK: 'IN', GH: 'NG', TZ: 'KE', UG: 'KE', MY: 'ID' };

/** First names, parted by spaces, for examples; where a country has none for a letter, names that are known in many places. */
export function exampleNames(country: string | null, language: string): string {
  const own = country === null ? (language === 'de' ? names['DE'] : undefined) : names[like[country] ?? country];
  if (own === undefined) return anywhere;
  const letters = new Set(own.split(' ').map((name) => name.normalize('NFD').charAt(0)));
  return [own, ...anywhere.split(' ').filter((name) => !letters.has(name.charAt(0)))].join(' ');
}
