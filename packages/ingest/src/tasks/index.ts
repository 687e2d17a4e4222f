import type { ChildRequest } from '../wire.ts';
import type { TaskCall, TaskResult } from './task.ts';

/** Each task loads its own libraries, and no other's. */
export async function perform(request: ChildRequest, call: TaskCall): Promise<TaskResult> {
  switch (request.task) {
    case 'extract':
      return (await import('./extract.ts')).run(request, call);
    case 'unlock':
      return (await import('./unlock.ts')).run(request);
  }
}
