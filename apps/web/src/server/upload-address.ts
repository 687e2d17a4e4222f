import 'server-only';
import { headers } from 'next/headers';
import { apiAddress } from './api-address.ts';
import { settings } from './settings.ts';

/** The address that a page sends its files to. */
export async function uploadAddress(): Promise<string> {
  return apiAddress(await headers(), settings().api);
}
