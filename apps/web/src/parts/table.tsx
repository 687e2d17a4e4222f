import { clsx } from 'clsx';
import type { ComponentProps } from 'react';

/** No box, no zebra: hairlines, rows of 44 to 48, numbers to the right. */
export function Table({ className, ...rest }: ComponentProps<'table'>) {
  return <table {...rest} className={clsx('w-full border-collapse text-left text-14', className)} />;
}

export function THead({ className, ...rest }: ComponentProps<'thead'>) {
  return <thead {...rest} className={clsx('text-13 text-ink2', className)} />;
}

export interface CellProps {
  /** Numbers stand at the right, in figures of one width. */
  numeric?: boolean;
}

export function Th({ numeric = false, className, scope = 'col', ...rest }: ComponentProps<'th'> & CellProps) {
  return <th {...rest} scope={scope} className={clsx('h-9 border-b border-line pr-4 align-middle font-normal first:pl-0 last:pr-0', numeric && 'text-right', className)} />;
}

export function Tr({ recommended = false, className, ...rest }: ComponentProps<'tr'> & { /** The row that is advised to start with. */ recommended?: boolean }) {
  return <tr {...rest} className={clsx('border-b border-line last:border-b-0', recommended && 'bg-paper2', className)} />;
}

export function Td({ numeric = false, className, ...rest }: ComponentProps<'td'> & CellProps) {
  return <td {...rest} className={clsx('h-11 py-2 pr-4 align-middle last:pr-0', numeric && 'text-right', className)} />;
}

/** The name of a row: its header, medium, wrapping to two lines. */
export function RowHead({ className, ...rest }: ComponentProps<'th'>) {
  return <th {...rest} scope="row" className={clsx('h-11 py-2 pr-4 text-left align-middle font-medium text-ink', className)} />;
}
