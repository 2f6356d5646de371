import { fromDateParts, toDateParts } from '#app/i18n/date-parts.ts'
import { parseNumber } from '#app/platform/tables/parse-values.ts'
import { type KindId, kindOf } from '../catalogue/kinds.ts'
import type { OfferInput } from '../catalogue/offer-schema.ts'
import type { Offer } from '../catalogue/offer-store.server.ts'
import { type DetailField, detailFieldsOf } from './detail-fields.ts'
import { isSessionFieldName } from './session-field-names.ts'
import { type SessionFieldProblem, sessionsFromFields, sessionsToFields } from './session-fields.ts'

/** What stands in the fields of the editor: for each name the values as they were typed. A name that is not there holds nothing. */
export type Fields = ReadonlyMap<string, ReadonlyArray<string>>

/** One field that cannot be read: its name, and what is wrong. What was typed stays. */
export type UnreadField =
  | { readonly field: string; readonly problem: 'not-a-number' | 'not-a-day' | 'not-a-time' }
  | SessionFieldProblem

/** Texts in two languages, single values, numbers, days and lists that every offer has, by their names in the editor. */
export const PAIR_FIELDS = ['title', 'summary', 'body'] as const
const SINGLE_FIELDS = [
  'format',
  'learningForm',
  'participation',
  'payer',
  'provider',
  'link',
  'discreetOffReason',
] as const
export const LIST_FIELDS = [
  'themes',
  'targetGroups',
  'languages',
  'competences',
  'aimDomains',
  'aimGoals',
  'units',
] as const
/** Fields whose value another page of the editor makes, as JSON. */
export const JSON_FIELDS = ['film', 'picture'] as const

function dayValues(day: string | null): string[] {
  const { day: date, month, year } = toDateParts(day ?? '')
  return year ? [date, month, year] : []
}

/** A day from what stands in its three boxes; empty when nothing does. */
export function dayOfValues([day = '', month = '', year = '']: ReadonlyArray<string>): string {
  return fromDateParts({ day, month, year })
}

function numberText(value: number | undefined): string[] {
  return value === undefined ? [] : [String(value).replace('.', ',')]
}

function at(details: unknown, path: ReadonlyArray<string>): unknown {
  return path.reduce<unknown>(
    (part, name) => (part && typeof part === 'object' ? (part as Record<string, unknown>)[name] : undefined),
    details,
  )
}

function detailValues({ input }: DetailField, value: unknown): string[] {
  if (value === undefined || value === null) return []
  switch (input) {
    case 'check':
      return value === true ? ['on'] : []
    case 'number':
      return numberText(value as number)
    case 'day':
      return dayValues(String(value))
    case 'choices':
      return (value as string[]).map(String)
    case 'lines':
      return [(value as string[]).join('\n')]
    case 'json':
      return [JSON.stringify(value)]
    default:
      return [String(value)]
  }
}

/** The names under which a field of the details stands in the editor: one, or one a language. */
export function namesOfDetail({ path, isPair }: DetailField): string[] {
  const name = ['details', ...path].join('.')
  return isPair ? [`${name}.nl`, `${name}.en`] : [name]
}

function detailsToFields(kind: KindId, details: Record<string, unknown>): Array<[string, string[]]> {
  return detailFieldsOf(kindOf(kind).details).flatMap((field): Array<[string, string[]]> => {
    const name = ['details', ...field.path].join('.')
    if (!field.isPair) return [[name, detailValues(field, at(details, field.path))]]
    return (['nl', 'en'] as const).map((language) => [
      `${name}.${language}`,
      detailValues(field, at(details, [...field.path, language])),
    ])
  })
}

/** An offer as the fields of the editor, by the names that `offerOfFields` reads; what holds nothing is left out. */
export function fieldsOfOffer(
  offer: Omit<Offer, 'id' | 'slug' | 'textAt' | 'createdAt' | 'updatedAt' | 'asked'>,
): Map<string, string[]> {
  const entries: Array<[string, string[]]> = [
    ...PAIR_FIELDS.flatMap(
      (name): Array<[string, string[]]> => [
        [`${name}.nl`, [offer[name].nl]],
        [`${name}.en`, [offer[name].en]],
      ],
    ),
    ...SINGLE_FIELDS.map((name): [string, string[]] => [name, [offer[name] ?? '']]),
    ...LIST_FIELDS.map((name): [string, string[]] => [name, [...offer[name]]]),
    ...JSON_FIELDS.map((name): [string, string[]] => [name, offer[name] ? [JSON.stringify(offer[name])] : []]),
    ['discreet', offer.discreet ? ['on'] : []],
    ['duration.times', numberText(offer.duration?.times)],
    ['duration.amount', numberText(offer.duration?.amount)],
    ['duration.unit', [offer.duration?.unit ?? '']],
    ['cost', offer.costCents === null ? [] : numberText(offer.costCents / 100)],
    ['owner.unit', [offer.owner.unit]],
    ['owner.email', [offer.owner.email]],
    ['reviewOn', dayValues(offer.reviewOn)],
    ...detailsToFields(offer.kind, offer.details),
    ...sessionsToFields(offer.sessions),
  ]
  return new Map(entries.filter(([, values]) => values.some((value) => value !== '')))
}

type Reader = { fields: Fields; problems: UnreadField[] }

/** What stands in a field as one text, without space around it. */
export function oneOf(fields: Fields, name: string): string {
  return (fields.get(name)?.[0] ?? '').trim()
}

function numberAt({ fields, problems }: Reader, name: string): number | undefined {
  const text = oneOf(fields, name)
  if (text === '') return undefined
  const number = parseNumber(text.replace(/^€\s*/, ''))
  if (number === undefined) problems.push({ field: name, problem: 'not-a-number' })
  return number
}

