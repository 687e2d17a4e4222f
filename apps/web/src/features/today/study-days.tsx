'use client';

import { useQuery } from '@tanstack/react-query';
import { counted } from '@/lib/format.ts';
import { Heatmap, HeatmapLegend } from '@/parts/heatmap.tsx';
import { SpreadRow } from '@/parts/margin.tsx';
import { Placeholder } from '@/parts/skeleton.tsx';
import { useTRPC } from '@/trpc/client.tsx';

/** Half a year of study days. */
export function StudyDays() {
  const trpc = useTRPC();
  const heatmap = useQuery(trpc.progress.heatmap.queryOptions({ weeks: 26 }));
  const days = heatmap.data?.days ?? [];
  const studied = days.filter((day) => day.answers > 0);
  return (
    <SpreadRow divided className="pt-5">
      <h2 className="sr-only">Study days</h2>
      <div className="flex flex-wrap items-start gap-x-10 gap-y-4">
        <div className="w-full max-w-112">{heatmap.data === undefined ? <Placeholder className="h-34" /> : <Heatmap from={heatmap.data.from} to={heatmap.data.to} days={days} />}</div>
        <div className="pt-4 text-14 text-ink2">
          <p className="font-medium text-ink">26 weeks</p>
          <p>{counted(studied.length, 'day')} with study</p>
          <p>{counted(studied.reduce((sum, day) => sum + day.answers, 0), 'answer')}</p>
          <HeatmapLegend className="mt-3" />
        </div>
      </div>
    </SpreadRow>
  );
}
