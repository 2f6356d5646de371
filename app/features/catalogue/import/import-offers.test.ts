import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW } from '#tests/support/database.ts'
import { fingerprint, found, imported, jsonl, run, smallDatabase } from '#tests/support/import.ts'
import { checkOffer } from '../check-offer.ts'
import { type Offer, readOffer } from '../offer-store.server.ts'
import { saveOffer } from '../save-offer.server.ts'

const glass = {
  id: 'g1',
  name: 'Blowing glass for beginners',
  field: 'Kunstnijverheid',
  description:
    'In this course you learn to blow glass. The oven is hot and the work is slow. <script>alert(1)</script>',
}

describe('a file of real courses', () => {
  test('shows first what would change and writes nothing', async () => {
    const db = smallDatabase()
    const before = fingerprint(db)
    const { code, text } = await run(db, [jsonl(glass)])
    expect(code).toBe(0)
    expect(text).toContain('regel 1: Blowing glass for beginners (g1)')
    expect(text).toContain('Er is niets geschreven. Voeg --apply toe')
    expect(fingerprint(db)).toBe(before)
  })

  test('goes in as published training, in the language it is written in, and is found', async () => {
    const db = smallDatabase()
    expect((await run(db, [jsonl(glass), '--apply'])).code).toBe(0)
    const offer = imported(db, 'g1')
    expect(offer).toMatchObject({
      kind: 'training',
      state: 'published',
      title: { nl: '', en: glass.name },
      body: { nl: '' },
      details: { field: 'Kunstnijverheid' },
      format: 'on-campus',
      learningForm: 'course',
      units: ['lindehoven'],
      owner: { unit: 'lindehoven' },
      reviewOn: '2028-02-01',
      languages: [],
    })
    expect(offer.summary.en).toBe('In this course you learn to blow glass. The oven is hot and the work is slow.')
    expect(offer.owner.email).toMatch(/@lindehoven\.example$/)
    expect(offer.body.en).not.toMatch(/script|alert/)
    expect([found(db, 'blowing glass'), found(db, 'kunstnijverheid')]).toEqual([1, 1])
  })

  test('changes nothing the second time, also a month later', async () => {
    const db = smallDatabase()
    const source = jsonl(
      glass,
      {
        ...glass,
        id: 'g2',
        description: '<p>Eén &amp; twee &lt;b&gt;</p><ul><li>drie</li></ul>',
        link: 'https://example.org/a',
      },
      { id: 'g3', name: 'Leeg', description: '' },
    )
    await run(db, [source, '--apply'])
    expect(imported(db, 'g2').body.nl || imported(db, 'g2').body.en).toBe('Eén & twee &lt;b>\n\n- drie')
    expect(imported(db, 'g2').link).toBe('https://example.org/a')
    const before = fingerprint(db)
    const { code, text } = await run(db, [source, '--apply', '--lang', 'en'], new Date(Number(NOW) + 31 * 86_400_000))
    expect(code).toBe(0)
    expect(text).toContain('Done: 0 new, 0 changed, 3 unchanged.')
    expect(fingerprint(db)).toBe(before)
  })

  test('that changed shows old and new, and keeps what was done in the portal', async () => {
    const db = smallDatabase()
    await run(db, [jsonl(glass), '--apply'])
    const { id, ...offer } = imported(db, 'g1')
    const edited = checkOffer({
      ...offer,
      title: { ...offer.title, nl: 'Glasblazen' },
      themes: ['wellbeing'],
      state: 'archived',
      textAt: null,
    })
    if (!edited.ok) throw new Error('the edit is wrong')
    inTransaction(db, (tx) => saveOffer(tx, asSystem('seed', 'offer.save'), edited.offer, NOW, { id }))
    const { text, code } = await run(db, [jsonl({ ...glass, name: 'Blowing glass, advanced' }), '--apply', '--lang=en'])
    expect(code).toBe(0)
    expect(text).toContain('title.en: ‘Blowing glass for beginners’ becomes ‘Blowing glass, advanced’')
    expect(imported(db, 'g1')).toMatchObject({
      title: { nl: 'Glasblazen', en: 'Blowing glass, advanced' },
      themes: ['wellbeing'],
      state: 'archived',
    })
  })
})

test('an import that breaks half way leaves nothing behind', async () => {
  const db = smallDatabase()
  db.$client.exec(
    "CREATE TRIGGER broken BEFORE INSERT ON offers WHEN NEW.source_key = 'import:g3' BEGIN SELECT RAISE(ABORT, 'disk is full'); END",
  )
  const before = fingerprint(db)
  const source = jsonl(glass, { ...glass, id: 'g2' }, { ...glass, id: 'g3' })
  await expect(run(db, [source, '--apply'])).rejects.toThrow('disk is full')
  expect(fingerprint(db)).toBe(before)
  expect(found(db, 'blowing glass')).toBe(0)
})

