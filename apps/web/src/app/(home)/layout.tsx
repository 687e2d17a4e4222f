import type { ReactNode } from 'react';
import { Shell } from '@/features/shell/shell.tsx';
import { UploadDock } from '@/features/upload/upload-dock.tsx';
import { routes } from '@/lib/routes.ts';
import { readProfile, readToday } from '@/server/data.ts';
import { uploadAddress } from '@/server/upload-address.ts';
import { requireUser } from '@/server/user.ts';

/** Home is where every visit begins, and only reads: it is made here and brings no code to ask for data. */
export default async function HomeLayout({ children }: { children: ReactNode }) {
  await requireUser(routes.today);
  const [profile, today] = await Promise.all([readProfile(), readToday()]);
  return (
    <>
      <Shell userName={profile.name} singleKeys={profile.settings.singleKeys} today={today}>
        {children}
      </Shell>
      <UploadDock apiUrl={await uploadAddress()} />
    </>
  );
}
