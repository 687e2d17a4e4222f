export const views = [
  { value: 'chart', label: 'Chart' },
  { value: 'table', label: 'Table' },
] as const;
export type View = (typeof views)[number]['value'];
