'use client';

import { createContext, type ReactNode, useContext } from 'react';

const ApiAddressContext = createContext<string | null>(null);

/** Around the pages of those who are signed in. */
export function ApiAddress({ value, children }: { value: string; children: ReactNode }) {
  return <ApiAddressContext value={value}>{children}</ApiAddressContext>;
}

/** Where the API server is: what is too large for a page's own calls, such as files and pictures, goes to it and comes from it. */
export function useApiAddress(): string {
  const address = useContext(ApiAddressContext);
  if (address === null) throw new Error('The API server was asked for outside the pages of those who are signed in.');
  return address;
}
