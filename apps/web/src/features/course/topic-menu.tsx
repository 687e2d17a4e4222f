'use client';

import type { TopicView } from '@studywright/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Ellipsis, Eye, EyeOff, Merge, Pencil, Plus, Split } from 'lucide-react';
import dynamic from 'next/dynamic';
import { type FormEvent, useState } from 'react';
import { Button, IconButton } from '@/parts/button.tsx';
import { Dialog, DialogActions } from '@/parts/dialog.tsx';
import { Menu, MenuItem, MenuRule } from '@/parts/menu.tsx';
import { RenameDialog } from '@/parts/rename-dialog.tsx';
import { SelectField } from '@/parts/select.tsx';
import { notify } from '@/parts/toast.ts';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';

const MakeMore = dynamic(() => import('@/features/generation/make-more.tsx').then((module) => module.MakeMore), { ssr: false });

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

export interface TopicMenuProps {
  topic: TopicView;
  /** Of the course, in its order. */
  all: readonly TopicView[];
  courseId: string;
  /** Those that are shown around it, in that order, where it can be seen where a topic is moved; else null. */
  around: readonly TopicView[] | null;
  /** Whether more can be made of it: its document is ready, the course is not archived. */
  mayMake: boolean;
}

/** Rename, move, merge and hide, each with a way back. */
export function TopicMenu({ topic, all, courseId, around, mayMake }: TopicMenuProps) {
  const [panel, setPanel] = useState<'rename' | 'merge' | 'more' | null>(null);
  const topics = useTopicActions(courseId);
  const at = around?.findIndex(({ id }) => id === topic.id) ?? -1;
  const others = all.filter(({ id }) => id !== topic.id);
  const step = (by: -1 | 1) => {
    const before = around?.[by === -1 ? at - 1 : at + 2]?.id ?? null;
    topics.move(topic, before, all[all.findIndex(({ id }) => id === topic.id) + 1]?.id ?? null);
  };
  return (
    <>
      <Menu trigger={<IconButton size={28} label={`More for ${topic.title}`} icon={<Ellipsis size={18} strokeWidth={1.5} aria-hidden="true" />} />}>
        <MenuItem icon={<Pencil {...icon} />} onSelect={() => setPanel('rename')}>
          Rename…
        </MenuItem>
        {mayMake && (
          <MenuItem icon={<Plus {...icon} />} onSelect={() => setPanel('more')}>
            Make more of it…
          </MenuItem>
        )}
        {at > 0 && (
          <MenuItem icon={<ArrowUp {...icon} />} onSelect={() => step(-1)}>
            Move up
          </MenuItem>
        )}
        {around !== null && at !== -1 && at < around.length - 1 && (
          <MenuItem icon={<ArrowDown {...icon} />} onSelect={() => step(1)}>
            Move down
          </MenuItem>
        )}
        {others.length > 0 && (
          <MenuItem icon={<Merge {...icon} />} onSelect={() => setPanel('merge')}>
            Merge into…
          </MenuItem>
        )}
        {topic.merged.map((part) => (
          <MenuItem key={part.id} icon={<Split {...icon} />} onSelect={() => topics.split(part, topic)}>
            Part again: {part.title}
          </MenuItem>
        ))}
        <MenuRule />
        <MenuItem icon={topic.hidden ? <Eye {...icon} /> : <EyeOff {...icon} />} onSelect={() => topics.hide(topic, !topic.hidden)}>
          {topic.hidden ? 'Show again' : 'Hide: ask nothing of it'}
        </MenuItem>
      </Menu>
      {panel === 'rename' && <RenameTopic topic={topic} courseId={courseId} onClose={() => setPanel(null)} />}
      {panel === 'more' && <MakeMore courseId={courseId} preset={{ topicIds: [topic.id] }} onClose={() => setPanel(null)} />}
      {panel === 'merge' && <MergeTopic topic={topic} others={others} onMerge={(into) => topics.merge(topic, into)} onClose={() => setPanel(null)} />}
    </>
  );
}

function useRefreshTopics(courseId: string): () => Promise<void> {
  const trpc = useTRPC();
  const cache = useQueryClient();
  return async () => {
    await Promise.all([
      cache.invalidateQueries(trpc.course.open.queryFilter({ id: courseId })),
      cache.invalidateQueries(trpc.course.topics.pathFilter()),
      cache.invalidateQueries(trpc.flashcard.pathFilter()),
      cache.invalidateQueries(trpc.document.items.pathFilter()),
      cache.invalidateQueries(trpc.progress.pathFilter()),
    ]);
  };
}

type Named = Pick<TopicView, 'id' | 'title'>;

function useTopicActions(courseId: string) {
  const trpc = useTRPC();
  const refresh = useRefreshTopics(courseId);
  const options = { onSuccess: refresh, onError: (error: unknown) => notify(errorDetail(error)) };
  const hide = useMutation(trpc.topic.hide.mutationOptions(options));
  const move = useMutation(trpc.topic.move.mutationOptions(options));
  const merge = useMutation(trpc.topic.merge.mutationOptions(options));
  const split = useMutation(trpc.topic.split.mutationOptions(options));
  return {
    hide: (topic: Named, hidden: boolean) => hide.mutate({ id: topic.id, hidden }, { onSuccess: () => notify(`${hidden ? 'Hidden' : 'Shown again'}: ${topic.title}`, () => hide.mutate({ id: topic.id, hidden: !hidden })) }),
    move: (topic: Named, before: string | null, back: string | null) => move.mutate({ id: topic.id, before }, { onSuccess: () => notify(`Moved: ${topic.title}`, () => move.mutate({ id: topic.id, before: back })) }),
    merge: (topic: Named, into: Named) => merge.mutate({ ids: [topic.id], into: into.id }, { onSuccess: () => notify(`${topic.title} is now part of ${into.title}`, () => split.mutate({ id: topic.id })) }),
    split: (part: Named, from: Named) => split.mutate({ id: part.id }, { onSuccess: () => notify(`A topic of its own again: ${part.title}`, () => merge.mutate({ ids: [part.id], into: from.id })) }),
  };
}

function RenameTopic({ topic, courseId, onClose }: { topic: TopicView; courseId: string; onClose: () => void }) {
  const trpc = useTRPC();
  const refresh = useRefreshTopics(courseId);
  const rename = useMutation(
    trpc.topic.rename.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onClose();
      },
    }),
  );
  return (
    <RenameDialog
      title="Rename the topic"
      description="A revised version of its document keeps this name."
      label="Name"
      value={topic.title}
      busy={rename.isPending}
      error={rename.error}
      onSave={(title) => rename.mutate({ id: topic.id, title })}
      onClose={onClose}
    />
  );
}

function MergeTopic({ topic, others, onMerge, onClose }: { topic: TopicView; others: readonly TopicView[]; onMerge: (into: TopicView) => void; onClose: () => void }) {
  const [chosen, setChosen] = useState(others[0]?.id ?? '');
  const into = others.find(({ id }) => id === chosen);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (into !== undefined) onMerge(into);
    onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`Merge “${topic.title}”`} description="Its cards and questions move to the other topic. They can be parted again.">
      <form onSubmit={submit}>
        <SelectField label="Into" name="into" value={chosen} onChange={(event) => setChosen(event.target.value)}>
          {others.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </SelectField>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Merge
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
