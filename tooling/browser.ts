import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Browser {
  executablePath: string;
  args: string[];
}

/** Where a browser may come from besides the system: the packages of whoever asks. */
export interface BrowserSources {
  /** Where Playwright would have put its own. */
  playwright?: () => string;
  /** A Chromium in a package, unpacked on request. Run as any other: its own switches are for places without a kernel's help, and turn checks off. */
  packaged?: () => Promise<string>;
}

const names = ['google-chrome', 'google-chrome-stable', 'chrome', 'chromium', 'chromium-browser'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * A Chromium that runs here: the one named in STUDYWRIGHT_BROWSER, the system's, Playwright's own, one from a package;
 * on Debian, for root, at last one that is installed now.
 * @throws Error with what to do
 */
export async function findBrowser({ playwright, packaged }: BrowserSources = {}): Promise<Browser> {
  const named = process.env['STUDYWRIGHT_BROWSER'];
  if (named) {
    if (runs(named)) return browser(named);
    throw new Error(`STUDYWRIGHT_BROWSER names ${named}, which does not run. Correct it, or leave it out.`);
  }
  const candidates = [...systemBrowsers(), ...(playwright ? [playwright()] : [])];
  const found = candidates.find(runs);
  if (found) return browser(found);
  const fromPackage = await packaged?.().catch(() => undefined);
  if (fromPackage && runs(fromPackage)) return browser(fromPackage);
  if (installOnDebian()) {
    const installed = systemBrowsers().find(runs);
    if (installed) return browser(installed);
  }
  throw new Error('There is no browser for the browser journeys. Install Chromium or Chrome, or name one in STUDYWRIGHT_BROWSER.');
}

function systemBrowsers(): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places].filter((path) => existsSync(path));
}

function runs(executable: string): boolean {
  return existsSync(executable) && spawnSync(executable, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

/** Chromium refuses its sandbox to root. */
function browser(executablePath: string): Browser {
  return { executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] };
}

function installOnDebian(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  console.error('Installing Chromium from Debian …');
  const aptGet = (...args: string[]) =>
    spawnSync('apt-get', ['-q', '-y', ...args], { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
  return aptGet('update') && aptGet('install', '--no-install-recommends', 'chromium');
}
