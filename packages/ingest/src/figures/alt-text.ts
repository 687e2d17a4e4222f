/** What authors write of pictures for those who cannot see them, told from what programs write. */

/** Characters, and words of two letters or more. */
const most = 400;
const fewestWords = 5;

/** Programs say that they wrote it, or begin as no person does. */
const byProgram =
  /automat\p{L}*\s+(?:generat|generier|gegenereer|genere|wygenerow|vytvo)|(?:generat|generad|generat|gerad|génér|wygenerowan|genererad|genereret|generert)\p{L}*\s+(?:automat|autom[aá]t)|(?:\b(?:AI|KI|IA)[- ](?:generated|generierte?|gegenereerde?|genererat|genereret)|généré\p{L}* par l.IA|generad\p{L}* por IA|generat\p{L}* dall.IA|gerad\p{L}* por IA)|^(?:an? (?:picture|image|screenshot|close[- ]?up|group|screen shot|photo) (?:containing|of)|(?:picture|image) (?:\d|result|may contain|containing|preview)|may be an? |no (?:photo )?description|ein(?:e)? (?:bild|grafik), (?:das|die) .*enthält|une image contenant|imagen que contiene|immagine che contiene|uma imagem (?:com|contendo)|afbeelding met|obraz zawierający|en bild som (?:visar|innehåller)|изображение выглядит как|изображение, на котором)/iu;
/** Of a picture that is there for looks, or stands for a book or a school. */
const ornamental = /(?<!\p{L})(?:logo|icon|cover|decorative|ornament|banner|avatar|thumbnail|clip ?art|stock (?:photo|image)|titelbild|umschlag|symbolbild|couverture|portada|copertina|capa do livro)(?!\p{L})/iu;
const fileName = /^\S+\.\p{L}{2,4}$|^(?:https?:|file:|www\.)/iu;

/** A sentence that a person wrote of a picture, on one line; null where it is anything else. */
export function writtenAlt(alt: string | undefined): string | null {
  const text = (alt ?? '').replace(/\s+/g, ' ').trim();
  if (text.length > most || byProgram.test(text) || ornamental.test(text) || fileName.test(text) || !/^["'“„«‘(]*[\p{Lu}\p{Lo}]/u.test(text)) return null;
  // Some scripts do not part words.
  const words = text.match(/\p{Lo}|\p{L}{2,}/gu)?.length ?? 0;
  return words >= (/\p{Lo}/u.test(text) ? 2 * fewestWords : fewestWords) ? text : null;
}
