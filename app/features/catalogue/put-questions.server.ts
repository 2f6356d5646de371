import { textsFor } from '#app/i18n/instance.server.ts'
import { type Language, textIn } from '#app/i18n/languages.ts'
import type { SessionQuestion } from './session-questions.ts'

export type QuestionOption = { readonly value: string; readonly label: string }
/** A question as it is put to somebody, in one language; `condition` says when it is asked. */
export type AskedQuestion = {
  readonly id: string
  readonly kind: SessionQuestion['kind']
  readonly label: string
  readonly language: Language
  readonly help: string
  readonly required: boolean
  readonly choices: ReadonlyArray<QuestionOption>
  readonly condition: string | null
}

function labelOf(pair: { nl: string; en: string }, language: Language): string {
  return textIn(pair, language).text
}

/** What the questions can hang on, with the answers in words. */
export function whenOptions(questions: ReadonlyArray<SessionQuestion>, language: Language): QuestionOption[] {
  const t = textsFor(language)
  return questions.flatMap(({ id, kind, label, choices }): QuestionOption[] => {
    const question = labelOf(label, language)
    const option = (value: string, answer: string) => ({
      value: `${id}:${value}`,
      label: t('sessions:question.whenIs', { question, answer }),
    })
    if (kind === 'yes-no')
      return (['yes', 'no'] as const).map((answer) => option(answer, t(`sessions:answer.${answer}`)))
    return kind === 'choice' ? choices.map((choice) => option(choice.id, labelOf(choice.label, language))) : []
  })
}

/** The questions as they are put to somebody, in the language of the reader. */
export function putQuestions(questions: ReadonlyArray<SessionQuestion>, language: Language): AskedQuestion[] {
  const t = textsFor(language)
  const answers = new Map(whenOptions(questions, language).map(({ value, label }) => [value, label]))
  return questions.map(({ id, kind, label, help, required, choices, showWhen }) => {
    const { text, language: own } = textIn(label, language)
    const said = showWhen?.is.map((answer) => answers.get(`${showWhen.question}:${answer}`) ?? '').filter(Boolean) ?? []
    return {
      id,
      kind,
      label: text,
      language: own,
      help: labelOf(help, language),
      required,
      choices: choices.map((choice) => ({ value: choice.id, label: labelOf(choice.label, language) })),
      condition: showWhen
        ? t('sessions:question.onlyWhen', { when: said.join(` ${t('sessions:question.or')} `) })
        : null,
    }
  })
}
