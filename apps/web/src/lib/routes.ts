/** Every address of the app in one place. */

interface Query {
  [name: string]: string | number | undefined;
}

function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

export const routes = {
  landing: '/',
  signIn: '/sign-in',
  signUp: '/sign-up',
  today: '/today',
  library: '/library',
  tests: '/tests',
  progress: '/progress',
  settings: '/settings',
  course: (id: string) => `/courses/${id}`,
  cards: (courseId: string, query: { topic?: string; document?: string; state?: string; search?: string } = {}) => withQuery(`/courses/${courseId}/cards`, query),
  /** All notes of a course, and one of them. */
  notes: (courseId: string) => `/courses/${courseId}/notes`,
  note: (id: string) => `/notes/${id}`,
  document: (id: string, at: { page?: number; start?: number; end?: number } = {}) => withQuery(`/documents/${id}`, at),
  /** What a revised version did to what rests on a document. */
  changes: (documentId: string) => `/documents/${documentId}/changes`,
  review: (of: { course?: string; topic?: string } = {}) => withQuery('/review', of),
  /** A quiz while it is taken. */
  attempt: (id: string) => `/tests/${id}`,
  result: (attemptId: string) => `/tests/${attemptId}/result`,
} as const;
