import { textIn } from '#app/i18n/languages.ts'
import { wallClock, ZONE } from '#app/i18n/zoned-time.ts'
import { paths } from '#app/paths.ts'
import { publicOrigin } from '#app/platform/http/origin.server.ts'
import { portalName } from '#app/platform/portal/settings.server.ts'
import { plainText, renderMarkdown } from '#app/platform/text/markdown.server.ts'
import { nextSession } from '../cards.server.ts'
import type { Names } from '../catalogue-names.server.ts'
import type { KindDefinition, Words } from '../kinds/kind.ts'
import { kindOf } from '../kinds.ts'
import { costValue } from '../offer-rules.ts'
import type { OfferDuration } from '../offer-schema.ts'
import type { Offer, Session } from '../offer-store.server.ts'
import type { Format } from '../vocabulary.ts'

const COURSE_MODE = { 'on-campus': 'Onsite', online: 'Online', blended: 'Blended', 'self-paced': 'Online' } as const

function organisation(offer: Offer, words: Words, names: Names): { '@type': 'Organization'; name: string } {
  const provider = offer.provider ? names.providers.get(offer.provider) : undefined
  const unit = names.units.get(offer.units[0] ?? '')
  return { '@type': 'Organization', name: (provider ?? unit)?.[words.language] ?? portalName() }
}

/** Where a session is: in a room, in the browser, or in both. */
function attendance(session: Session, format: Format, words: Words): Record<string, unknown> {
  const place = words.pick(session.place).text
  const room = place ? [{ '@type': 'Place', name: place, address: place }] : []
  const browser = { '@type': 'VirtualLocation', url: publicOrigin() }
  const mode = format === 'blended' ? 'Mixed' : session.online ? 'Online' : 'Offline'
  const places = { Mixed: [...room, browser], Online: [browser], Offline: room }[mode]
  return {
    ...(places.length > 0 ? { location: places.length === 1 ? places[0] : places } : {}),
    eventAttendanceMode: `https://schema.org/${mode}EventAttendanceMode`,
  }
}

/** A moment in ISO 8601: in UTC, or as clocks show it where a session is given in another zone than the portal's. */
function isoIn(zone: string, moment: number): string {
  if (zone === ZONE) return new Date(moment).toISOString()
  const minutes = Math.round((wallClock(moment, zone).asUtc - moment) / 60_000)
  const two = (number: number) => String(number).padStart(2, '0')
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
  return `${new Date(moment + minutes * 60_000).toISOString().slice(0, 19)}${offset}`
}

/** What a session costs and between which days one can sign up, where it says so itself. */
function sessionOffer({ costCents, signUpFrom, signUpUntil }: Session): Record<string, unknown> {
  if (costCents === null && signUpFrom === null && signUpUntil === null) return {}
  return {
    offers: {
      '@type': 'Offer',
      ...(costCents === null ? {} : { price: (costCents / 100).toFixed(2), priceCurrency: 'EUR' }),
      ...(signUpFrom === null ? {} : { availabilityStarts: signUpFrom }),
      ...(signUpUntil === null ? {} : { availabilityEnds: signUpUntil }),
    },
  }
}

function sessionFacts(session: Session, format: Format, words: Words): Record<string, unknown> {
  return {
    startDate: isoIn(session.zone, session.startsAt),
    endDate: isoIn(session.zone, session.endsAt),
    ...attendance(session, format, words),
    ...sessionOffer(session),
    eventStatus: `https://schema.org/${session.cancelled ? 'EventCancelled' : 'EventScheduled'}`,
    ...(session.seats === null
      ? {}
      : {
          maximumAttendeeCapacity: session.seats,
          remainingAttendeeCapacity: Math.max(0, session.seats - session.taken),
        }),
  }
}

/** `PT4H`, `P2D`: ISO 8601, as schema.org asks. */
function isoDuration({ times = 1, amount, unit }: OfferDuration): string {
  const letter = { minutes: 'M', hours: 'H', days: 'D', weeks: 'W', months: 'M' }[unit]
  const isTime = unit === 'minutes' || unit === 'hours'
  return `P${isTime ? 'T' : ''}${times * amount}${letter}`
}

/** The dates of a course, or the one way it is given at any time. */
function courseInstances(offer: Offer, coming: ReadonlyArray<Session>, words: Words): Array<Record<string, unknown>> {
  const instance = { '@type': 'CourseInstance', courseMode: COURSE_MODE[offer.format] }
  const workload = offer.duration ? { courseWorkload: isoDuration(offer.duration) } : {}
  if (coming.length === 0) return [{ ...instance, ...workload }]
  return coming.map((session) => ({ ...instance, ...sessionFacts(session, offer.format, words) }))
}

/** The offer as schema.org JSON-LD for search engines: what the page shows, and nothing else; or nothing at all. */
export function offerJsonLd(
  offer: Offer,
  words: Words,
  names: Names,
  kind: KindDefinition = kindOf(offer.kind),
): Record<string, unknown> | null {
  const { language, now } = words
  const own = kind.jsonLd(offer.details, words)
  if (!own) return null
  const url = `${publicOrigin()}${paths.offer(language, offer.slug[language])}`
  const coming = offer.sessions.filter((session) => session.startsAt > now)
  const cost = costValue(offer.costCents, offer.payer)
  const name = textIn(offer.title, language).text
  const body = textIn(offer.body, language)
  const description = textIn(offer.summary, language).text || plainText(body.text).slice(0, 300)
  const base = { '@context': 'https://schema.org', ...own, url }
  // Only works and events know these; schema.org has them neither for services nor for jobs.
  const access = {
    ...(offer.languages.length > 0 ? { inLanguage: offer.languages } : {}),
    ...(cost ? { isAccessibleForFree: cost === 'free' } : {}),
  }
  const giver = organisation(offer, words, names)
  switch (kind.schema) {
    case 'course':
      return {
        ...base,
        ...access,
        name,
        description,
        provider: giver,
        hasCourseInstance: courseInstances(offer, coming, words),
      }
    case 'event': {
      const next = nextSession(offer, now) ?? offer.sessions[0]
      const when = next ? sessionFacts(next, offer.format, words) : null
      // Without a day or a place it would be an event that no search engine can show.
      if (!when || !('location' in when)) return null
      return { ...base, ...access, name, description, organizer: giver, ...when }
    }
    case 'job':
      return {
        ...base,
        title: name,
        description: renderMarkdown(body.text),
        datePosted: new Date(offer.publishFrom ?? offer.createdAt).toISOString(),
        jobLocation: { '@type': 'Place', address: { '@type': 'PostalAddress', addressCountry: 'NL' } },
      }
    case 'article':
      return {
        ...base,
        headline: name,
        description,
        inLanguage: body.language,
        datePublished: new Date(offer.textAt[body.language]).toISOString(),
      }
    case 'quiz':
      return { ...base, ...access, name, description, provider: giver }
    case 'service':
      return { ...base, name, description, provider: giver }
    default:
      return kind.schema satisfies never
  }
}
