/** The first stop of the Tab key: past everything that is on every page. */
export function SkipLink() {
  return (
    <a href="#content" className="sr-only z-50 rounded-6 bg-pen px-3 py-2 text-14 text-on-pen focus:not-sr-only focus:fixed focus:top-2 focus:left-2">
      Skip to content
    </a>
  );
}
