'use client';

import { cardTypes, questionKinds, type CardType, type DraftWishes, type QuestionKind } from '@studywright/core';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { difficulties, type Difficulty, difficultyNames } from '@/features/quiz/choices.ts';
import { kindNames } from '@/features/quiz/kinds.ts';
import { TopicPicker } from '@/features/quiz/start-fields.tsx';
import { LanguageOptions } from '@/features/note/language-options.tsx';
import { counted } from '@/lib/format.ts';
import { newId } from '@/lib/id.ts';
import { Button } from '@/parts/button.tsx';
import { Chips } from '@/parts/chips.tsx';
import { Dialog, DialogActions } from '@/parts/dialog.tsx';
import { Segmented } from '@/parts/segmented.tsx';
import { SelectField } from '@/parts/select.tsx';
import { Skeleton } from '@/parts/skeleton.tsx';
import { useTRPC } from '@/trpc/client.tsx';
import { errorDetail } from '@/trpc/errors.ts';
import { priceWords } from './words.ts';

const amounts = [0, 5, 10, 25, 50, 100] as const;
const typeNames: Record<CardType, string> = { basic: 'Question and answer', cloze: 'Sentence with a gap' };

/** What a page has chosen already. */
export interface MorePreset {
  topicIds?: readonly string[];
  cards?: number;
  questions?: number;
  questionKind?: QuestionKind;
  difficulty?: Difficulty;
}

export interface MakeMoreProps {
  courseId: string;
  /** Of this document alone. */
  documentId?: string;
  preset?: MorePreset;
  onClose: () => void;
}

