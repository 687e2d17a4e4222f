/** Eight short strokes that turn: never alone, always beside the noun of what is being done. */
export function BusyMark() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" className="shrink-0 motion-safe:animate-[spin_1.6s_steps(8)_infinite]">
      {Array.from({ length: 8 }, (_, stroke) => (
        <path key={stroke} d="M8 1.5v3" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" opacity={0.25 + stroke * 0.1} transform={`rotate(${stroke * 45} 8 8)`} />
      ))}
    </svg>
  );
}
