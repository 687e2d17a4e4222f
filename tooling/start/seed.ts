import type { Settings } from './settings.ts';

export interface DemoAccount {
  email: string;
  password: string;
}

export async function seedOnce(_settings: Settings, _databaseUrl: string, _say: (line: string) => void): Promise<DemoAccount | undefined> {
  return undefined;
}
