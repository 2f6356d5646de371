import { OFFERS_A_PAGE } from '#app/features/catalogue/catalogue.queries.server.ts'
import { kindIsOn, kindsOn } from '#app/features/catalogue/enabled-kinds.server.ts'
import { findOfferId } from '#app/features/catalogue/find-offer-id.server.ts'
import { isVisible } from '#app/features/catalogue/offer-rules.ts'
import { readOffer } from '#app/features/catalogue/offer-store.server.ts'
import type { Translate } from '#app/i18n/instance.server.ts'
import { textIn } from '#app/i18n/languages.ts'
import type { CommandIo } from '#app/platform/command/command.server.ts'
import { carryOut, EXIT } from '#app/platform/command/command.server.ts'
import { searchEmbedded } from '#app/search/embedded/search.server.ts'
import { type Reason, type Why, whyFound } from '#app/search/embedded/why.server.ts'
import type { Db } from '#db/open.server.ts'

const EVERY_RESULT = 100_000
const PLACES = { search_title: 'title', search_middle: 'middle', search_body: 'body' } as const

function number(value: number): string {
  return value.toFixed(2)
}

function reasonLine(t: Translate, { typed, found, isWeak }: Reason): string {
  if (!found) return t(isWeak ? 'search:why.missingWeak' : 'search:why.missing', { typed })
  const line = t('search:why.reason', {
    typed,
    place: t(`search:why.where.${found.isFirst ? 'begin' : PLACES[found.field]}`),
    word: found.words.join(' ') + (found.begins ? '…' : ''),
    way: t(`search:why.way.${found.way}`),
    weight: number(found.weight),
    rare: number(found.rare),
    worth: number(found.worth),
  })
  if (isWeak) return `${line} (${t('search:why.weak')})`
  return found.off > 0 ? `${line} (${t('search:why.off', { off: number(found.off) })})` : line
}

function lines(t: Translate, why: Why): string[] {
  return [
    ...(why.corrected ? [t('search:why.mended', { q: why.corrected })] : []),
    ...why.reasons.map((reason) => reasonLine(t, reason)),
    ...(why.title > 0 ? [t('search:why.title', { worth: number(why.title) })] : []),
    ...(why.literal > 0 ? [t('search:why.literal', { worth: number(why.literal) })] : []),
    t('search:why.total', { total: number(why.total) }),
  ]
}

/** `npm run search:why`: why an offer comes up for some words, in which place, or why it does not. Answers with the exit code. */
export function runWhy(
  argv: ReadonlyArray<string>,
  io: CommandIo,
  { db, now }: { db: Db; now: Date },
): Promise<number> {
  return carryOut(argv, io, { usage: (t) => [t('search:why.usage')] }, ({ t, words, language }) => {
    const [q, id, more] = words
    if (q === undefined || id === undefined || more !== undefined) {
      io.err(t('search:why.usage'))
      return EXIT.unusable
    }
    const known = findOfferId(db, id)
    const offer = known ? readOffer(db, known) : undefined
    if (!offer) {
      io.err(t('search:why.unknown', { id }))
      return EXIT.refused
    }
    const title = textIn(offer.title, language).text
    const why = whyFound(db, q, offer.id, Number(now))
    if (!why) {
      io.err(t('search:why.notIndexed', { title }))
      return EXIT.refused
    }
    const query = {
      q,
      facets: { kind: kindsOn() },
      sort: 'best' as const,
      page: 1,
      now: Number(now),
      count: [],
      language,
    }
    const { ids, total } = searchEmbedded(db, { ...query, pageSize: EVERY_RESULT })
    const { near } = searchEmbedded(db, { ...query, pageSize: OFFERS_A_PAGE })
    const place = ids.indexOf(offer.id) + 1
    if (place > 0) io.out(t('search:why.place', { title, place, total, q }))
    else io.out(t(near.includes(offer.id) ? 'search:why.near' : 'search:why.absent', { title, q }))
    for (const line of lines(t, why)) io.out(`  ${line}`)
    if (!isVisible(offer, Number(now)) || !kindIsOn(offer.kind)) io.out(t('search:why.hidden'))
    return EXIT.done
  })
}
