import type { SessionQuestion } from './session-questions.ts'

/**
 * The one evaluator of questions, for browser, server and export: it imports nothing that runs. Answers are what stands in the fields: text as typed,
 * the id of a choice, a number as typed, `yes` or `no`.
 */
export type Answers = Readonly<Record<string, string>>
export type AnswerProblem = 'missing' | 'too-long' | 'not-a-number' | 'not-a-choice'
export type CheckedAnswers = {
  /** The answers to the questions that were asked, tidied; nothing of those that were not. */
  readonly kept: Readonly<Record<string, string>>
  readonly problems: ReadonlyArray<{ readonly question: string; readonly problem: AnswerProblem }>
}

/** The most characters of an answer in own words. */
export const LONGEST_ANSWER = 1_000

function answerTo(answers: Answers, id: string): string {
  return Object.hasOwn(answers, id) ? (answers[id] ?? '').trim() : ''
}

/** The questions that are asked of somebody who answered so far like this, in their order. One that hangs on a question that is not asked is not asked either. */
export function visibleQuestions<Q extends Pick<SessionQuestion, 'id' | 'showWhen'>>(
  questions: ReadonlyArray<Q>,
  answers: Answers,
): Q[] {
  const asked = new Set<string>()
  return questions.filter(({ id, showWhen }) => {
    const isAsked =
      showWhen === null || (asked.has(showWhen.question) && showWhen.is.includes(answerTo(answers, showWhen.question)))
    if (isAsked) asked.add(id)
    return isAsked
  })
}

/** `3`, `3,5` or `3.5`; a number as people type it. */
const NUMBER = /^[+-]?\d{1,12}([.,]\d{1,6})?$/

function problemOf({ kind, required, choices }: SessionQuestion, answer: string): AnswerProblem | null {
  if (answer === '') return required ? 'missing' : null
  switch (kind) {
    case 'text':
      return answer.length > LONGEST_ANSWER ? 'too-long' : null
    case 'number':
      return NUMBER.test(answer) ? null : 'not-a-number'
    case 'choice':
      return choices.some(({ id }) => id === answer) ? null : 'not-a-choice'
    case 'yes-no':
      return answer === 'yes' || answer === 'no' ? null : 'not-a-choice'
    default:
      return kind satisfies never
  }
}

/** Checks what somebody answered. A question that is not asked is neither checked nor kept, whatever was sent for it; nor is what is no question at all. */
export function checkAnswers(questions: ReadonlyArray<SessionQuestion>, answers: Answers): CheckedAnswers {
  const kept: Record<string, string> = {}
  const problems: Array<{ question: string; problem: AnswerProblem }> = []
  for (const question of visibleQuestions(questions, answers)) {
    const answer = answerTo(answers, question.id)
    const problem = problemOf(question, answer)
    if (problem) problems.push({ question: question.id, problem })
    else if (answer !== '') kept[question.id] = question.kind === 'number' ? answer.replace(',', '.') : answer
  }
  return { kept, problems }
}
