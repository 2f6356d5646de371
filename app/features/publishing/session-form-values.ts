import { DATE_PARTS, fromDateParts, isRealDay } from '#app/i18n/date-parts.ts'
import { isZone, timesAt } from '#app/i18n/zoned-time.ts'
import { parseTime } from '#app/platform/tables/parse-values.ts'
import { thingsIn } from './list-of-things.ts'
import { SESSION_DAYS } from './session-field-names.ts'
import { dayRowsOf } from './session-fields.ts'

type Fields = ReadonlyMap<string, ReadonlyArray<string>>

/** What the form of a session may be at most: 60 days, 30 questions and 200 parts, each with all its fields. */
export const LARGEST_SESSION = { body: 1024 * 1024, fields: 3_500 }

/** One day of a session as its row in the form. `laterFrom` and `laterUntil`: `first` or `second`, where clocks show the time twice. */
export const DAY_BOXES = ['day', 'month', 'year', 'from', 'until', 'laterFrom', 'laterUntil'] as const
export type DayRow = Readonly<Record<(typeof DAY_BOXES)[number], string>>
/** One question as its row in the form. `when`: the question and the answers on which it hangs, as `q1:yes|no`. */
export const QUESTION_BOXES = [
  'id',
  'kind',
  'nl',
  'en',
  'helpNl',
  'helpEn',
  'required',
  'choicesNl',
  'choicesEn',
  'when',
] as const
export type QuestionRow = Readonly<Record<(typeof QUESTION_BOXES)[number], string>>
/** One part of a session as its row in the form. `on` is the number of its day, so that it moves with that day. */
export const SLOT_BOXES = ['id', 'on', 'from', 'until', 'seats', 'nl', 'en'] as const
export type SlotRow = Readonly<Record<(typeof SLOT_BOXES)[number], string>>

/** Fields that hold one text, and are named the same in the form and in the draft. */
export const PLAIN_FIELDS = [
  'place.nl',
  'place.en',
  'zone',
  'onlineLink',
  'trainer',
  'seats',
  'least',
  'approval',
  'cost',
  'payer',
  'lateCost',
  'latePayer',
] as const
export const CHECK_FIELDS = ['online', 'waitingList'] as const

/** All that stands in the form of a session. `plain` also holds the boxes of its days: `signUpUntil.month`. */
export type SessionFormValues = {
  readonly plain: Readonly<Record<string, string>>
  readonly checks: ReadonlyArray<string>
  readonly days: ReadonlyArray<DayRow>
  readonly questions: ReadonlyArray<QuestionRow>
  readonly slots: ReadonlyArray<SlotRow>
}

