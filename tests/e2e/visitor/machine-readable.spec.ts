import { type APIRequestContext, expect, test } from '@playwright/test'
import { OFFER_KINDS, OFFERS, type OfferKind } from '#tests/support/demo-offers.ts'
import { Portal } from '#tests/support/portal.ts'

type Json = Record<string, unknown>

async function html(request: APIRequestContext, path: string): Promise<string> {
  const answer = await request.get(path)
  expect(answer.status(), path).toBe(200)
  return answer.text()
}

async function jsonLd(request: APIRequestContext, path: string): Promise<Json> {
  const page = await html(request, path)
  const scripts = [...page.matchAll(/<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/gs)]
  expect(scripts, path).toHaveLength(1)
  return JSON.parse(scripts[0]?.[1] ?? '') as Json
}

const TYPES: Record<OfferKind, { type: string; has: string[] }> = {
  training: { type: 'Course', has: ['name', 'description', 'provider', 'hasCourseInstance'] },
  event: {
    type: 'EducationEvent',
    has: ['name', 'description', 'startDate', 'endDate', 'location', 'organizer', 'eventStatus', 'eventAttendanceMode'],
  },
  vacancy: {
    type: 'JobPosting',
    has: [
      'title',
      'description',
      'datePosted',
      'validThrough',
      'hiringOrganization',
      'jobLocation',
      'employmentType',
      'baseSalary',
    ],
  },
  story: { type: 'Article', has: ['headline', 'author', 'datePublished'] },
  'self-test': { type: 'Quiz', has: ['name', 'description', 'provider', 'timeRequired'] },
  mentoring: { type: 'Service', has: ['name', 'description', 'provider', 'serviceType'] },
  coaching: { type: 'Service', has: ['name', 'description', 'provider', 'serviceType'] },
  'career-advice': { type: 'Service', has: ['name', 'description', 'provider', 'serviceType'] },
}

for (const kind of OFFER_KINDS) {
  for (const language of ['nl', 'en'] as const) {
    test(`an offer of the kind ${kind} is readable for machines (${language})`, async ({ request, baseURL }) => {
      const data = await jsonLd(request, OFFERS[kind][language])
      expect(data['@context']).toBe('https://schema.org')
      expect(data['@type']).toBe(TYPES[kind].type)
      for (const property of TYPES[kind].has) expect(data[property], property).toBeTruthy()
      expect(data.url).toBe(`${baseURL}${OFFERS[kind][language]}`)
      // Nothing is handed to machines that the page does not tell people.
      expect(JSON.stringify(data)).not.toMatch(/undefined|null|@lindehoven/)
    })
  }
}

test('a course names how and when it is given, and who gives it', async ({ request }) => {
  const course = await jsonLd(request, OFFERS.training.en)
  expect(course.provider).toEqual({ '@type': 'Organization', name: 'HR Department' })
  const instances = course.hasCourseInstance as Json[]
  expect(instances).toHaveLength(2)
  for (const instance of instances) {
    expect(instance['@type']).toBe('CourseInstance')
    expect(instance.courseMode).toBe('Blended')
    expect(Date.parse(String(instance.startDate))).toBeGreaterThan(Date.parse('2027-02-01T09:00:00Z'))
    expect(Date.parse(String(instance.endDate))).toBeGreaterThan(Date.parse(String(instance.startDate)))
  }
  expect(instances[0]?.startDate).toBe('2027-02-18T08:30:00.000Z')
  expect(instances[0]).toMatchObject({ maximumAttendeeCapacity: 12, remainingAttendeeCapacity: 3 })
})

test('an event names its moment and its place', async ({ request }) => {
  const event = await jsonLd(request, OFFERS.event.nl)
  expect(event.startDate).toBe('2027-02-10T11:15:00.000Z')
  expect(event.location).toEqual({
    '@type': 'Place',
    name: 'Academiegebouw, zaal 1.12',
    address: 'Academiegebouw, zaal 1.12',
  })
  expect(event.eventStatus).toBe('https://schema.org/EventScheduled')
})

test('a vacancy names its last day, its employer and its salary', async ({ request }) => {
  const job = await jsonLd(request, OFFERS.vacancy.nl)
  expect(job.title).toBe('Data steward bij de Faculteit Geneeskunde')
  // Until the end of the day in the Netherlands.
  expect(String(job.validThrough)).toMatch(/^2027-02-25T2[23]:/)
  expect(job.hiringOrganization).toMatchObject({ '@type': 'Organization', name: 'Faculteit Geneeskunde' })
  expect(job.jobLocation).toMatchObject({
    '@type': 'Place',
    address: { '@type': 'PostalAddress', addressCountry: 'NL' },
  })
  expect(job.baseSalary).toMatchObject({
    currency: 'EUR',
    value: { minValue: 3450, maxValue: 5480, unitText: 'MONTH' },
  })
})