function dayAt({ fields, problems }: Reader, name: string): string | undefined {
  const day = dayOfValues(fields.get(name) ?? [])
  if (day === '') return undefined
  const isDay =
    !Number.isNaN(Date.parse(`${day}T12:00:00Z`)) && new Date(`${day}T12:00:00Z`).toISOString().startsWith(day)
  if (isDay) return day
  problems.push({ field: name, problem: 'not-a-day' })
  return undefined
}

function detailValue(reader: Reader, { input }: DetailField, name: string): unknown {
  const values = reader.fields.get(name) ?? []
  switch (input) {
    case 'check':
      return values.includes('on')
    case 'number':
      return numberAt(reader, name)
    case 'day':
      return dayAt(reader, name)
    case 'choices':
      return values.filter(Boolean)
    case 'lines':
      return values
        .flatMap((text) => text.split('\n'))
        .map((line) => line.trim())
        .filter(Boolean)
    case 'json':
      return values[0] ? parsed(values[0]) : undefined
    case 'choice':
      return values[0] || undefined
    default:
      return values[0]
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function put(into: Record<string, unknown>, path: ReadonlyArray<string>, value: unknown): void {
  const [name = '', ...rest] = path
  if (rest.length === 0) {
    into[name] = value
    return
  }
  into[name] ??= {}
  put(into[name] as Record<string, unknown>, rest, value)
}

function detailsFromFields(reader: Reader, kind: KindId): Record<string, unknown> {
  const details: Record<string, unknown> = {}
  for (const field of detailFieldsOf(kindOf(kind).details)) {
    const name = ['details', ...field.path].join('.')
    if (field.isPair) {
      const [nl, en] = [oneOf(reader.fields, `${name}.nl`), oneOf(reader.fields, `${name}.en`)]
      // A pair that may be absent is absent when neither is written.
      if (field.required || nl || en) put(details, field.path, { nl, en })
      continue
    }
    const value = detailValue(reader, field, name)
    if (value !== undefined && (value !== '' || field.required)) put(details, field.path, value)
  }
  return details
}

function durationFromFields(reader: Reader): OfferInput['duration'] {
  const times = numberAt(reader, 'duration.times')
  const amount = numberAt(reader, 'duration.amount')
  const unit = oneOf(reader.fields, 'duration.unit')
  if (amount === undefined || unit === '') return null
  return { amount, unit, ...(times === undefined || times === 1 ? {} : { times }) } as OfferInput['duration']
}

/**
 * What stands in the fields of the editor as an offer, to be checked and saved like any other input, and the fields that cannot be read. `stored` is
 * the offer as it is, for what the editor has no field for.
 */
export function offerOfFields(
  kind: KindId,
  fields: Fields,
  stored: Offer | null,
): { input: OfferInput; problems: UnreadField[] } {
  const reader: Reader = { fields, problems: [] }
  const pair = (name: string) => ({ nl: fields.get(`${name}.nl`)?.[0] ?? '', en: fields.get(`${name}.en`)?.[0] ?? '' })
  const cost = numberAt(reader, 'cost')
  const { sessions, problems } = sessionsFromFields(fields, stored?.sessions ?? [])
  const input = {
    sourceKey: stored?.sourceKey ?? null,
    kind,
    state: stored?.state ?? 'draft',
    publishFrom: stored?.publishFrom ?? null,
    publishUntil: stored?.publishUntil ?? null,
    ...Object.fromEntries(PAIR_FIELDS.map((name) => [name, pair(name)])),
    ...Object.fromEntries(SINGLE_FIELDS.map((name) => [name, oneOf(fields, name) || null])),
    ...Object.fromEntries(LIST_FIELDS.map((name) => [name, (fields.get(name) ?? []).filter(Boolean)])),
    ...Object.fromEntries(JSON_FIELDS.map((name) => [name, parsed(oneOf(fields, name) || 'null') ?? null])),
    participation: oneOf(fields, 'participation') || 'individual',
    discreet: (fields.get('discreet') ?? []).includes('on'),
    duration: durationFromFields(reader),
    costCents: cost === undefined ? null : Math.round(cost * 100),
    owner: { unit: oneOf(fields, 'owner.unit'), email: oneOf(fields, 'owner.email') },
    reviewOn: dayAt(reader, 'reviewOn') ?? '',
    sessions,
    details: detailsFromFields(reader, kind),
  }
  // What was typed is data: what does not fit is refused by the same check as anything else that comes in.
  return { input: input as unknown as OfferInput, problems: [...reader.problems, ...problems] }
}

const SESSION_FIELD = /^sessions\.[A-Za-z0-9-]{1,40}\.(.+)$/

/** Whether a draft of this kind can hold a field of this name: one the editor has, and no other. */
export function isFieldName(kind: KindId, name: string): boolean {
  const [, ofSession] = SESSION_FIELD.exec(name) ?? []
  return ofSession === undefined ? namesOf(kind).has(name) : isSessionFieldName(ofSession)
}

const known = new Map<string, ReadonlySet<string>>()

/** The names of all fields of a kind but those of its sessions, made once. */
function namesOf(kind: KindId): ReadonlySet<string> {
  const names = known.get(kind)
  if (names) return names
  const made = new Set<string>([
    ...PAIR_FIELDS.flatMap((name) => [`${name}.nl`, `${name}.en`]),
    ...SINGLE_FIELDS,
    ...LIST_FIELDS,
    ...JSON_FIELDS,
    ...['discreet', 'duration.times', 'duration.amount', 'duration.unit', 'cost'],
    ...['owner.unit', 'owner.email', 'reviewOn'],
    ...detailFieldsOf(kindOf(kind).details).flatMap(namesOfDetail),
  ])
  known.set(kind, made)
  return made
}
