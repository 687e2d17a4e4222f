'use client';

import { useQuery } from '@tanstack/react-query';
import { Spread } from '@/parts/margin.tsx';
import { Page } from '@/parts/page.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { ErrorState } from '@/parts/states.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { ApiKeys } from './api-keys.tsx';
import { Appearance } from './appearance.tsx';
import { DeleteAccount } from './delete-account.tsx';
import { ModelUsed } from './model-used.tsx';
import { PasswordForm } from './password-form.tsx';
import { ProfileForm } from './profile-form.tsx';
import { StorageUsed } from './storage-used.tsx';
import { StudyForm } from './study-form.tsx';

export function SettingsPage() {
  const trpc = useTRPC();
  const me = useQuery(trpc.account.me.queryOptions());
  return (
    <Page crumbs={[{ label: 'Settings' }]}>
      {me.data === undefined ? (
        <div className="px-5 py-10 md:px-8 xl:px-10">
          {me.isError ? (
            <ErrorState safe="Your settings are safe on the server." onRetry={() => void me.refetch()} busy={me.isFetching && 'Trying'}>
              {errorDetail(me.error)}
            </ErrorState>
          ) : (
            <Skeleton noun="Fetching your settings" />
          )}
        </div>
      ) : (
        <Spread className="pb-16">
          <h1 className="sr-only">Settings</h1>
          <ProfileForm profile={me.data} />
          <StudyForm profile={me.data} />
          <Appearance profile={me.data} />
          <PasswordForm email={me.data.email} />
          <StorageUsed />
          <ModelUsed />
          <ApiKeys timeZone={me.data.settings.timeZone} />
          <DeleteAccount />
        </Spread>
      )}
    </Page>
  );
}
