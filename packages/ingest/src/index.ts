export { extract } from './extract.ts';
export type { ExtractOptions } from './extract.ts';
export { extractInProcess } from './process.ts';
export type { ProcessOptions } from './process.ts';
export { cutPassages } from './passages.ts';
export { detectLanguage } from './language.ts';
export type { IngestLimits } from './limits.ts';
