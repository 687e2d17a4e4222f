import { CircleAlert } from 'lucide-react';

/** What went wrong with a form as a whole. */
export function FormProblem({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <p role="alert" className="flex gap-2 text-13 text-ink">
      <CircleAlert size={16} strokeWidth={1.5} className="mt-px shrink-0 text-danger" aria-hidden="true" />
      {text}
    </p>
  );
}