/** What to make, of which topics, how many, how hard and in which language; and what it takes, before it runs. */
export function MakeMore({ courseId, documentId, preset = {}, onClose }: MakeMoreProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const course = useQuery(trpc.course.open.queryOptions({ id: courseId }));
  const choices = useQuery(trpc.quiz.choices.queryOptions({ courseId }));
  // One id for this dialog: sent again after a lost answer, it is the same request.
  const [id] = useState(newId);
  const [topicIds, setTopicIds] = useState<readonly string[]>(preset.topicIds ?? []);
  const [from, setFrom] = useState<'all' | 'wrong'>('all');
  const [cards, setCards] = useState(preset.cards ?? 10);
  const [questions, setQuestions] = useState(preset.questions ?? 25);
  const [leftTypes, setLeftTypes] = useState<readonly CardType[]>([]);
  const [leftKinds, setLeftKinds] = useState<readonly QuestionKind[]>(preset.questionKind === undefined ? [] : questionKinds.filter((kind) => kind !== preset.questionKind));
  const [difficulty, setDifficulty] = useState<Difficulty>(preset.difficulty ?? 'any');
  const [language, setLanguage] = useState('');
  const types = cardTypes.filter((type) => !leftTypes.includes(type));
  const kinds = questionKinds.filter((kind) => !leftKinds.includes(kind));
  const wishes: DraftWishes = {
    cards: types.length === 0 ? 0 : cards,
    questions: kinds.length === 0 ? 0 : questions,
    cardTypes: leftTypes.length === 0 || types.length === 0 ? null : types,
    questionKinds: leftKinds.length === 0 || kinds.length === 0 ? null : kinds,
    difficulty: difficulty === 'any' ? null : difficulties[difficulty].range,
    language: language === '' ? null : language,
  };
  const request = { courseId, from, topicIds: from === 'wrong' ? [] : [...topicIds], ...(documentId !== undefined && { documentId }), wishes };
  const estimate = useQuery(trpc.generation.estimate.queryOptions(request, { placeholderData: keepPreviousData }));
  const start = useMutation(
    trpc.generation.start.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries(trpc.generation.list.pathFilter());
        onClose();
      },
    }),
  );
  const topics = (course.data?.topics.items ?? []).filter((topic) => !topic.hidden && (documentId === undefined || topic.documentId === documentId)).map(({ id: topicId, title }) => ({ id: topicId, title }));
  const wrong = choices.data?.groups.reduce((sum, group) => sum + group.wrong, 0) ?? 0;
  const nothing = wishes.cards + wishes.questions === 0 ? 'Choose how many cards or questions.' : estimate.data?.topics === 0 ? 'None of this is in a document that is ready.' : undefined;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Make more" description="Nothing that is asked already is made again, nor what you rejected." width={560}>
      {course.data === undefined ? (
        course.isError ? <p role="alert">{errorDetail(course.error)}</p> : <Skeleton noun="Fetching the topics" lines={4} />
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (nothing === undefined) start.mutate({ id, ...request });
          }}
        >
          <div className="flex flex-col gap-5">
            {wrong > 0 && documentId === undefined && (
              <Segmented
                label="About what"
                value={from}
                onChange={setFrom}
                choices={[
                  { value: 'all', label: 'Topics' },
                  { value: 'wrong', label: 'What I got wrong' },
                ]}
              />
            )}
            {from === 'all' && <TopicPicker topics={topics} chosen={topicIds} onChange={setTopicIds} />}
            <div className="grid gap-5 sm:grid-cols-2">
              <Amount label="Cards" value={cards} onChange={setCards} />
              <Amount label="Questions" value={questions} onChange={setQuestions} />
            </div>
            {cards > 0 && <Chips legend="Kinds of cards" chips={cardTypes.map((value) => ({ value, label: typeNames[value] }))} left={leftTypes} onChange={setLeftTypes} />}
            {questions > 0 && (
              <>
                <Chips legend="Kinds of questions" chips={questionKinds.map((value) => ({ value, label: kindNames[value] }))} left={leftKinds} onChange={setLeftKinds} />
                <SelectField label="Difficulty of the questions" value={difficulty} onChange={(event) => setDifficulty(difficultyNames.find((name) => name === event.target.value) ?? 'any')}>
                  {difficultyNames.map((name) => (
                    <option key={name} value={name}>
                      {difficulties[name].label}
                    </option>
                  ))}
                </SelectField>
              </>
            )}
            {estimate.data?.translates === true && (
              <SelectField label="Language" value={language} onChange={(event) => setLanguage(event.target.value)} hint="Quotes stay as they are in the document.">
                <LanguageOptions first="That of the documents" />
              </SelectField>
            )}
            <div role="status" className="border-t border-line pt-3 text-13 text-ink2">
              {estimate.data === undefined ? (
                <p>{estimate.isError ? errorDetail(estimate.error) : 'Counting what there is to read'}</p>
              ) : (
                <>
                  <p>
                    {counted(estimate.data.topics, 'topic')}, about {counted(estimate.data.words, 'word')} to read.
                  </p>
                  <p>{priceWords(estimate.data)}</p>
                </>
              )}
            </div>
            {start.isError && (
              <p role="alert" className="text-13 text-danger">
                {errorDetail(start.error)}
              </p>
            )}
          </div>
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" busy={start.isPending && 'Starting'} disabledReason={nothing}>
              Make {wishes.cards + wishes.questions > 0 ? `up to ${wished(wishes)}` : 'more'}
            </Button>
          </DialogActions>
        </form>
      )}
    </Dialog>
  );
}

/** “10 cards, 25 questions”. */
function wished({ cards, questions }: DraftWishes): string {
  return [...(cards > 0 ? [counted(cards, 'card')] : []), ...(questions > 0 ? [counted(questions, 'question')] : [])].join(', ');
}

function Amount({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }) {
  const offered: readonly number[] = amounts;
  return (
    <SelectField label={label} value={value} onChange={(event) => onChange(Number(event.target.value))}>
      {(offered.includes(value) ? offered : [...offered, value].toSorted((a, b) => a - b)).map((amount) => (
        <option key={amount} value={amount}>
          {amount === 0 ? 'None' : `Up to ${amount}`}
        </option>
      ))}
    </SelectField>
  );
}
