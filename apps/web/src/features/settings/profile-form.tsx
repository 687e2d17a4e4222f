'use client';

import type { Profile } from '@studywright/core';
import { useState } from 'react';
import { TextField } from '@/parts/field.tsx';
import { SaveRow } from './save-row.tsx';
import { Section } from './section.tsx';
import { useUpdateProfile } from './use-update-profile.ts';

export function ProfileForm({ profile }: { profile: Profile }) {
  const [name, setName] = useState(profile.name);
  const update = useUpdateProfile();
  return (
    <Section title="Profile" first>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          update.save({ name });
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
        <SaveRow pending={update.pending} saved={update.saved} problem={update.problem} />
      </form>
    </Section>
  );
}
