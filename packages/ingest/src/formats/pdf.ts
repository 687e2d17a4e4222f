import type { MarkedFormat } from './format.ts';

export const pdf: MarkedFormat = {
  name: 'PDF',
  mediaType: 'application/pdf',
  matches: (look) => look.opensWith('%PDF-', 1024),
  read: async (bytes, call) => (await import('../pdf/read.ts')).readPdf(bytes, call),
};
