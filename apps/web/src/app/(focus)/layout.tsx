import type { ReactNode } from 'react';
import { FocusHost } from '@/features/shell/focus-host.tsx';
import { UploadDock } from '@/features/upload/upload-dock.tsx';
import { routes } from '@/lib/routes.ts';
import { readProfile } from '@/server/data.ts';
import { uploadAddress } from '@/server/upload-address.ts';
import { requireUser } from '@/server/user.ts';

/** Review and tests: without rail and tabs; uploads under way go on. */
export default async function FocusPagesLayout({ children }: { children: ReactNode }) {
  await requireUser(routes.today);
  const { settings } = await readProfile();
  return (
    <>
      <FocusHost singleKeys={settings.singleKeys}>{children}</FocusHost>
      <UploadDock quiet apiUrl={await uploadAddress()} />
    </>
  );
}
