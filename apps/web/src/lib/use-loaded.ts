import { useEffect, useRef, useState } from 'react';

/** Whether a picture has come; for the `<img>` that takes what it gives. @param onFailed hears that there is none at its address */
export function useLoaded(onFailed: () => void) {
  const [loaded, setLoaded] = useState(false);
  const ref = useRef<HTMLImageElement>(null);
  const failed = useRef(onFailed);
  useEffect(() => {
    failed.current = onFailed;
  });
  useEffect(() => {
    // It may have come, or not, before anybody listened.
    if (ref.current?.complete !== true) return;
    if (ref.current.naturalWidth > 0) setLoaded(true);
    else failed.current();
  }, []);
  return { loaded, image: { ref, onLoad: () => setLoaded(true), onError: () => onFailed() } };
}
