import { z } from 'zod'
import { visibleText } from '#app/platform/text/visible-text.ts'
import { QUESTION_KINDS } from './vocabulary.ts'

const words = (most: number) =>
  z
    .string()
    .transform((text) => visibleText(text).replace(/\s+/g, ' ').trim())
    .pipe(z.string().max(most))
const asked = z
  .object({ nl: words(200).default(''), en: words(200).default('') })
  .refine(({ nl, en }) => nl !== '' || en !== '', { params: { missing: true } })
const inBoth = (most: number) => z.object({ nl: words(most).default(''), en: words(most).default('') })
const ownId = z.string().regex(/^[a-z0-9-]{1,40}$/)

/** One question, in both languages; `showWhen` names an earlier question and the answers at which this one is asked. */
export const questionSchema = z.object({
  id: ownId,
  kind: z.enum(QUESTION_KINDS),
  label: asked,
  help: inBoth(300).default({ nl: '', en: '' }),
  required: z.boolean().default(false),
  choices: z
    .array(z.object({ id: ownId, label: asked }))
    .max(30)
    .default([]),
  showWhen: z
    .object({ question: ownId, is: z.array(z.string().max(40)).min(1).max(30) })
    .nullable()
    .default(null),
})
export type SessionQuestion = z.output<typeof questionSchema>

/** Two questions or choices of the same name, a choice among fewer than two, and a condition on what is not asked before: each at its place in the list. */
function unfitting(list: ReadonlyArray<SessionQuestion>): Array<[place: number, part: string]> {
  const before = new Map<string, SessionQuestion>()
  return list.flatMap((question, place) => {
    const wrong: Array<[number, string]> = []
    if (before.has(question.id)) wrong.push([place, 'id'])
    const ids = question.choices.map(({ id }) => id)
    if (question.kind === 'choice' ? ids.length < 2 || new Set(ids).size < ids.length : ids.length > 0)
      wrong.push([place, 'choices'])
    if (question.showWhen && !before.has(question.showWhen.question)) wrong.push([place, 'showWhen'])
    before.set(question.id, question)
    return wrong
  })
}

/** The questions of a session, in the order in which they are asked. */
export const questionsSchema = z
  .array(questionSchema)
  .max(30)
  .superRefine((list, problem) => {
    for (const path of unfitting(list)) problem.addIssue({ code: 'custom', path, input: list })
  })