test('lone surrogates, HTML and links that run scripts never reach the database', async () => {
  const db = smallDatabase()
  const record = {
    id: 'x\u0000\ud800',
    title_nl: 'A\ud800B <b>C</b> &eacute;',
    title_en: 'T',
    description_nl: '<p>Hoi <img src=x onerror=alert(1)></p><p>[klik](javascript:alert(1))</p>',
    description_en: 'Plain *text* & more < 5',
  }
  expect((await run(db, [jsonl(record), '--apply'])).code).toBe(0)
  const offer = imported(db, 'x\uFFFD')
  expect(offer.title.nl).toBe('A\uFFFDB C é')
  expect(offer.body.nl).not.toMatch(/<|onerror/)
  expect(offer.body.en).toBe('Plain *text* & more < 5')
  const before = fingerprint(db)
  expect((await run(db, [jsonl(record), '--apply'])).text).toContain('1 ongewijzigd')
  expect(fingerprint(db)).toBe(before)
})

/** A session as a file names it: without what the portal keeps about it. */
function asInAFile({ days, place, online, seats, taken, waiting, cancelled, sourceKey }: Offer['sessions'][number]) {
  return { days, place, online, seats, taken, waiting, cancelled, sourceKey }
}

test('every kind can be imported as JSON lines, the way the portal itself writes its offers', async () => {
  const db = smallDatabase()
  const one = (kind: string) =>
    db.$client
      .prepare("SELECT id FROM offers WHERE kind = ? AND state = 'published' ORDER BY id LIMIT 1")
      .pluck()
      .get(kind) as string
  for (const kind of ['training', 'mentoring', 'coaching', 'vacancy', 'event', 'self-test', 'story', 'career-advice']) {
    const {
      id: _,
      slug: __,
      sourceKey: ___,
      textAt: ____,
      createdAt: _____,
      updatedAt: ______,
      publishFrom: _______,
      costCents,
      sessions,
      ...offer
    } = readOffer(db, one(kind)) as Offer
    const record = {
      ...offer,
      id: `copy-${kind}`,
      cost: costCents === null ? null : costCents / 100,
      ...(sessions.length > 0 ? { sessions: sessions.map(asInAFile) } : {}),
    }
    const { code, text } = await run(db, [jsonl(record), '--kind', kind, '--apply'])
    expect([code, kind, code === 0 ? '' : text]).toEqual([0, kind, ''])
    const { title, summary, body, details, duration, units } = imported(db, `copy-${kind}`)
    expect({ title, summary, body, details, duration, units }).toEqual({
      title: offer.title,
      summary: offer.summary,
      body: offer.body,
      details: offer.details,
      duration: offer.duration,
      units: offer.units,
    })
    expect(imported(db, `copy-${kind}`).sessions.map(({ days }) => days)).toEqual(sessions.map(({ days }) => days))
  }
})

test('courses of the Open Education API go in from an address, page after page', async () => {
  const db = smallDatabase()
  const course = (id: string, page: number) => ({
    courseId: id,
    name: [{ language: 'nl-NL', value: `Kantklossen ${page}` }],
    description: [{ language: 'nl-NL', value: '<p>Draad.</p>' }],
    teachingLanguages: ['nl-NL'],
    modesOfDelivery: ['online'],
    duration: 'P2W',
    link: 'https://example.org/k',
  })
  const server = createServer((request, response) => {
    const page = Number(new URL(request.url ?? '', 'http://x').searchParams.get('pageNumber') ?? 1)
    response.end(JSON.stringify({ pageNumber: page, hasNextPage: page < 2, items: [course(`k${page}`, page)] }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/courses`
  const { code } = await run(db, [
    address,
    '--apply',
    '--unit',
    'library',
    '--owner-email',
    'klos@lindehoven.example',
    '--state',
    'draft',
  ])
  const again = await run(db, [address, '--apply'])
  server.close()
  expect(code).toBe(0)
  expect(imported(db, 'k2')).toMatchObject({
    title: { nl: 'Kantklossen 2', en: '' },
    format: 'online',
    duration: { amount: 2, unit: 'weeks' },
    body: { nl: 'Draad.' },
    link: 'https://example.org/k',
    summary: { nl: 'Draad.' },
    languages: ['nl'],
    units: ['library'],
    owner: { unit: 'library', email: 'klos@lindehoven.example' },
    state: 'draft',
  })
  expect(again.text).toContain('2 ongewijzigd')
  expect(found(db, 'kantklossen')).toBe(0)
})
