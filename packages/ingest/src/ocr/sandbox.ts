/**
 * Loaded first by each thread of a process that reads pictures (`--import`). The permission model refuses
 * `process.binding`; libvips' loader asks it for nothing but the constants of the file system, which are public.
 */
import { constants } from 'node:fs';

Object.defineProperty(process, 'binding', { value: () => ({ fs: constants }) });
