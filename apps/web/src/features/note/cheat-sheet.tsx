'use client';

import type { NoteContentOf } from '@studywright/core';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import './cheat-sheet.css';
import { Below, Cited } from './focus.tsx';

/** What is looked up, close together: on paper one page in two columns. */
export function CheatSheet({ title, content }: { title: string; content: NoteContentOf<'cheatSheet'> }) {
  return (
    <div className="cheat-sheet max-w-170">
      <p className="cheat-sheet-title hidden font-semibold print:block">{title}</p>
      <Part title="Definitions" empty={content.definitions.length === 0}>
        <dl>
          {content.definitions.map((one, at) => (
            <div key={at} className="entry py-1">
              <dt className="inline font-serif text-passage font-semibold">{one.term}: </dt>
              <dd className="inline font-serif text-passage text-ink2">
                <Cited id={`definitions.${at}`}>{one.text}</Cited>
                <Below id={`definitions.${at}`} />
              </dd>
            </div>
          ))}
        </dl>
      </Part>
      <Part title="Formulas" empty={content.formulas.length === 0}>
        <ul>
          {content.formulas.map((one, at) => (
            <li key={at} className="entry py-1 font-serif text-passage wrap-break-word">
              <Cited id={`formulas.${at}`}>{one.text}</Cited>
              <Below id={`formulas.${at}`} />
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Tables" empty={content.tables.length === 0}>
        {content.tables.map((table, at) => (
          <div key={at} className="entry overflow-x-auto py-2">
            <Table rows={table.rows} id={`tables.${at}`} />
            <Below id={`tables.${at}`} />
          </div>
        ))}
      </Part>
      <Part title="Dates" empty={content.dates.length === 0}>
        <ul>
          {content.dates.map((one, at) => (
            <li key={at} className="entry py-1 font-serif text-passage text-ink2">
              <span className="font-semibold text-ink">{one.when}</span> <Cited id={`dates.${at}`}>{one.text}</Cited>
              <Below id={`dates.${at}`} />
            </li>
          ))}
        </ul>
      </Part>
    </div>
  );
}

function Part({ title, empty, children }: { title: string; empty: boolean; children: ReactNode }) {
  if (empty) return null;
  return (
    <section className="mt-6 first:mt-0">
      <h2 className="border-b border-line pb-1 text-15 font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function Table({ rows, id }: { rows: readonly (readonly string[])[]; id: string }) {
  const [head = [], ...body] = rows;
  return (
    <table className="w-full border-collapse font-serif text-passage">
      <thead>
        <tr>
          {head.map((cell, at) => (
            <th key={at} scope="col" className="border-b border-edge py-1 pr-3 text-left font-semibold">
              {at === 0 ? <Cited id={id}>{cell}</Cited> : cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {body.map((row, line) => (
          <tr key={line}>
            {row.map((cell, at) => (
              <td key={at} className={clsx('border-b border-line py-1 pr-3 align-top', at > 0 && 'text-ink2')}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
