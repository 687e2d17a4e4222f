import postgres from 'postgres';

/** How much there is, and how it is named: any row's id tells whose it is, so that one student's queries fit every other. */
export const students = 1_000;
export const cardsPerStudent = 100;
const dueCards = 30;
const newCards = 20;
const topics = 10;
const questions = 40;
const reviewsPerCard = 2;

const kinds = { user: 1, course: 2, document: 3, topic: 4, card: 5, question: 6, attempt: 7, review: 8, session: 9 } as const;
export type Kind = keyof typeof kinds;

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');

/** `student` counts from 0, `index` within what that student has of this kind. */
export function idOf(kind: Kind, student: number, index = 0): string {
  return `${hex(kinds[kind], 8)}-${hex(student, 4)}-7000-8000-${hex(index, 12)}`;
}

const id = (kind: Kind, index = '0') => `('${hex(kinds[kind], 8)}-' || lpad(to_hex(s), 4, '0') || '-7000-8000-' || lpad(to_hex(${index}), 12, '0'))::uuid`;
const everyStudent = `generate_series(0, ${students - 1}) s`;
const each = (name: string, count: number) => `generate_series(0, ${count - 1}) ${name}`;
const ago = (days: string) => `now() - (${days}) * interval '1 day'`;

/** Sentences as long as those of a text book. */
const words = (about: string) => `'The ' || ${about} || ' of chapter ' || (c % ${topics}) || ' separates the inside of the cell from its surroundings and lets only some substances pass'`;

const statements = [
  `insert into users (id, email, name, password_hash, time_zone) select ${id('user')}, 'student' || s || '@bench.example', 'Student ' || s, 'none', (array['Europe/Berlin', 'America/New_York', 'Asia/Kolkata'])[1 + s % 3] from ${everyStudent}`,
  `insert into courses (id, owner_id, name, created_at) select ${id('course')}, ${id('user')}, 'Cell biology ' || s, ${ago('60')} from ${everyStudent}`,
  `insert into course_members (course_id, user_id, role) select ${id('course')}, ${id('user')}, 'owner' from ${everyStudent}`,
  `insert into documents (id, course_id, uploader_id, title, file_name, media_type, bytes, sha256, storage_key, status, step, percent, activity, language, page_count, engine, created_at, finished_at)
     select ${id('document')}, ${id('course')}, ${id('user')}, 'Reader', 'reader.pdf', 'application/pdf', 1000000, s::text, s::text, 'ready', 'finish', 100, '', 'en', 20, 'extractive', ${ago('60')}, ${ago('60')} from ${everyStudent}`,
  `insert into topics (id, course_id, document_id, ordinal, title, terms, passages, first_page, created_at, drafted_at)
     select ${id('topic', 't')}, ${id('course')}, ${id('document')}, t, 'Chapter ' || t || ': membranes and transport', array['membrane', 'channel', 'vesicle'], array[t], t + 1, ${ago('60')}, ${ago('60')} from ${everyStudent}, ${each('t', topics)}`,
  `insert into flashcards (id, course_id, document_id, topic_id, type, front, back, origin, ordinal, page, "start", "end", quote, passage, passage_start, content_key, created_at, updated_at)
     select ${id('card', 'c')}, ${id('course')}, ${id('document')}, ${id('topic', `c % ${topics}`)}, 'basic', 'What is structure ' || c || ' of the cell?', ${words(`'structure ' || c`)}, 'generated', c, c % 20 + 1, 100, 200, ${words("'structure'")}, repeat(${words("'structure'")} || '. ', 3), 0, c::text, ${ago('60')}, ${ago('60')}
     from ${everyStudent}, ${each('c', cardsPerStudent)}`,
  // Due ones first, then new ones; the rest comes back within the next two months.
  `insert into card_schedules (user_id, card_id, course_id, state, due, stability, difficulty, scheduled_days, reps, last_review_at, last_rating)
     select ${id('user')}, ${id('card', 'c')}, ${id('course')},
       case when c >= ${dueCards} and c < ${dueCards + newCards} then 'new' else 'review' end::card_state,
       case when c < ${dueCards} then ${ago('1 + c % 5')} when c < ${dueCards + newCards} then null else now() + (1 + c % 60) * interval '1 day' end,
       case when c >= ${dueCards} and c < ${dueCards + newCards} then 0 else 5 + c % 20 end, case when c >= ${dueCards} and c < ${dueCards + newCards} then 0 else 5 end,
       case when c >= ${dueCards} and c < ${dueCards + newCards} then 0 else 7 end, case when c >= ${dueCards} and c < ${dueCards + newCards} then 0 else ${reviewsPerCard} end,
       case when c >= ${dueCards} and c < ${dueCards + newCards} then null else ${ago('8')} end, case when c >= ${dueCards} and c < ${dueCards + newCards} then null else 3 end
     from ${everyStudent}, ${each('c', cardsPerStudent)}`,
  `insert into reviews (id, user_id, card_id, course_id, rating, reviewed_at, duration_ms, state_before, before)
     select ${id('review', `c * ${reviewsPerCard} + r`)}, ${id('user')}, ${id('card', 'c')}, ${id('course')}, 3, ${ago('8 + r * 5')}, 3000 + c * 50, 'review', '{}'
     from ${everyStudent}, ${each('c', cardsPerStudent)}, ${each('r', reviewsPerCard)} where c < ${dueCards} or c >= ${dueCards + newCards}`,
  `insert into questions (id, course_id, document_id, topic_id, ordinal, stem, content, explanation, difficulty, page, "start", "end", quote, passage, passage_start, content_key, created_at)
     select ${id('question', 'c')}, ${id('course')}, ${id('document')}, ${id('topic', `c % ${topics}`)}, 1000 + c, 'Which structure is number ' || c || '?', '{"kind":"single","options":[{"text":"a","correct":true},{"text":"b","correct":false}]}', 'It says so.', 1, 1, 100, 200, ${words("'structure'")}, ${words("'structure'")}, 0, c::text, ${ago('60')}
     from ${everyStudent}, ${each('c', questions)}`,
  `insert into attempts (id, user_id, course_id, title, total, "right", points, started_at, submitted_at) select ${id('attempt')}, ${id('user')}, ${id('course')}, 'Quiz', 10, 7, 7, ${ago('3')}, ${ago('3')} from ${everyStudent}`,
  `insert into attempt_items (attempt_id, position, question_id, shown_order, answer, answered_at, score, "right") select ${id('attempt')}, c, ${id('question', 'c')}, array[0, 1], '{"kind":"single","chosen":0}', ${ago('3')}, (c < 7)::int, c < 7 from ${everyStudent}, ${each('c', 10)}`,
];

/** Fills an empty database. What is measured afterwards is not the work of filling it. */
export async function seed(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    for (const statement of statements) await sql.unsafe(statement);
    await sql.unsafe('vacuum (analyze)');
    await sql.unsafe('checkpoint');
  } finally {
    await sql.end();
  }
}
