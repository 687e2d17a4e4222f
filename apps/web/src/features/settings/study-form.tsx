'use client';

import type { Profile } from '@studywright/core';
import { useState, useSyncExternalStore } from 'react';
import { TextField } from '@/parts/field.tsx';
import { Check } from '@/parts/radio.tsx';
import { SelectField } from '@/parts/select.tsx';
import { SaveRow } from './save-row.tsx';
import { Section } from './section.tsx';
import { useUpdateProfile } from './use-update-profile.ts';

function subscribe(): () => void {
  return () => undefined;
}
let known: string[] | undefined;
const nothing: string[] = [];

/** All time zones the browser knows; the server's list may differ, so the page starts with the chosen one alone. */
function useTimeZones(chosen: string): readonly string[] {
  const all = useSyncExternalStore(
    subscribe,
    () => (known ??= Intl.supportedValuesOf('timeZone')),
    () => nothing,
  );
  return all.includes(chosen) ? all : [chosen, ...all];
}

function whole(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

export function StudyForm({ profile }: { profile: Profile }) {
  const { settings } = profile;
  const [zone, setZone] = useState(settings.timeZone);
  const [dayStart, setDayStart] = useState(String(settings.dayStartHour));
  const [fresh, setFresh] = useState(String(settings.newCardsPerDay));
  const [makes, setMakes] = useState(settings.makeAtOnce);
  const [looks, setLooks] = useState(settings.lookAtDrafts);
  const [retention, setRetention] = useState(String(Math.round(settings.desiredRetention * 100)));
  const zones = useTimeZones(zone);
  const update = useUpdateProfile();
  const change = (set: (value: string) => void) => (event: { target: { value: string } }) => {
    set(event.target.value);
    update.reset();
  };
  const freshProblem = whole(fresh) >= 0 && whole(fresh) <= 500 && Number.isInteger(whole(fresh)) ? undefined : 'Enter a whole number from 0 to 500.';
  const retentionProblem = whole(retention) >= 70 && whole(retention) <= 97 ? undefined : 'Enter a share from 70 to 97.';
  return (
    <Section
      title="Study"
      note={{
        title: 'What recall costs',
        body: 'A card comes back when its chance of being recalled has fallen to this share. At 95% a card comes back more than twice as often as at 90%.',
      }}
    >
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (freshProblem === undefined && retentionProblem === undefined) {
            update.save({ settings: { timeZone: zone, dayStartHour: Number(dayStart), newCardsPerDay: whole(fresh), desiredRetention: whole(retention) / 100, makeAtOnce: makes, lookAtDrafts: looks } });
          }
        }}
      >
        <SelectField label="Time zone" name="timeZone" value={zone} onChange={change(setZone)} error={update.fields['settings.timeZone']}>
          {zones.map((name) => (
            <option key={name} value={name}>
              {name.replaceAll('_', ' ')}
            </option>
          ))}
        </SelectField>
        <SelectField label="Your day starts at" name="dayStartHour" value={dayStart} onChange={change(setDayStart)} hint="A review before that hour still counts for the evening before.">
          {Array.from({ length: 24 }, (_, hour) => (
            <option key={hour} value={hour}>
              {String(hour).padStart(2, '0')}:00
            </option>
          ))}
        </SelectField>
        <TextField label="New cards a day, at most" name="newCardsPerDay" inputMode="numeric" value={fresh} onChange={change(setFresh)} error={freshProblem ?? update.fields['settings.newCardsPerDay']} hint="Over all courses." />
        <TextField
          label="Recall you want, in percent"
          name="desiredRetention"
          inputMode="numeric"
          value={retention}
          onChange={change(setRetention)}
          error={retentionProblem ?? update.fields['settings.desiredRetention']}
          hint="Applies to each card from its next answer on."
        />
        <Check
          label="Make cards and questions as soon as a document is read"
          hint="Off: it is read, and you choose what to make of it, how much and of which topics. You then see first what a model would cost."
          checked={makes}
          onChange={(next) => {
            setMakes(next);
            update.reset();
          }}
        />
        <Check
          label="Look at drafts first"
          hint="What is made of a document waits until you accept it. Off: it is asked at once. Applies to documents added from now on."
          checked={looks}
          onChange={(next) => {
            setLooks(next);
            update.reset();
          }}
        />
        <SaveRow pending={update.pending} saved={update.saved} problem={update.problem} />
      </form>
    </Section>
  );
}
