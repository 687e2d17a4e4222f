export interface Point {
  x: number;
  y: number;
}

export interface Leader {
  id: string;
  from: Point;
  to: Point;
}

export interface LeaderPath {
  id: string;
  d: string;
  end: Point;
}

/** Distance between the upright parts of neighbouring lines, pixels. */
const lane = 12;

/**
 * Lines from sentences (left) to their sources (right): straight where both ends are level, else with one upright part.
 * Upright parts get lanes so that no two lines cross: of those that go up the highest sentence turns first, of those
 * that go down the lowest. All lanes lie right of the sentences, close to the sources.
 */
export function leaderPaths(leaders: readonly Leader[]): LeaderPath[] {
  const straight = leaders.filter((leader) => Math.abs(leader.from.y - leader.to.y) < 2);
  const up = leaders.filter((leader) => leader.from.y - leader.to.y >= 2).toSorted((a, b) => a.from.y - b.from.y);
  const down = leaders.filter((leader) => leader.to.y - leader.from.y >= 2).toSorted((a, b) => b.from.y - a.from.y);
  return [
    ...straight.map(({ id, from, to }) => ({ id, d: `M${from.x} ${to.y}H${to.x}`, end: to })),
    ...bent(up),
    ...bent(down),
  ];
}

function bent(leaders: readonly Leader[]): LeaderPath[] {
  const right = Math.min(...leaders.map((leader) => leader.to.x));
  const left = Math.max(...leaders.map((leader) => leader.from.x));
  const step = leaders.length < 2 ? 0 : Math.min(lane, Math.max(0, right - 24 - left - 8) / (leaders.length - 1));
  return leaders.map(({ id, from, to }, index) => {
    const x = Math.round(right - 26 - step * (leaders.length - 1 - index));
    return { id, d: `M${from.x} ${from.y}H${x}V${to.y}H${to.x}`, end: to };
  });
}
