import type { ReactNode } from 'react';
import { FocusHost } from '@/features/shell/focus-host.tsx';
import { UploadDock } from '@/features/upload/upload-dock.tsx';
import { ApiAddress } from '@/lib/api-address.tsx';
import { routes } from '@/lib/routes.ts';
import { readProfile } from '@/server/data.ts';
import { uploadAddress } from '@/server/upload-address.ts';
import { requireUser } from '@/server/user.ts';

/** Review and tests: without rail and tabs; uploads under way go on. */
export default async function FocusPagesLayout({ children }: { children: ReactNode }) {
  await requireUser(routes.today);
  const { settings } = await readProfile();
  const apiUrl = await uploadAddress();
  return (
    <>
      <ApiAddress value={apiUrl}>
        <FocusHost singleKeys={settings.singleKeys}>{children}</FocusHost>
      </ApiAddress>
      <UploadDock quiet apiUrl={apiUrl} />
    </>
  );
}
