import type { Allowed } from '#app/access/actor.ts'
import { cachedNames } from '#app/features/catalogue/catalogue-names.server.ts'
import { scopeOf } from '#app/features/catalogue/offer-scope.server.ts'
import { isRealDay } from '#app/i18n/date-parts.ts'
import { formatDate, formatMoment } from '#app/i18n/format.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { TextPiece } from '#app/ui/changed-text.tsx'
import type { Db } from '#db/open.server.ts'
import type { EditorField } from './editor-field.ts'
import { editorRows, fieldLabel } from './editor-rows.server.ts'
import { namesOfWriters } from './editors.server.ts'
import { markOf } from './merge-fields.ts'
import type { OfferDraft } from './offer-drafts.server.ts'
import { dayOfValues, type Fields, fieldsOfOffer } from './offer-fields.ts'
import { sessionFieldValue, sessionName } from './session-labels.server.ts'
import { textPieces } from './text-changes.ts'

/** One thing that publishing would change: who changed it last and when, and what stood and will stand there. A long text has `pieces` instead. */
export type DraftChange = {
  readonly key: string
  readonly label: string
  readonly language: Language | null
  readonly by: string | null
  readonly at: string
  readonly before: string
  readonly after: string
  readonly pieces: ReadonlyArray<TextPiece> | null
}
export const CHANGE_PLACES = ['text', 'facts', 'sessions', 'media'] as const
export type ChangePlace = (typeof CHANGE_PLACES)[number]
export type DraftChanges = ReadonlyArray<{
  readonly place: ChangePlace
  readonly changes: ReadonlyArray<DraftChange>
}>

/** Longer than this, a text is shown with what differs in it. */
const LONG_TEXT = 80

function placeOf(name: string): ChangePlace {
  if (/^(?:title|summary|body)\./.test(name)) return 'text'
  if (name.startsWith('sessions.')) return 'sessions'
  return /^(?:film|picture)$/.test(name) ? 'media' : 'facts'
}

/** What stands in a field, in the reader's words; empty where nothing does. */
function wordsOf(field: EditorField | undefined, values: ReadonlyArray<string>, language: Language): string {
  const t = textsFor(language)
  const day = dayOfValues(values)
  if (field?.input === 'day') return isRealDay(day) ? formatDate(language, day) : values.filter(Boolean).join('-')
  if (field?.input === 'check') return t(`sessions:answer.${values.includes('on') ? 'yes' : 'no'}`)
  const labels = new Map(field?.options?.map(({ value, label }) => [value, label]))
  return values
    .filter((value) => value !== '')
    .map((value) => labels.get(value) ?? value)
    .join(', ')
}

type Reader = {
  readonly draft: OfferDraft
  readonly before: Fields
  readonly fields: ReadonlyMap<string, EditorField>
  readonly names: ReadonlyMap<string, string>
  readonly language: Language
}

function changeOf(name: string, { draft, before, fields, names, language }: Reader): DraftChange {
  const t = textsFor(language)
  const { by, at } = draft.changed.get(name) ?? { by: null, at: 0 }
  const own = name.endsWith('.nl') ? 'nl' : name.endsWith('.en') ? 'en' : null
  const inSession = /^sessions\.[^.]+\.(.+)$/.exec(name)?.[1]
  const words = (of: Fields) => {
    const values = of.get(name) ?? []
    if (placeOf(name) === 'media') return values[0] ? t('editor:there') : ''
    return inSession ? sessionFieldValue(inSession, values, language) : wordsOf(fields.get(name), values, language)
  }
  const [was, becomes] = [words(before), words(draft.fields)]
  const isLong = Math.max(was.length, becomes.length) > LONG_TEXT && was !== '' && becomes !== ''
  return {
    key: name,
    label: fieldLabel(draft.kind, name, language, draft.fields),
    language: own,
    by: names.get(by ?? '') ?? null,
    at: formatMoment(language, at),
    before: was,
    after: becomes,
    pieces: isLong ? textPieces(was, becomes) : null,
  }
}

/** A session that is new, goes away or is called off, as one change; null for one of which only fields change. */
function wholeSession(key: string, names: ReadonlyArray<string>, reader: Reader): DraftChange | null {
  const { draft, language } = reader
  const t = textsFor(language)
  const stored = draft.offer?.sessions.some(({ id }) => id === key) ?? false
  const isOn = (name: string) => draft.fields.get(`sessions.${key}.${name}`)?.includes('on') ?? false
  const what = isOn('removed') ? 'removed' : stored ? null : 'new'
  if (what === null || (what === 'removed' && !stored)) return null
  const last = [...names].sort((a, b) => (draft.changed.get(b)?.at ?? 0) - (draft.changed.get(a)?.at ?? 0))[0] ?? ''
  const change = changeOf(last, reader)
  return {
    ...change,
    key: `sessions.${key}`,
    label: sessionName(draft.fields, key, language),
    language: null,
    before: '',
    after: t(`sessions:state.${what}`),
    pieces: null,
  }
}

/** What publishing a draft would change, by the part of the editor in which it stands; what was typed and put back is no change. */
export function findDraftChanges(
  db: Db,
  actor: Allowed<'offer.save'>,
  draft: OfferDraft,
  language: Language,
): DraftChanges {
  const context = {
    kind: draft.kind,
    fields: draft.fields,
    unread: [],
    language,
    names: cachedNames(db),
    scope: scopeOf(db, actor),
  }
  const rows = [...editorRows(context, 'text'), ...editorRows(context, 'facts')]
  const reader: Reader = {
    draft,
    before: draft.offer ? fieldsOfOffer(draft.offer) : new Map(),
    fields: new Map(rows.flatMap((row) => row.fields.map((one) => [one.name, one] as const))),
    names: namesOfWriters(
      db,
      [...draft.changed.values()].flatMap(({ by }) => by ?? []),
    ),
    language,
  }
  const differs = [...draft.changed.keys()].filter(
    (name) => markOf(reader.before.get(name)) !== markOf(draft.fields.get(name)),
  )
  // In the order of the editor; what stands on no page of it comes last.
  const order = [...reader.fields.keys()]
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)
  differs.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  const sessions = new Map<string, string[]>()
  for (const name of differs) {
    const key = /^sessions\.([^.]+)\./.exec(name)?.[1]
    if (key !== undefined) sessions.set(key, [...(sessions.get(key) ?? []), name])
  }
  const ofSessions = [...sessions].flatMap(([key, names]) => {
    const isGone = draft.fields.get(`sessions.${key}.removed`)?.includes('on') ?? false
    const isStored = draft.offer?.sessions.some(({ id }) => id === key) ?? false
    if (isGone && !isStored) return []
    const whole = wholeSession(key, names, reader)
    return whole ? [whole] : names.map((name) => changeOf(name, reader))
  })
  return CHANGE_PLACES.map((place) => ({
    place,
    changes:
      place === 'sessions'
        ? ofSessions
        : differs.filter((name) => placeOf(name) === place).map((name) => changeOf(name, reader)),
  })).filter(({ changes }) => changes.length > 0)
}
