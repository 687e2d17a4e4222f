import { readFileSync, statSync } from 'node:fs';
import { EmbeddedPostgresError } from './error.ts';

/** The system user that Postgres runs as when we are root, which it refuses to be. */
export interface Owner {
  uid: number;
  gid: number;
}

const isRoot = () => process.platform !== 'win32' && process.getuid?.() === 0;

/**
 * Who has to run the server: `undefined` for ourselves. A cluster that is there already is run by the user whose it
 * is, so that `sudo` after a start without it finds its data.
 */
export function ownerOf(cluster: string): Owner | undefined {
  const folder = statSync(cluster, { throwIfNoEntry: false });
  if (!isRoot()) {
    if (folder && process.getuid && folder.uid !== process.getuid()) {
      throw new EmbeddedPostgresError(`The database folder ${cluster} belongs to another user. Start as that user or as root, or set STUDYWRIGHT_DATA to another folder.`);
    }
    return undefined;
  }
  if (folder && folder.uid !== 0) return { uid: folder.uid, gid: folder.gid };
  return unprivilegedUser();
}

function unprivilegedUser(): Owner {
  const users = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  for (const wanted of ['postgres', '_postgres', 'nobody']) {
    const [, , uid, gid] = users.find(([name]) => name === wanted) ?? [];
    if (Number(uid) > 0 && Number(gid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new EmbeddedPostgresError('PostgreSQL does not run as root, and there is neither a user "postgres" nor "nobody" to run it as. Start as an ordinary user, or set DATABASE_URL.');
}