function parsedList(fields: Fields, name: string): Array<Record<string, unknown>> {
  return thingsIn(fields.get(name)?.[0])
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function pairOf(value: unknown): { nl: string; en: string } {
  const pair = (value ?? {}) as Record<string, unknown>
  return { nl: textOf(pair.nl), en: textOf(pair.en) }
}

function dayRow(fields: Fields, row: number): DayRow {
  const [day = '', month = '', year = ''] = fields.get(`day.${row}.date`) ?? []
  const said = fields.get(`day.${row}.later`) ?? []
  const later = (name: string) => (said.includes(name) ? 'second' : said.includes(`${name}-first`) ? 'first' : '')
  const [from, until] = ['from', 'until'].map((name) => fields.get(`day.${row}.${name}`)?.[0] ?? '')
  return {
    day,
    month,
    year,
    from: from ?? '',
    until: until ?? '',
    laterFrom: later('from'),
    laterUntil: later('until'),
  }
}

type Choice = { readonly id: string; readonly label: { readonly nl: string; readonly en: string } }

function choicesOf(question: Record<string, unknown>): Choice[] {
  return thingsIn(JSON.stringify(question.choices)).map((choice) => ({
    id: textOf(choice.id),
    label: pairOf(choice.label),
  }))
}

function questionRow(question: Record<string, unknown>): QuestionRow {
  const [label, help, choices] = [pairOf(question.label), pairOf(question.help), choicesOf(question)]
  const showWhen = (question.showWhen ?? null) as { question?: unknown; is?: unknown } | null
  const answers = Array.isArray(showWhen?.is) ? showWhen.is.map(textOf) : []
  return {
    id: textOf(question.id),
    kind: textOf(question.kind),
    nl: label.nl,
    en: label.en,
    helpNl: help.nl,
    helpEn: help.en,
    required: question.required === true ? 'on' : '',
    choicesNl: choices.map((choice) => choice.label.nl).join('\n'),
    choicesEn: choices.map((choice) => choice.label.en).join('\n'),
    when: showWhen ? `${textOf(showWhen.question)}:${answers.join('|')}` : '',
  }
}

/** The fields of a session in the draft as what stands in its form. */
export function sessionFormValues(fields: Fields): SessionFormValues {
  // Rows that were taken away stand in the draft without anything in them.
  const days = dayRowsOf(fields)
    .map((row) => dayRow(fields, row))
    .filter((row) => !isEmptyDay(row))
  const dates = days.map((one) => fromDateParts(one))
  const boxes = SESSION_DAYS.flatMap((name) =>
    DATE_PARTS.map((part, place): [string, string] => [`${name}.${part}`, fields.get(name)?.[place] ?? '']),
  )
  return {
    plain: Object.fromEntries([
      ...PLAIN_FIELDS.map((name): [string, string] => [name, fields.get(name)?.[0] ?? '']),
      ...boxes,
    ]),
    checks: CHECK_FIELDS.filter((name) => fields.get(name)?.includes('on')),
    days,
    questions: parsedList(fields, 'questions').map(questionRow),
    slots: parsedList(fields, 'slots').map((slot) => {
      const label = pairOf(slot.label)
      const on = dates.indexOf(textOf(slot.date))
      return {
        id: textOf(slot.id),
        on: on < 0 ? '' : String(on),
        from: textOf(slot.from),
        until: textOf(slot.until),
        seats: textOf(slot.seats),
        nl: label.nl,
        en: label.en,
      }
    }),
  }
}

/**
 * The choices that stand on the lines of two languages. One whose text is that of an earlier choice is that choice; with as many lines as before, a
 * line that changed is the choice that stood there; any other is new.
 */
function choicesFromLines(before: ReadonlyArray<Choice>, row: QuestionRow, newId: () => string): Choice[] {
  const linesOf = (text: string) => text.split(/\r?\n/).map((line) => line.trim())
  const [nl, en] = [linesOf(row.choicesNl), linesOf(row.choicesEn)]
  const lines = Array.from({ length: Math.max(nl.length, en.length) }, (_, place) => ({
    nl: nl[place] ?? '',
    en: en[place] ?? '',
  })).filter((label) => label.nl !== '' || label.en !== '')
  const left = [...before]
  const take = (fits: (choice: Choice) => boolean) => {
    const place = left.findIndex(fits)
    return place < 0 ? undefined : left.splice(place, 1)[0]
  }
  const same = lines.map((label) =>
    take(
      (choice) =>
        (label.nl !== '' && choice.label.nl === label.nl) || (label.en !== '' && choice.label.en === label.en),
    ),
  )
  const isSameNumber = lines.length === before.length
  return lines.map((label, place) => {
    const known = same[place] ?? (isSameNumber ? take(({ id }) => id === before[place]?.id) : undefined)
    return { id: known?.id ?? newId(), label }
  })
}

function questionOf(row: QuestionRow, before: Record<string, unknown> | undefined, newId: () => string) {
  const [question = '', answers = ''] = row.when.split(':')
  return {
    id: row.id || newId(),
    kind: row.kind,
    label: { nl: row.nl, en: row.en },
    help: { nl: row.helpNl, en: row.helpEn },
    required: row.required === 'on',
    choices: row.kind === 'choice' ? choicesFromLines(before ? choicesOf(before) : [], row, newId) : [],
    showWhen: question ? { question, is: answers.split('|') } : null,
  }
}

function timeTyped(text: string): string {
  const typed = text.trim()
  return /^24[:.]?00$/.test(typed) ? '24:00' : (parseTime(typed) ?? typed)
}

function slotOf(row: SlotRow, dates: ReadonlyArray<string>, newId: () => string) {
  const seats = row.seats.trim() === '' ? 1 : row.seats.trim()
  return {
    id: row.id || newId(),
    date: dates[Number(row.on || '0')] ?? '',
    from: timeTyped(row.from),
    until: timeTyped(row.until),
    seats: /^\d{1,4}$/.test(String(seats)) ? Number(seats) : seats,
    label: { nl: row.nl, en: row.en },
  }
}

function laterOf({ laterFrom, laterUntil }: DayRow): string[] {
  const said = { from: laterFrom, until: laterUntil }
  return Object.entries(said).flatMap(([name, which]) =>
    which === 'second' ? [name] : which === 'first' ? [`${name}-first`] : [],
  )
}

/** Whether nothing was typed in a row for a day. */
function isEmptyDay({ day, month, year, from, until }: DayRow): boolean {
  return [day, month, year, from, until].every((text) => text.trim() === '')
}

/** What stands in the form of a session as the fields of the draft, as it was typed; `before` gives questions and choices the ids they have. */
export function fieldsOfSessionForm(
  values: SessionFormValues,
  before: Fields,
  newId: () => string,
): Map<string, string[]> {
  const known = new Map(parsedList(before, 'questions').map((question) => [textOf(question.id), question]))
  const days = values.days.filter((row) => !isEmptyDay(row))
  const dates = values.days.map((row) => fromDateParts(row))
  const questions = values.questions.map((row) => questionOf(row, known.get(row.id), newId))
  const slots = values.slots.map((row) => slotOf(row, dates, newId))
  return new Map<string, string[]>([
    ...PLAIN_FIELDS.map((name): [string, string[]] => [name, [values.plain[name] ?? '']]),
    ...SESSION_DAYS.map((name): [string, string[]] => [
      name,
      DATE_PARTS.map((part) => values.plain[`${name}.${part}`] ?? ''),
    ]),
    ...CHECK_FIELDS.map((name): [string, string[]] => [name, values.checks.includes(name) ? ['on'] : []]),
    ...days.flatMap(
      (row, place): Array<[string, string[]]> => [
        [`day.${place}.date`, [row.day, row.month, row.year]],
        [`day.${place}.from`, [row.from]],
        [`day.${place}.until`, [row.until]],
        [`day.${place}.later`, laterOf(row)],
      ],
    ),
    ['questions', questions.length > 0 ? [JSON.stringify(questions)] : []],
    ['slots', slots.length > 0 ? [JSON.stringify(slots)] : []],
  ])
}

/** The name in the form of a field of the draft, for the words beside it: `day.0.date` stands at `days[0].day`. */
export function formNameOf(field: string): string {
  const [, row, part] = /^day\.(\d+)\.(\w+)$/.exec(field) ?? []
  if (row !== undefined) return `days[${row}].${part === 'date' ? 'day' : part}`
  const [, list, place, inThing] = /^(questions|slots)\.(\d+)(?:\.(\w+))?$/.exec(field) ?? []
  if (list === 'slots') return `slots[${place}].${inThing === 'seats' ? 'seats' : 'from'}`
  if (list === 'questions') {
    const name = { choices: 'choicesNl', showWhen: 'when', kind: 'kind' }[inThing ?? ''] ?? 'nl'
    return `questions[${place}].${name}`
  }
  return (SESSION_DAYS as ReadonlyArray<string>).includes(field) ? `${field}.day` : field
}

/** Which times of a row clocks show twice, so that it has to be asked which of the two is meant. */
export function doubledTimes(zone: string, row: DayRow): { from: boolean; until: boolean } {
  const date = fromDateParts(row)
  const canTell = isRealDay(date) && isZone(zone)
  const isTwice = (text: string) => {
    const time = timeTyped(text)
    return canTell && /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time) && timesAt(zone, date, time) > 1
  }
  return { from: isTwice(row.from), until: isTwice(row.until) }
}
