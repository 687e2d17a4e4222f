/** Which languages pictures can be read in: those whose models are installed as packages. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { AppError } from '@studywright/core';

const require = createRequire(import.meta.url);

/** @throws where the package is not installed */
export function modelPath(language: string): string {
  return join(dirname(require.resolve(`@tesseract.js-data/${language}/package.json`)), '4.0.0_best_int', `${language}.traineddata.gz`);
}

/** @throws AppError BAD_INPUT naming what to install for the languages (as tesseract calls them) that are missing */
export function checkLanguages(languages: readonly string[]): void {
  const missing = languages.filter((language) => !isInstalled(language));
  if (languages.length === 0) throw new AppError('BAD_INPUT', 'No language to read pictures in is set. Name at least one, such as “eng”.');
  if (missing.length === 0) return;
  const packages = missing.map((language) => `@tesseract.js-data/${language}`).join(' ');
  throw new AppError('BAD_INPUT', `Pictures can't be read in ${missing.join(', ')}, for there is no model for it here. Install it with: pnpm --filter @studywright/ingest add ${packages}`);
}

function isInstalled(language: string): boolean {
  try {
    return existsSync(modelPath(language));
  } catch {
    return false;
  }
}

/** BCP 47, as far as it is detected, by tesseract's names. */
const codes: Readonly<Record<string, string>> = {
  ara: 'ar', bul: 'bg', cat: 'ca', ces: 'cs', chi_sim: 'zh', chi_tra: 'zh', dan: 'da', deu: 'de', ell: 'el', eng: 'en', est: 'et', eus: 'eu', fas: 'fa', fin: 'fi',
  fra: 'fr', heb: 'he', hin: 'hi', hrv: 'hr', hun: 'hu', ind: 'id', ita: 'it', jpn: 'ja', kor: 'ko', lav: 'lv', lit: 'lt', nld: 'nl', nor: 'no', pol: 'pl', por: 'pt',
  ron: 'ro', rus: 'ru', slk: 'sk', slv: 'sl', spa: 'es', sqi: 'sq', srp: 'sr', swe: 'sv', tha: 'th', tur: 'tr', ukr: 'uk', vie: 'vi',
};

/** @param language BCP 47 @returns the one of `among` that reads it */
export function readerOf(language: string | undefined, among: readonly string[]): string | undefined {
  const wanted = language?.split('-')[0];
  return among.find((name) => codes[name] === wanted);
}
