import { expect, test, vi } from 'vitest'
import { cachedNames } from '#app/features/catalogue/catalogue-names.server.ts'
import type { KindDefinition } from '#app/features/catalogue/kinds/kind.ts'
import { kindOf } from '#app/features/catalogue/kinds.ts'
import { scopeOf } from '#app/features/catalogue/offer-scope.server.ts'
import { readOffer } from '#app/features/catalogue/offer-store.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { publisher } from '#tests/support/publishers.ts'
import { editorRows, fieldLabel } from './editor-rows.server.ts'
import { markOf } from './merge-fields.ts'
import { readOfferDraft } from './offer-drafts.server.ts'
import { publishDraft } from './publish-draft.server.ts'
import { beginDraft, saveDraftFields } from './save-draft.server.ts'
import { viewOfferChecks } from './view-checks.server.ts'

/** The portal with one kind more, of which the editor, the texts and the other kinds know nothing. */
vi.mock('#app/features/catalogue/kinds.ts', async (original) => {
  const real = await original<typeof import('#app/features/catalogue/kinds.ts')>()
  const { z } = await import('zod')
  const { defineKind } = await import('#app/features/catalogue/kinds/kind.ts')
  const { optionalPair } = await import('#app/features/catalogue/offer-schema.ts')
  const shadowDay = defineKind({
    id: 'shadow-day',
    label: 'kind.coaching',
    plural: 'kinds.coaching',
    icon: 'people',
    colour: 'event',
    sessions: false,
    usual: { format: 'on-campus', learningForm: 'on-the-job' },
    hides: ['cost'],
    labels: { host: 'fact.trainer' },
    details: z.object({
      host: z.string().min(1).max(80),
      morning: optionalPair(400),
      pace: z.enum(['calm', 'busy']),
      hours: z.number().int().min(1).max(8).optional(),
      firstOn: z.iso.date().optional(),
      bringAlong: z.array(z.string().max(80)).default([]),
      lunch: z.boolean().default(false),
      meeting: z.object({ floor: z.number().optional() }).default({}),
    }),
    facts: ({ host }, { t }) => [{ icon: 'person', label: t('offer:fact.trainer'), text: host }],
    cardFacts: () => [],
    searchText: ({ host }) => host,
    signUp: () => 'always',
    whoSees: () => null,
    schema: 'service',
    jsonLd: () => ({ '@type': 'Service' }),
    dates: [],
  }) as unknown as KindDefinition
  return {
    ...real,
    kinds: [...real.kinds, shadowDay],
    isKind: (value: string) => value === shadowDay.id || real.isKind(value),
    kindOf: (id: Parameters<typeof real.kindOf>[0]) => ((id as string) === shadowDay.id ? shadowDay : real.kindOf(id)),
  }
})
const SHADOW_DAY = 'shadow-day' as never

const db = peopleDatabase()
const fatima = publisher(db, 'fatima')

function draftOf(id: string) {
  const draft = readOfferDraft(db, fatima, id)
  if (!draft) throw new Error('the draft is there')
  return draft
}
function type(id: string, typed: Readonly<Record<string, ReadonlyArray<string>>>) {
  const seen = draftOf(id).fields
  const changes = Object.entries(typed).map(([name, values]) => ({ name, was: markOf(seen.get(name)), values }))
  return inTransaction(db, (tx) => saveDraftFields(tx, fatima, id, changes, NOW))
}
const checksOf = (id: string) => viewOfferChecks(db, fatima, draftOf(id), 'nl', NOW, () => false)
const publish = (id: string) =>
  inTransaction(db, (tx) =>
    publishDraft(tx, fatima, id, { fingerprint: draftOf(id).fingerprint, from: null, until: null }, NOW),
  )

const TYPED = {
  'title.nl': ['Een dag mee in het lab'],
  'title.en': ['A day in the lab'],
  'body.nl': ['Je loopt een dag mee.'],
  'body.en': ['You join a lab for a day.'],
  themes: ['mobility'],
  languages: ['nl'],
  'owner.email': ['loopbaan@lindehoven.example'],
  'details.host': ['Noor'],
  'details.morning.nl': ['Koffie en een rondleiding'],
  'details.morning.en': ['Coffee and a tour'],
  'details.pace': ['calm'],
  'details.hours': ['6'],
  'details.firstOn': ['3', '3', '2027'],
  'details.bringAlong': ['Je pas\nStevige schoenen\n'],
  'details.lunch': ['on'],
  'details.meeting.floor': ['-1'],
}

