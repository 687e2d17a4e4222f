import { clsx } from 'clsx';
import { counted, date } from '@/lib/format.ts';
import { heatmapGrid, type HeatmapDay, level } from './heatmap-grid.ts';
import { RowHead, Table, Td, Th, THead, Tr } from './table.tsx';

export interface HeatmapProps {
  /** First and last day, `YYYY-MM-DD`; `to` is the student's today. */
  from: string;
  to: string;
  /** Days with answers; days left out had none. */
  days: readonly HeatmapDay[];
  className?: string;
}

const fills = ['border border-line2', 'bg-g1', 'bg-g2', 'bg-g3', 'bg-g4'];

/** Answers a day, weeks from left to right. Graphite; empty days outlined; today ringed. Its words are in the label, its figures in `HeatmapTable`. */
export function Heatmap({ from, to, days, className }: HeatmapProps) {
  const grid = heatmapGrid(from, to, days);
  const studied = days.filter((day) => day.answers > 0);
  const total = studied.reduce((sum, day) => sum + day.answers, 0);
  return (
    <div
      role="img"
      aria-label={`${counted(studied.length, 'day')} with study from ${date(from, 'numeric')} to ${date(to, 'numeric')}, ${counted(total, 'answer')}.`}
      className={clsx('grid w-full gap-[3px] text-12 text-ink3 sm:gap-1', className)}
      style={{ gridTemplateColumns: `32px repeat(${grid.weeks.length}, minmax(0, 12px))`, maxWidth: 32 + grid.weeks.length * 16 }}
    >
      <span />
      {grid.weeks.map((week) => (
        <span key={week.start} className="h-4 overflow-visible whitespace-nowrap">
          {week.month}
        </span>
      ))}
      {['Mon', '', 'Wed', '', 'Fri', '', ''].map((name, weekday) => (
        <HeatmapRow key={weekday} name={name} cells={grid.weeks.map((week) => week.days[weekday] ?? null)} today={to} />
      ))}
    </div>
  );
}

function HeatmapRow({ name, cells, today }: { name: string; cells: readonly (HeatmapDay | null)[]; today: string }) {
  return (
    <>
      <span className="flex h-0 items-center self-center">{name}</span>
      {cells.map((cell, index) =>
        cell === null ? (
          <span key={index} />
        ) : (
          <span
            key={cell.day}
            title={`${date(cell.day, 'weekday')}: ${cell.answers === 0 ? 'no answers' : counted(cell.answers, 'answer')}`}
            className={clsx('aspect-square rounded-2', fills[level(cell.answers)], cell.day === today && 'inset-ring-[1.5px] inset-ring-ink')}
          />
        ),
      )}
    </>
  );
}

/** What the shades mean. */
export function HeatmapLegend({ className }: { className?: string }) {
  return (
    <p className={clsx('flex items-center gap-1 text-13 text-ink2', className)}>
      <span className="mr-0.5">0</span>
      {fills.map((fill) => (
        <span key={fill} aria-hidden="true" className={clsx('size-3 rounded-2', fill)} />
      ))}
      <span className="ml-0.5">80+ answers</span>
    </p>
  );
}

/** The same days as figures, newest first, for those who read rather than look. */
export function HeatmapTable({ days, className }: { days: readonly HeatmapDay[]; className?: string }) {
  const studied = days.filter((day) => day.answers > 0).toReversed();
  if (studied.length === 0) return <p className="text-14 text-ink2">No answers in these weeks yet.</p>;
  return (
    <div className={clsx('max-h-56 max-w-100 overflow-y-auto', className)} tabIndex={0} role="region" aria-label="Answers by day">
      <Table>
        <THead>
          <tr>
            <Th>Day</Th>
            <Th numeric>Answers</Th>
          </tr>
        </THead>
        <tbody>
          {studied.map((day) => (
            <Tr key={day.day}>
              <RowHead className="h-9! font-normal">{date(day.day, 'weekday')}</RowHead>
              <Td numeric className="h-9!">
                {day.answers}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
