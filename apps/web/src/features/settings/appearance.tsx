'use client';

import type { Profile } from '@studywright/core';
import { useTheme } from 'next-themes';
import { FormProblem } from '@/features/account/form-problem.tsx';
import { useMounted } from '@/lib/use-mounted.ts';
import { Check, RadioList } from '@/parts/radio.tsx';
import { Section } from './section.tsx';
import { useUpdateProfile } from './use-update-profile.ts';

const themes = [
  { value: 'system', label: 'As the system says' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;
type Theme = (typeof themes)[number]['value'];

/** Looks and keys. Both take effect at once. */
export function Appearance({ profile }: { profile: Profile }) {
  const { theme, setTheme } = useTheme();
  const update = useUpdateProfile();
  // The server does not know what this device chose.
  const mounted = useMounted();
  const chosen = themes.find((one) => mounted && one.value === theme)?.value ?? 'system';
  return (
    <Section title="Looks and keys" note={{ title: 'Keys', body: 'Single keys never do anything while you type. Space, Enter, Esc, arrows and Ctrl K work either way.' }}>
      <RadioList<Theme> legend="Theme on this device" choices={themes} value={chosen} onChange={setTheme} />
      <div className="mt-4">
        <p className="mb-1.5 text-13 font-medium">Keyboard</p>
        <Check label="Single-letter keys" hint="1 to 4 rate, U adds material, ? shows all." checked={profile.settings.singleKeys} onChange={(singleKeys) => update.save({ settings: { singleKeys } })} />
        <FormProblem text={update.problem} />
      </div>
    </Section>
  );
}
