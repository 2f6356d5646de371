import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { oneOf, seeded, tries } from '#tests/support/random.ts'
import { checkAnswers, visibleQuestions } from './question-answers.ts'
import { questionsSchema, type SessionQuestion } from './session-questions.ts'
import { QUESTION_KINDS } from './vocabulary.ts'

const label = (text: string) => ({ nl: text, en: text })
const questions = questionsSchema.parse([
  { id: 'lunch', kind: 'yes-no', label: label('Eet je mee?'), required: true },
  {
    id: 'diet',
    kind: 'choice',
    label: label('Wat eet je?'),
    required: true,
    choices: [
      { id: 'all', label: label('Alles') },
      { id: 'other', label: label('Iets anders') },
    ],
    showWhen: { question: 'lunch', is: ['yes'] },
  },
  {
    id: 'which',
    kind: 'text',
    label: label('Wat dan?'),
    required: true,
    showWhen: { question: 'diet', is: ['other'] },
  },
  { id: 'guests', kind: 'number', label: label('Hoeveel gasten?') },
])
const asked = (answers: Record<string, string>) => visibleQuestions(questions, answers).map(({ id }) => id)

test('a question is asked when the answer it hangs on was given, and never when that question is not asked itself', () => {
  expect(asked({})).toEqual(['lunch', 'guests'])
  expect(asked({ lunch: 'yes' })).toEqual(['lunch', 'diet', 'guests'])
  expect(asked({ lunch: 'yes', diet: 'other' })).toEqual(['lunch', 'diet', 'which', 'guests'])
  expect(asked({ lunch: 'no', diet: 'other' })).toEqual(['lunch', 'guests'])
})

test('what is not asked is neither checked nor kept', () => {
  const { kept, problems } = checkAnswers(questions, {
    lunch: 'no',
    diet: 'nonsense',
    which: 'x'.repeat(5_000),
    more: 'not a question',
    __proto__: 'no question either',
  })
  expect(kept).toEqual({ lunch: 'no' })
  expect(problems).toEqual([])
})

test('each kind of question says what is wrong with its answer', () => {
  const wrong = (answers: Record<string, string>) =>
    checkAnswers(questions, answers).problems.map(({ question, problem }) => `${question}: ${problem}`)
  expect(wrong({})).toEqual(['lunch: missing'])
  expect(wrong({ lunch: 'maybe' })).toEqual(['lunch: not-a-choice'])
  expect(wrong({ lunch: 'yes', diet: 'nothing' })).toEqual(['diet: not-a-choice'])
  expect(wrong({ lunch: 'yes', diet: 'other', which: ' ' })).toEqual(['which: missing'])
  expect(wrong({ lunch: 'yes', diet: 'other', which: 'x'.repeat(1_001) })).toEqual(['which: too-long'])
  expect(wrong({ lunch: 'no', guests: 'a few' })).toEqual(['guests: not-a-number'])
  expect(checkAnswers(questions, { lunch: 'no', guests: '2,5' }).kept).toEqual({ lunch: 'no', guests: '2.5' })
})

test('for random forms and answers, everything kept was asked, and checking what was kept changes nothing', () => {
  const random = seeded(120)
  for (let time = 0; time < tries(5_000); time++) {
    const list: SessionQuestion[] = Array.from({ length: 1 + Math.floor(random() * 8) }, (_, place) => {
      const kind = oneOf(random, QUESTION_KINDS)
      const choices = kind === 'choice' ? ['a', 'b', 'c'].map((id) => ({ id, label: label(id) })) : []
      const on = Math.floor(random() * place)
      const showWhen =
        place > 0 && random() < 0.6 ? { question: `q${on}`, is: [oneOf(random, ['yes', 'a', '1'])] } : null
      return { id: `q${place}`, kind, label: label('x'), help: label(''), required: random() < 0.5, choices, showWhen }
    })
    const read = questionsSchema.parse(list)
    const sent = Object.fromEntries(
      read.map(({ id }) => [id, oneOf(random, ['yes', 'no', 'a', 'b', '1', '', 'tekst'])]),
    )
    const { kept, problems } = checkAnswers(read, sent)
    const shown = new Set(visibleQuestions(read, sent).map(({ id }) => id))
    for (const id of [...Object.keys(kept), ...problems.map(({ question }) => question)]) expect(shown).toContain(id)
    if (problems.length === 0) expect(checkAnswers(read, kept)).toEqual({ kept, problems: [] })
  }
})

test('the evaluator runs everywhere: it imports nothing but types', () => {
  const source = readFileSync(new URL('./question-answers.ts', import.meta.url), 'utf8')
  const imports = source.match(/^import .*$/gm) ?? []
  expect(imports.every((line) => line.startsWith('import type'))).toBe(true)
})
