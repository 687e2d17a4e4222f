import type { HeatmapView } from '@studywright/core';
import { counted } from '@/lib/format.ts';
import { Heatmap, HeatmapLegend } from '@/parts/heatmap.tsx';
import { SpreadRow } from '@/parts/margin.tsx';

/** Half a year of study days. */
export function StudyDays({ heatmap }: { heatmap: HeatmapView }) {
  const studied = heatmap.days.filter((day) => day.answers > 0);
  return (
    <SpreadRow divided className="pt-5">
      <h2 className="sr-only">Study days</h2>
      <div className="flex flex-wrap items-start gap-x-10 gap-y-4">
        <div className="w-full max-w-112">
          <Heatmap from={heatmap.from} to={heatmap.to} days={heatmap.days} />
        </div>
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
