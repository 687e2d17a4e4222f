/** Zoom is a factor of the width that a page has when it fits: 1 to 3. */
export const fit = 1;
const most = 3;
const steps = [fit, 1.25, 1.5, 2, 2.5, most];

export function clampZoom(zoom: number): number {
  return Math.min(most, Math.max(fit, zoom));
}

/** The next of the usual steps; the same where there is none further. */
export function stepZoom(zoom: number, direction: 1 | -1): number {
  // A pinch may end between two steps, and a hair beside one.
  const next = direction === 1 ? steps.find((step) => step > zoom + 0.01) : steps.findLast((step) => step < zoom - 0.01);
  return next ?? clampZoom(zoom);
}

/** After the wheel was turned so far with Ctrl held, or a touchpad pinched: as much for each notch, wherever one is. */
export function wheelZoom(zoom: number, deltaY: number): number {
  return clampZoom(zoom * Math.exp(-Math.max(-100, Math.min(100, deltaY)) * 0.003));
}
