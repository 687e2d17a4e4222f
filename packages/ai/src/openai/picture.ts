import { AppError } from '@studywright/core';
import type { ModelCall } from '../model.ts';
import { emptyPage, picturePrompt } from '../prompts/picture.ts';
import { withoutThinking } from './answer.ts';
import type { Endpoint } from './endpoint.ts';

/** As `StudyModel.readPicture`. @throws AppError UNAVAILABLE where the model refuses, or does not come to the end of the page */
export async function readPictureWith(endpoint: Endpoint, model: string, { bytes, mediaType }: { bytes: Uint8Array; mediaType: string }, call: ModelCall): Promise<string> {
  const picture = `data:${mediaType};base64,${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')}`;
  const { text, ended } = await endpoint.show(picturePrompt, picture, call);
  switch (ended) {
    case 'whole':
      return bare(text);
    case 'refused':
      throw unread(`The model “${model}” declined to read this page.`);
    case 'too-long':
      throw unread(`The picture of this page is more than the model “${model}” takes at once.`);
    // Half a page that looks like a whole one would be worse than none.
    case 'cut':
      throw unread(`The model “${model}” did not come to the end of this page.`);
  }
}

function unread(detail: string): AppError {
  return new AppError('UNAVAILABLE', detail, { retryable: false });
}

/** Without thoughts before it, and without a code block round the whole. */
function bare(answer: string): string {
  const text = withoutThinking(answer);
  if (text === emptyPage) return '';
  return /^(`{3,}|~{3,})(?:markdown|md)?[^\S\n]*\n([^]*?)\n?\1$/i.exec(text)?.[2] ?? text;
}
