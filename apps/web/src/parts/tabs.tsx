'use client';

import * as Primitive from '@radix-ui/react-tabs';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface Tab {
  value: string;
  label: string;
  content: ReactNode;
}

export interface TabsProps {
  label: string;
  tabs: readonly Tab[];
  value?: string;
  defaultValue?: string;
  onChange?: (value: string) => void;
  /** At the right end of the tabs' line. */
  aside?: ReactNode;
  className?: string;
}

/** Parts of one thing, one at a time. */
export function Tabs({ label, tabs, value, defaultValue = tabs[0]?.value, onChange, aside, className }: TabsProps) {
  return (
    <Primitive.Root {...(value === undefined ? { defaultValue } : { value })} onValueChange={onChange} className={className}>
      <div className="flex items-end justify-between gap-4 border-b border-line">
        <Primitive.List aria-label={label} className="flex gap-5">
          {tabs.map((tab) => (
            <Primitive.Trigger
              key={tab.value}
              value={tab.value}
              className="-mb-px min-h-10 border-b-2 border-transparent text-14 text-ink2 transition-colors hover:text-ink data-[state=active]:border-ink data-[state=active]:font-semibold data-[state=active]:text-ink touch:min-h-12"
            >
              {tab.label}
            </Primitive.Trigger>
          ))}
        </Primitive.List>
        {aside !== undefined && <div className="pb-2.5 text-13 text-ink2">{aside}</div>}
      </div>
      {tabs.map((tab) => (
        <Primitive.Content key={tab.value} value={tab.value} className={clsx('rounded-4')}>
          {tab.content}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  );
}
