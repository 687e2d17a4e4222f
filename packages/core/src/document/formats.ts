/** How file names end that are worth sending, by what such a file is. What it really is, its content decides when it is read. */
const endings = {
  documents: ['.pdf', '.docx', '.docm', '.dotx', '.odt', '.ott', '.rtf', '.epub'],
  slides: ['.pptx', '.pptm', '.ppsx', '.potx', '.odp', '.otp'],
  web: ['.html', '.htm', '.xhtml', '.mhtml', '.mht'],
  text: ['.txt', '.text', '.md', '.markdown'],
  pictures: ['.jpg', '.jpeg', '.png', '.tif', '.tiff', '.webp'],
} as const;

export const uploadExtensions: readonly string[] = Object.values(endings).flat();

/** The same, for a person. */
export const uploadFormats = 'PDF, Word, PowerPoint, OpenDocument, EPUB, RTF, web pages, plain text, Markdown or pictures';

/** Whether a file with this name is worth sending. A name without an ending may be plain text. */
export function mayBeRead(fileName: string): boolean {
  const ending = /\.[^./\\\s]{1,10}$/.exec(fileName.toLowerCase())?.[0];
  return ending === undefined || uploadExtensions.includes(ending);
}
