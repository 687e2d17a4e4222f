'use client';

import { Dialog } from '@/parts/dialog.tsx';
import { Kbd } from '@/parts/kbd.tsx';

const groups: readonly { title: string; keys: readonly (readonly [keys: readonly string[], what: string])[] }[] = [
  {
    title: 'Everywhere',
    keys: [
      [['mod+k'], 'Search or go to'],
      [['?'], 'These shortcuts'],
      [['u'], 'Add material'],
      [['j', 'k'], 'Next, previous'],
      [['enter'], 'The blue button'],
    ],
  },
  {
    title: 'Review',
    keys: [
      [['space'], 'Show the answer, then Good'],
      [['1', '2', '3', '4'], 'Again, Hard, Good, Easy'],
      [['z'], 'Undo'],
      [['e'], 'Edit the card'],
      [['s'], 'Suspend the card'],
      [['o'], 'Open the page'],
      [['esc'], 'End'],
    ],
  },
  {
    title: 'Documents and cards',
    keys: [
      [['j', 'k'], 'Next, previous item'],
      [['left', 'right'], 'Previous, next page'],
      [['t'], 'As a page or as text'],
      [['plus', '-', '0'], 'Larger, smaller, to fit'],
      [['alt+up', 'alt+down'], 'Move in its course'],
      [['a', 'r'], 'Accept, reject a draft'],
      [['c', 'q'], 'Make a card, a question of what is marked'],
      [['x'], 'Explain what is marked'],
      [['e'], 'Edit the card'],
      [['s'], 'Suspend the card'],
      [['del'], 'Delete the card'],
      [['n'], 'Write a card'],
      [['/'], 'Search the cards'],
    ],
  },
  {
    title: 'What changed',
    keys: [
      [['j'], 'Next'],
      [['k'], 'Keep'],
      [['e'], 'Edit the card'],
      [['r'], 'Delete'],
    ],
  },
  {
    title: 'Tests',
    keys: [
      [['a', 'b', 'c', 'd'], 'Choose an answer'],
      [['m'], 'Mark the question'],
      [['left', 'right'], 'Previous, next question'],
      [['enter'], 'Next question'],
    ],
  },
];

export function Shortcuts({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title="Shortcuts" description="Single keys do nothing while you type. They can be turned off in Settings." width={640}>
      <div className="gap-x-10 sm:columns-2">
        {groups.map((group) => (
          <section key={group.title} className="mb-6 break-inside-avoid" aria-labelledby={`keys-${group.title}`}>
            <h3 id={`keys-${group.title}`} className="mb-1 text-13 font-medium text-ink2">
              {group.title}
            </h3>
            <dl>
              {group.keys.map(([keys, what]) => (
                <div key={what} className="flex min-h-9 flex-row-reverse items-center justify-between gap-4 border-b border-line">
                  <dt className="flex shrink-0 gap-1">
                    <span className="sr-only">{keys.join(' ')}</span>
                    {keys.map((key) => (
                      <Kbd key={key} keys={key} />
                    ))}
                  </dt>
                  <dd className="text-14">{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