test('a vacancy for colleagues only is not handed to job sites', async ({ request }) => {
  const page = await html(request, '/nl/catalogue/detachering-coordinator-ontvangst-nieuwe-promovendi')
  expect(page).not.toContain('application/ld+json')
})

test('a page says its own address and that of its twin', async ({ request, baseURL }) => {
  const pages = [
    { nl: '/nl', en: '/en' },
    { nl: '/nl/catalogue', en: '/en/catalogue' },
    { nl: '/nl/stories', en: '/en/stories' },
    { nl: '/nl/guides/privacy', en: '/en/guides/privacy' },
    ...OFFER_KINDS.map((kind) => OFFERS[kind]),
  ]
  for (const page of pages) {
    for (const language of ['nl', 'en'] as const) {
      const text = await html(request, page[language])
      expect(text).toContain(`<link rel="canonical" href="${baseURL}${page[language]}"/>`)
      expect(text).toMatch(new RegExp(`<link rel="alternate" hrefLang="nl" href="${baseURL}${page.nl}"/>`, 'i'))
      expect(text).toMatch(new RegExp(`<link rel="alternate" hrefLang="en" href="${baseURL}${page.en}"/>`, 'i'))
      expect(text).toMatch(/<meta name="description" content="[^"]{20,}"/)
    }
  }
})

test('a search, saved offers and the wish form are not for search engines; the catalogue itself is', async ({
  request,
  baseURL,
}) => {
  for (const path of [
    '/nl/catalogue?q=team',
    '/nl/catalogue?kind=training',
    '/nl/catalogue?page=2',
    '/nl/saved',
    '/nl/wish',
  ]) {
    expect(await html(request, path), path).toContain('<meta name="robots" content="noindex"/>')
  }
  const catalogue = await html(request, '/nl/catalogue')
  expect(catalogue).not.toContain('noindex')
  expect(await html(request, '/nl/catalogue?q=team')).toContain(
    `<link rel="canonical" href="${baseURL}/nl/catalogue"/>`,
  )
})

test('robots.txt leads to the site map', async ({ request, baseURL }) => {
  const answer = await request.get('/robots.txt')
  expect(answer.headers()['content-type']).toMatch(/^text\/plain/)
  const lines = (await answer.text()).split('\n')
  expect(lines).toContain('User-agent: *')
  expect(lines).toContain(`Sitemap: ${baseURL}/sitemap.xml`)
  for (const hidden of ['/*/saved', '/*/my', '/*/desk', '/*/sign-in']) expect(lines).toContain(`Disallow: ${hidden}`)
})

test('security.txt is there when somebody is named to tell, and ends within a year', async ({ request }) => {
  expect((await request.get('/.well-known/security.txt')).status()).toBe(404)
  const portal = new Portal({
    KOERS_DEMO: 'on',
    KOERS_CLOCK: '2027-02-01T09:00:00Z',
    SECURITY_CONTACT: 'mailto:security@koers.example',
  })
  try {
    const { origin } = await portal.ready()
    const answer = await request.get(`${origin}/.well-known/security.txt`)
    expect(answer.headers()['content-type']).toBe('text/plain; charset=utf-8')
    expect(await answer.text()).toBe(
      [
        'Contact: mailto:security@koers.example',
        'Expires: 2027-11-28T00:00:00.000Z',
        'Preferred-Languages: nl, en',
        `Canonical: ${origin}/.well-known/security.txt`,
        '',
      ].join('\r\n'),
    )
  } finally {
    await portal.stop()
  }
})

test('the site map holds every offer in both languages, and each address in it answers', async ({
  request,
  baseURL,
}) => {
  const answer = await request.get('/sitemap.xml')
  expect(answer.headers()['content-type']).toMatch(/^application\/xml/)
  const xml = await answer.text()
  const addresses = [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => match[1] ?? '')
  expect(new Set(addresses).size).toBe(addresses.length)
  const offers = (language: string) =>
    addresses.filter((address) => address.startsWith(`${baseURL}/${language}/catalogue/`))
  expect(offers('nl')).toHaveLength(133)
  expect(offers('en')).toHaveLength(133)
  for (const kind of OFFER_KINDS) {
    expect(addresses).toContain(`${baseURL}${OFFERS[kind].nl}`)
    expect(addresses).toContain(`${baseURL}${OFFERS[kind].en}`)
  }
  for (const address of addresses) {
    const page = await request.head(address, { maxRedirects: 0 })
    expect(page.status(), address).toBe(200)
  }
})

test('the manifest names the portal and an icon that exists', async ({ request }) => {
  const answer = await request.get('/manifest.webmanifest')
  expect(answer.headers()['content-type']).toMatch(/^application\/manifest\+json/)
  const manifest = (await answer.json()) as { name: string; start_url: string; icons: Array<{ src: string }> }
  expect(manifest).toMatchObject({ name: 'Koers', start_url: '/' })
  for (const icon of manifest.icons) expect((await request.get(icon.src)).status()).toBe(200)
})
