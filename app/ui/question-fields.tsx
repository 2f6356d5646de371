import { useEffect, useRef, useState } from 'react'
import { useTexts } from '#app/i18n/use-texts.ts'
import { type Control, Field, FieldGroup } from './field.tsx'

/** A question as it is put to somebody. `condition` says in words when it is asked; null when always. */
export type PutQuestion = {
  readonly id: string
  readonly kind: 'text' | 'choice' | 'number' | 'yes-no'
  readonly label: string
  /** Of its words, where it is not the page's. */
  readonly language?: string
  readonly help: string
  readonly required: boolean
  readonly choices: ReadonlyArray<{ readonly value: string; readonly label: string }>
  readonly condition: string | null
}

type QuestionProps = {
  question: PutQuestion
  id: string
  name: string
  answer: string
  problem?: string
  hasCondition: boolean
}

function Choices({ question, id, name, answer, hint, problem }: QuestionProps & { hint: string }) {
  const t = useTexts()
  const choices =
    question.kind === 'yes-no'
      ? (['yes', 'no'] as const).map((value) => ({ value, label: t(`questions.${value}`) }))
      : question.choices
  const label = question.required ? question.label : t('questions.optional', { label: question.label })
  return (
    <FieldGroup id={id} label={label} hint={hint} problem={problem} className="choices">
      {choices.map(({ value, label: text }) => (
        <label key={value}>
          <input type="radio" name={name} value={value} defaultChecked={answer === value} />
          {text}
        </label>
      ))}
    </FieldGroup>
  )
}

function Question(props: QuestionProps) {
  const { question, id, name, answer, problem, hasCondition } = props
  const t = useTexts()
  const hint = [hasCondition ? question.condition : '', question.help].filter(Boolean).join(' ')
  if (question.kind === 'choice' || question.kind === 'yes-no') return <Choices {...props} hint={hint} />
  const label = question.required ? question.label : t('questions.optional', { label: question.label })
  const input = (control: Control) =>
    question.kind === 'number' ? (
      <input {...control} type="text" inputMode="decimal" autoComplete="off" defaultValue={answer} />
    ) : (
      <textarea {...control} rows={3} maxLength={1_000} defaultValue={answer} />
    )
  return (
    <Field id={id} name={name} label={label} hint={hint} problem={problem}>
      {input}
    </Field>
  )
}

/**
 * Questions to fill in. A question that hangs on another one says so; with script it is shown only when it is asked (`isAsked` gets the answers so far).
 * `nameOf` makes the name of a field from the id of its question.
 */
export function QuestionFields({
  questions,
  answers,
  problems = {},
  idPrefix,
  nameOf,
  asked,
}: {
  questions: ReadonlyArray<PutQuestion>
  answers: Readonly<Record<string, string>>
  problems?: Readonly<Record<string, string>>
  idPrefix: string
  nameOf: (id: string) => string
  /** The ids of the questions that are asked after these answers. */
  asked: (answers: Readonly<Record<string, string>>) => ReadonlyArray<string>
}) {
  const box = useRef<HTMLDivElement>(null)
  const [isAwake, setAwake] = useState(false)
  const [now, setNow] = useState(answers)
  useEffect(() => setAwake(true), [])
  const shown = new Set(asked(now))
  const read = () => {
    const form = box.current?.closest('form')
    if (!form) return
    const data = new FormData(form)
    setNow(Object.fromEntries(questions.map(({ id }) => [id, String(data.get(nameOf(id)) ?? '')])))
  }
  return (
    <div className="questions" ref={box} onChange={read}>
      {questions
        .filter(({ id }) => !isAwake || shown.has(id))
        .map((question) => (
          <div key={question.id} lang={question.language}>
            <Question
              question={question}
              id={`${idPrefix}-${question.id}`}
              name={nameOf(question.id)}
              answer={now[question.id] ?? ''}
              problem={problems[question.id]}
              hasCondition={!isAwake}
            />
          </div>
        ))}
    </div>
  )
}
