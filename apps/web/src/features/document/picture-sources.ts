/** The page as a picture, upright: an address path on the API server, and its proportions. */
export interface PagePicture {
  url: string;
  width: number;
  height: number;
}

/** Widths in which the server makes pictures, in pixels of the device. */
const widths = [600, 1200, 1800, 2400] as const;

function withWidth(address: string, url: string, width: number): string {
  return `${address}${url}${url.includes('?') ? '&' : '?'}w=${width}`;
}

/** What an image needs to be asked for in the width that its place and the device call for. */
export function pictureSources(address: string, url: string): { src: string; srcSet: string } {
  return { src: withWidth(address, url, 1200), srcSet: widths.map((width) => `${withWidth(address, url, width)} ${width}w`).join(', ') };
}

/** How wide the page is shown, before anything is laid out: as the layout of the document page makes it. */
export function pictureSizes(zoom: number): string {
  const times = (width: string) => `calc(min(56rem, ${width}) * ${zoom})`;
  return [`(min-width: 80rem) ${times('100vw - 744px')}`, `(min-width: 64rem) ${times('100vw - 536px')}`, `(min-width: 48rem) ${times('100vw - 80px')}`, times('100vw - 24px')].join(', ');
}
