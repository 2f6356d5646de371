import type { Allowed } from '#app/access/actor.ts'
import { cachedNames } from '#app/features/catalogue/catalogue-names.server.ts'
import { checkOffer, commonOffer, detailProblems } from '#app/features/catalogue/check-offer.ts'
import { isInScope, scopeOf } from '#app/features/catalogue/offer-scope.server.ts'
import { wouldSave } from '#app/features/catalogue/unsaved-offer.server.ts'
import { formatDate, formatDayMonthYear } from '#app/i18n/format.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { addDays, dayOf } from '#app/i18n/zoned-time.ts'
import type { Db } from '#db/open.server.ts'
import { fieldLabel } from './editor-rows.server.ts'
import { filledIn } from './lenient-offer.ts'
import { findOfferChecks, type OfferCheck, problemChecks } from './offer-checks.ts'
import type { OfferDraft } from './offer-drafts.server.ts'
import { offerOfFields } from './offer-fields.ts'
import { textStates } from './offer-list.ts'
import { readability } from './readability.ts'
import { SESSION_PROBLEMS, sessionKeysOf } from './session-fields.ts'
import { sessionFieldName, sessionName } from './session-labels.server.ts'

/** One check in the reader's words, and where it is mended. `key`: another one for each check of an offer. */
export type ShownCheck = {
  readonly key: string
  readonly text: string
  readonly place: string | null
  readonly field: string | null
}
export type OfferChecksView = {
  readonly solveFirst: ReadonlyArray<ShownCheck>
  readonly better: ReadonlyArray<ShownCheck>
  readonly inOrder: number
  /** How each written language reads; a hint. */
  readonly languages: ReadonlyArray<{
    readonly language: Language
    readonly stands: 'missing' | 'older' | 'today' | 'on'
    readonly day: string
  }>
  readonly readability: ReadonlyArray<{ readonly language: Language; readonly reads: 'well' | 'hard' }>
}

const READS_WELL = 60

/** The draft as an offer, as far as it can be read and checked, with what cannot. */
function checkedDraft(db: Db, actor: Allowed<'offer.save'>, draft: OfferDraft, now: Date) {
  const keys = sessionKeysOf(draft.fields)
  const { input, problems } = offerOfFields(draft.kind, draft.fields, draft.offer)
  const checked = checkOffer(input)
  if (!checked.ok) {
    const unread = new Set(problems.map(({ field }) => field))
    // What is wrong with a session is said once, by the field of its own page.
    const isSaid = (field: string) => unread.has(field) || /^sessions\.\d+\./.test(field)
    const ofKind = detailProblems(draft.kind, input.details)
    const common = checked.problems.filter(({ field }) => !field.startsWith('details.'))
    const others = [...common, ...ofKind].filter(({ field }) => !isSaid(field))
    // What has to be there first hides nothing of the rest.
    const unit = [...cachedNames(db).units.keys()][0] ?? ''
    const rest = commonOffer(filledIn(input, { unit, reviewOn: addDays(dayOf(now), 365) }))
    const found = problemChecks([...problems, ...others], keys)
    return { offer: rest ? wouldSave(db, rest, draft.id, now).offer : null, found }
  }
  const { offer, problems: saving } = wouldSave(db, checked.offer, draft.id, now)
  const isOurs = isInScope(scopeOf(db, actor), offer)
  const away = isOurs ? [] : [{ field: 'owner.unit', problem: 'unknown-value' } as const]
  return { offer, found: problemChecks([...problems, ...saving, ...away], keys) }
}

function shown(check: OfferCheck, draft: OfferDraft, language: Language): ShownCheck {
  const t = textsFor(language)
  const { field, date, day, problem, ...about } = check.about ?? {}
  const place = check.place === 'check' ? null : check.place
  const key = [check.code, check.place, field ?? check.field ?? '', day ?? ''].join(' ')
  const session = /^sessions\/(.+)$/.exec(check.place)?.[1]
  const own = SESSION_PROBLEMS.find((one) => one === problem)
  // What is wrong with one field of a session is said in the same words as beside that field.
  if (session && own && check.field) {
    const name = sessionName(draft.fields, session, language)
    const label = sessionFieldName(check.field, language)
    const text = t('editor:sessionProblem', { session: name, field: label, problem: t(`editor:unread.${own}`) })
    return { key, text, place, field: check.field }
  }
  const dated = (value: string | number | undefined) => (value ? formatDate(language, String(value)) : '')
  const text = t(`checks:${check.code}`, {
    ...about,
    ...(field || check.field
      ? { field: fieldLabel(draft.kind, String(field ?? check.field), language, draft.fields) }
      : {}),
    date: dated(date),
    day: dated(day),
  } as never) as unknown as string
  return { key, text, place, field: check.field ?? null }
}

/** How the text of each language stands: missing, older than the other one, or when it was last changed. */
function languageStates(
  draft: OfferDraft,
  textAt: (own: Language) => number,
  language: Language,
  now: Date,
): OfferChecksView['languages'] {
  const has = (name: string) => (draft.fields.get(name)?.[0] ?? '').trim() !== ''
  const written = { nl: has('title.nl') && has('body.nl'), en: has('title.en') && has('body.en') }
  const states = textStates(written, { nl: textAt('nl'), en: textAt('en') })
  return (['nl', 'en'] as const).map((own) => {
    const at = textAt(own)
    const isToday = dayOf(at) === dayOf(now)
    const state = states[own]
    return {
      language: own,
      stands: state === 'written' ? (isToday ? 'today' : 'on') : state,
      day: at > 0 ? formatDayMonthYear(language, at) : '',
    }
  })
}

/** What stands in the way of publishing a draft, and what could be better, in the reader's words. Writes nothing. */
export function viewOfferChecks(
  db: Db,
  actor: Allowed<'offer.save'>,
  draft: OfferDraft,
  language: Language,
  now: Date,
  isClosed: (day: string) => boolean,
): OfferChecksView {
  const { offer, found } = checkedDraft(db, actor, draft, now)
  const textAt = (own: Language) => {
    const typed = ['title', 'summary', 'body'].flatMap((part) => draft.changed.get(`${part}.${own}`)?.at ?? [])
    return Math.max(draft.offer?.textAt[own] ?? 0, ...typed)
  }
  const rest = offer
    ? findOfferChecks(offer, {
        now: Number(now),
        today: dayOf(now),
        textAt: { nl: textAt('nl'), en: textAt('en') },
        isClosed,
      })
    : { checks: [], inOrder: 0 }
  const known = new Set(found.map(({ code, place, field }) => `${code} ${place} ${field ?? ''}`))
  const all = [
    ...found,
    ...rest.checks.filter(({ code, place, field }) => !known.has(`${code} ${place} ${field ?? ''}`)),
  ]
  const of = (level: OfferCheck['level']) =>
    all.filter((one) => one.level === level).map((one) => shown(one, draft, language))
  return {
    solveFirst: of('solve-first'),
    better: of('better'),
    inOrder: rest.inOrder,
    languages: languageStates(draft, textAt, language, now),
    readability: (['nl', 'en'] as const).flatMap((own) => {
      const score = readability(draft.fields.get(`body.${own}`)?.[0] ?? '', own)
      return score === null
        ? []
        : [{ language: own, reads: score >= READS_WELL ? ('well' as const) : ('hard' as const) }]
    }),
  }
}
