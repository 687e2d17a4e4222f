'use client';

import { countries, type Profile } from '@studywright/core';
import { useMemo, useState } from 'react';
import { useMounted } from '@/lib/use-mounted.ts';
import { TextField } from '@/parts/field.tsx';
import { SelectField } from '@/parts/select.tsx';
import { SaveRow } from './save-row.tsx';
import { Section } from './section.tsx';
import { useUpdateProfile } from './use-update-profile.ts';

/** Countries by name. Server and browser may name some differently, so the page starts with none but the chosen one. */
function useCountries(chosen: string): { code: string; name: string }[] {
  const mounted = useMounted();
  return useMemo(() => {
    if (!mounted) return chosen === '' ? [] : [{ code: chosen, name: chosen }];
    const names = new Intl.DisplayNames(['en'], { type: 'region' });
    return countries.map((code) => ({ code, name: names.of(code) ?? code })).toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  }, [mounted, chosen]);
}

export function ProfileForm({ profile }: { profile: Profile }) {
  const [name, setName] = useState(profile.name);
  const [place, setPlace] = useState(profile.settings.place ?? '');
  const choices = useCountries(place);
  const update = useUpdateProfile();
  return (
    <Section title="Profile" first>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          update.save({ name, settings: { place: place === '' ? null : place } });
        }}
      >
        <TextField
          label="Name"
          name="name"
          autoComplete="name"
          maxLength={80}
          value={name}
          onChange={(event) => {
            setName(event.target.value);
            update.reset();
          }}
          error={update.fields['name']}
        />
        <div>
          <p className="text-13 font-medium">Email</p>
          <p className="mt-1 text-14 wrap-anywhere text-ink2">{profile.email}</p>
        </div>
        <SelectField
          label="Country"
          hint="For names and examples in mnemonics that are close to you. You need not say."
          value={place}
          onChange={(event) => {
            setPlace(event.target.value);
            update.reset();
          }}
        >
          <option value="">Not said</option>
          {choices.map(({ code, name: country }) => (
            <option key={code} value={code}>
              {country}
            </option>
          ))}
        </SelectField>
        <SaveRow pending={update.pending} saved={update.saved} problem={update.problem} />
      </form>
    </Section>
  );
}
