import { type Language, textIn } from '#app/i18n/languages.ts'
import { fold } from '#app/platform/text/fold.ts'
import type { SearchEngine } from '#app/search/search-engine.ts'
import { queryWords } from '#app/search/words/tokens.ts'
import { cachedUntilChange } from '#db/cached.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { kindIsOn, kindsOn } from '../enabled-kinds.server.ts'
import type { KindId } from '../kinds.ts'
import { isVisible } from '../offer-rules.ts'
import type { Offer } from '../offer-store.server.ts'

const MOST_RELATED = 3
const TITLE_WORDS = 3
const LEAST_LETTERS = 5

/** The words that tell what an offer is about: those of its titles, without the short ones that every title has. */
function tellingWords(title: string): string[] {
  return queryWords(title).filter((word) => word.length >= LEAST_LETTERS)
}

type Compared = Pick<
  Offer,
  'id' | 'kind' | 'state' | 'publishFrom' | 'publishUntil' | 'title' | 'themes' | 'targetGroups' | 'competences'
>
type Row = Omit<Compared, 'title' | 'themes' | 'targetGroups' | 'competences'> & {
  titleNl: string
  titleEn: string
  themes: string
  targetGroups: string
  competences: string
}

/** Whole offers of forty candidates took a quarter of the page: this reads what is compared. */
const READ = `
  SELECT id, kind, state, publish_from AS publishFrom, publish_until AS publishUntil, title_nl AS titleNl, title_en AS titleEn, themes,
    target_groups AS targetGroups,
    (SELECT json_group_array(competence_id) FROM offer_competences WHERE offer_id = offers.id) AS competences
  FROM offers WHERE id IN (SELECT value FROM json_each(?))`

/** What is compared of these offers, in the order of their ids. */
function readCompared(db: Db, ids: ReadonlyArray<string>): Compared[] {
  const rows = prepared(db, READ).all(JSON.stringify(ids)) as Row[]
  const byId = new Map(
    rows.map(({ titleNl, titleEn, themes, targetGroups, competences, ...row }) => [
      row.id,
      {
        ...row,
        kind: row.kind as KindId,
        title: { nl: titleNl, en: titleEn },
        themes: JSON.parse(themes) as Offer['themes'],
        targetGroups: JSON.parse(targetGroups) as Offer['targetGroups'],
        competences: JSON.parse(competences) as string[],
      },
    ]),
  )
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** The ids of what shares a theme, a competence or a long word of the title: as many questions for every offer, and few. */
function candidatesFor(search: SearchEngine, offer: Offer, words: ReadonlyArray<string>, now: number): string[] {
  const kind = kindsOn()
  // No values would mean no filter, and so everything.
  const sharing = (facet: string, values: ReadonlyArray<string>) =>
    values.length > 0 ? [{ q: '', facets: { kind, [facet]: values }, most: 30 }] : []
  const questions = [
    ...sharing('theme', offer.themes),
    ...sharing('competence', offer.competences),
    ...words.slice(0, TITLE_WORDS).map((q) => ({ q, facets: { kind }, most: 8 })),
  ]
  return search.related({ questions, now }).filter((id) => id !== offer.id)
}

/** The most in common first; of equals another kind goes first. What has nothing in common is left out. */
function rank(db: Db, search: SearchEngine, offer: Offer, language: Language, now: number): string[] {
  const longest = tellingWords(textIn(offer.title, language).text).sort((a, b) => b.length - a.length)
  const shared = (a: ReadonlyArray<string>, b: ReadonlyArray<string>) => a.filter((value) => b.includes(value)).length
  const groups = offer.targetGroups.filter((group) => group !== 'everyone')
  const score = (other: Compared) =>
    2 * shared(offer.themes, other.themes) +
    2 * shared(offer.competences, other.competences) +
    2 * longest.filter((word) => fold(textIn(other.title, language).text).includes(word)).length +
    shared(groups, other.targetGroups)
  const another = (other: Compared) => (other.kind === offer.kind ? 0 : 0.5)
  return readCompared(db, candidatesFor(search, offer, longest, now))
    .filter((other) => isVisible(other, now) && kindIsOn(other.kind))
    .map((other) => ({ id: other.id, score: score(other), another: another(other) }))
    .filter((other) => other.score > 0)
    .sort((a, b) => b.score + b.another - a.score - a.another)
    .slice(0, MOST_RELATED)
    .map((other) => other.id)
}

/** Forty offers are compared for three: that is done again when the offer changes, or a minute later, as some come and go with the clock. */
const MADE_FROM = ['catalogue', 'portal', 'search'] as const
const CACHED_MS = 60_000
const MOST_CACHED = 5_000

type Related = { ids: string[]; from: number }

function nothingRelated(): Map<string, Related> {
  return new Map()
}

/** The ids of at most three other offers that share themes, competences, target groups or words of the title. */
export function findRelated(db: Db, search: SearchEngine, offer: Offer, language: Language, now: number): string[] {
  const cached = cachedUntilChange(db, MADE_FROM, nothingRelated)
  const key = `${language}${offer.id}`
  const before = cached.get(key)
  if (before && before.from <= now && now < before.from + CACHED_MS) return before.ids
  if (cached.size >= MOST_CACHED) cached.clear()
  const ids = rank(db, search, offer, language, now)
  cached.set(key, { ids, from: now })
  return ids
}
