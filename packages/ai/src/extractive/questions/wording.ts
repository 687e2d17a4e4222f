/** What questions say around the words of the document, in English and German; other languages get kinds that need no words. */

export interface QuestionWording {
  /** Several of the options are right. */
  whichOf(subject: string): string;
  explain(front: string): string;
  match: string;
  orderSteps(title: string): string;
  orderDates: string;
}

const english: QuestionWording = {
  whichOf: (subject) => `Which of these does the text list under “${subject}”?`,
  explain: (front) => `${front} Answer in a sentence of your own.`,
  match: 'Match each term with what it means:',
  orderSteps: (title) => (title === '' ? 'Put these steps in order.' : `Put these steps in order: ${title}.`),
  orderDates: 'Put these in order, the earliest first.',
};

const german: QuestionWording = {
  whichOf: (subject) => `Welche davon nennt der Text unter „${subject}“?`,
  explain: (front) => `${front} Antworte in einem eigenen Satz.`,
  match: 'Ordne jedem Begriff zu, was er bedeutet:',
  orderSteps: (title) => (title === '' ? 'Bringe diese Schritte in die richtige Reihenfolge.' : `Bringe diese Schritte in die richtige Reihenfolge: ${title}.`),
  orderDates: 'Ordne nach der Zeit, das Früheste zuerst.',
};

export function questionWording(code: string): QuestionWording | undefined {
  return code === 'en' ? english : code === 'de' ? german : undefined;
}
