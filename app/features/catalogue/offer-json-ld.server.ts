import { pick } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import { settings } from '#app/platform/env.server.ts'
import { publicOrigin } from '#app/platform/http/origin.server.ts'
import { plainText, renderMarkdown } from '#app/platform/markdown.server.ts'
import type { Words } from './kind.ts'
import { kindOf } from './kinds.ts'
import type { Names } from './names.server.ts'
import type { Duration } from './offer-schema.ts'
import type { Offer, Session } from './offer-store.server.ts'

const COURSE_MODE = { 'on-campus': 'Onsite', online: 'Online', blended: 'Blended', 'self-paced': 'Online' } as const

function organisation(offer: Offer, words: Words, names: Names): { '@type': 'Organization'; name: string } {
  const provider = offer.provider ? names.providers.get(offer.provider) : undefined
  const unit = names.units.get(offer.units[0] ?? '')
  return { '@type': 'Organization', name: (provider ?? unit)?.[words.language] ?? settings().KOERS_NAME }
}

function sessionFacts(session: Session, words: Words): Record<string, unknown> {
  const place = words.pick(session.place).text
  return {
    startDate: new Date(session.startsAt).toISOString(),
    endDate: new Date(session.endsAt).toISOString(),
    location: session.online
      ? { '@type': 'VirtualLocation', url: publicOrigin() }
      : { '@type': 'Place', name: place, address: place },
    eventStatus: `https://schema.org/${session.cancelled ? 'EventCancelled' : 'EventScheduled'}`,
    eventAttendanceMode: `https://schema.org/${session.online ? 'OnlineEventAttendanceMode' : 'OfflineEventAttendanceMode'}`,
    ...(session.seats === null
      ? {}
      : {
          maximumAttendeeCapacity: session.seats,
          remainingAttendeeCapacity: Math.max(0, session.seats - session.taken),
        }),
  }
}

/** `PT4H`, `P2D`: ISO 8601, as schema.org asks. */
function isoDuration({ times = 1, amount, unit }: Duration): string {
  const letter = { minutes: 'M', hours: 'H', days: 'D', weeks: 'W', months: 'M' }[unit]
  const isTime = unit === 'minutes' || unit === 'hours'
  return `P${isTime ? 'T' : ''}${times * amount}${letter}`
}

/** The offer as schema.org JSON-LD for search engines: what the page shows, and nothing else. */
export function offerJsonLd(offer: Offer, words: Words, names: Names): Record<string, unknown> {
  const { language, now } = words
  const kind = kindOf(offer.kind)
  const own = kind.jsonLd(offer.details, words)
  const url = `${publicOrigin()}${paths.offer(language, offer.slug[language])}`
  const coming = offer.sessions.filter((session) => session.startsAt > now)
  const free = offer.costCents === null ? {} : { isAccessibleForFree: offer.costCents === 0 }
  const name = pick(offer.title, language).text
  const description = pick(offer.summary, language).text || plainText(pick(offer.body, language).text).slice(0, 300)
  const base = { '@context': 'https://schema.org', ...own, url, inLanguage: offer.languages, ...free }
  switch (own['@type']) {
    case 'Course': {
      const instances = coming.map((session) => ({
        '@type': 'CourseInstance',
        courseMode: COURSE_MODE[offer.format],
        ...sessionFacts(session, words),
      }))
      const workload = offer.duration ? { courseWorkload: isoDuration(offer.duration) } : {}
      const always = [{ '@type': 'CourseInstance', courseMode: COURSE_MODE[offer.format], ...workload }]
      return {
        ...base,
        name,
        description,
        provider: organisation(offer, words, names),
        hasCourseInstance: instances.length > 0 ? instances : always,
      }
    }
    case 'EducationEvent': {
      const [next] = coming.length > 0 ? coming : offer.sessions
      return {
        ...base,
        name,
        description,
        organizer: organisation(offer, words, names),
        ...(next ? sessionFacts(next, words) : {}),
      }
    }
    case 'JobPosting':
      return {
        ...base,
        title: name,
        description: renderMarkdown(pick(offer.body, language).text),
        datePosted: new Date(offer.publishFrom ?? offer.createdAt).toISOString(),
        jobLocation: { '@type': 'Place', address: { '@type': 'PostalAddress', addressCountry: 'NL' } },
      }
    case 'Article':
      return { ...base, headline: name, description, datePublished: new Date(offer.textAt[language]).toISOString() }
    default:
      return { ...base, name, description, provider: organisation(offer, words, names) }
  }
}