test('a kind that is one definition has its fields in the editor, in both languages, with words', () => {
  const id = inTransaction(db, (tx) => beginDraft(tx, fatima, SHADOW_DAY, NOW))
  const context = {
    ...draftOf(id),
    unread: [],
    language: 'nl' as const,
    names: cachedNames(db),
    scope: scopeOf(db, fatima),
  }
  const rows = editorRows({ ...context, kind: SHADOW_DAY }, 'facts')
  const own = rows.flatMap(({ fields }) => fields).filter(({ name }) => name.startsWith('details.'))
  expect(own.map(({ name, input }) => `${name} ${input}`)).toEqual([
    'details.host line',
    'details.morning.nl area',
    'details.morning.en area',
    'details.pace choice',
    'details.hours number',
    'details.firstOn day',
    'details.bringAlong lines',
    'details.lunch check',
    'details.meeting.floor number',
  ])
  expect(own[0]).toMatchObject({ label: 'Trainer', most: 80 })
  expect(fieldLabel(SHADOW_DAY, 'details.host', 'en')).toBe('Trainer')
  expect(own[1]).toMatchObject({ label: 'Morning (Nederlands)', language: 'nl', most: 400 })
  expect(own[3]?.options?.map(({ value }) => value)).toEqual(['calm', 'busy'])
  expect(rows.map(({ key }) => key)).not.toContain('costs')
  expect(rows[0]?.heading).toBeTruthy()
})

test('it is read, checked and published as it was typed, and comes back into its fields', () => {
  const id = inTransaction(db, (tx) => beginDraft(tx, fatima, SHADOW_DAY, NOW))
  expect(type(id, TYPED)).toMatchObject({ ok: true, value: { met: [] } })
  expect(type(id, { 'details.secret': ['x'] })).toMatchObject({ ok: false, problem: 'unknown-field' })
  expect(checksOf(id).solveFirst).toEqual([])
  expect(publish(id)).toMatchObject({ ok: true, value: { change: 'new' } })
  expect(readOffer(db, id)).toMatchObject({
    kind: 'shadow-day',
    state: 'published',
    details: {
      host: 'Noor',
      morning: { nl: 'Koffie en een rondleiding', en: 'Coffee and a tour' },
      pace: 'calm',
      hours: 6,
      firstOn: '2027-03-03',
      bringAlong: ['Je pas', 'Stevige schoenen'],
      lunch: true,
      meeting: { floor: -1 },
    },
  })
  const { fields } = draftOf(id)
  for (const [name, values] of Object.entries(TYPED))
    if (name !== 'details.bringAlong')
      expect(fields.get(name), name).toEqual(values.map((value) => value.replace(/^0/, '')))
  expect(fields.get('details.bringAlong')).toEqual(['Je pas\nStevige schoenen'])
})

test('what its details lack or say wrongly is said by name, and hides no other check', () => {
  const id = inTransaction(db, (tx) => beginDraft(tx, fatima, SHADOW_DAY, NOW))
  type(id, { 'title.nl': ['Een dag mee'], 'body.nl': ['Kort.'], 'details.hours': ['veel'] })
  const { solveFirst, better } = checksOf(id)
  expect(solveFirst.map(({ place, field }) => `${place} ${field}`)).toEqual(
    expect.arrayContaining(['facts details.hours', 'facts details.host', 'facts details.pace']),
  )
  expect(solveFirst.map(({ text }) => text).join('\n')).toContain('Trainer')
  expect(better.map(({ field }) => field)).toEqual(expect.arrayContaining(['title.en', 'body.nl', 'themes']))
  expect(publish(id)).toMatchObject({ ok: false, problem: 'not-ready' })
  expect(kindOf(SHADOW_DAY).id).toBe('shadow-day')
})
