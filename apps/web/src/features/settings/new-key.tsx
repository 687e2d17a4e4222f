'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/parts/button.tsx';

/** A key's only appearance. */
export function NewKey({ name, value, onDone }: { name: string; value: string; onDone: () => void }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied('yes');
    } catch {
      // Without https a browser may refuse: the key stands there to be marked.
      setCopied('failed');
    }
  };
  return (
    <div role="status" className="mt-4 rounded-8 border border-line2 p-4">
      <p className="text-14 font-medium">“{name}” is made. Copy it now; it is not shown again.</p>
      <code className="mt-2 block rounded-6 bg-paper3 px-3 py-2 font-mono text-13 break-all select-all">{value}</code>
      <div className="mt-3 flex items-center gap-2">
        <Button size={28} icon={copied === 'yes' ? <Check size={15} strokeWidth={1.5} aria-hidden="true" /> : <Copy size={15} strokeWidth={1.5} aria-hidden="true" />} onClick={() => void copy()}>
          {copied === 'yes' ? 'Copied' : 'Copy'}
        </Button>
        <Button size={28} variant="quiet" onClick={onDone}>
          I have stored it
        </Button>
      </div>
      {copied === 'failed' && <p className="mt-2 text-13 text-ink2">The browser does not let us copy. Mark the key and press Ctrl C.</p>}
    </div>
  );
}
