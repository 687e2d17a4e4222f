import { chromium } from '@playwright/test';
import { findBrowser, type Browser } from '@studywright/tooling/browser';

let found: Promise<Browser> | undefined;

/** Looked for once: the configuration is loaded again by each worker, which then inherits the answer. */
export function installedBrowser(): Promise<Browser> {
  found ??= findBrowser({
    playwright: () => chromium.executablePath(),
    packaged: async () => {
      const { default: packaged } = await import('@sparticuz/chromium');
      return packaged.executablePath();
    },
  });
  return found;
}
