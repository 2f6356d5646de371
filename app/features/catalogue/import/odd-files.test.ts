import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { wallClock } from '#app/i18n/zoned-time.ts'
import { csv, file, imported, run, smallDatabase } from '#tests/support/import.ts'

const page = (...items: unknown[]) => file('page.json', JSON.stringify({ items, hasNextPage: false }))
const nl = (value: string) => [{ language: 'nl-NL', value }]

describe('cells as people fill them', () => {
  test('mistakes of a spreadsheet are refused in every column, a key that Excel shortened too', async () => {
    const { code, text } = await run(smallDatabase(), [
      csv(
        'code;titel;omschrijving;prijs',
        'A;#N/B;Tekst;1',
        'B;Goed;#VERW!;1',
        'C;Goed;Tekst;#DEEL/0!',
        '1,23457E+11;Goed;;',
      ),
      '--lang=en',
    ])
    expect(code).toBe(1)
    for (const line of ['line 2: titel', 'line 3: omschrijving', 'line 4: prijs', 'line 5: code'])
      expect(text).toContain(line)
    expect(text).toContain('‘#VERW!’. That is an error of the spreadsheet')
    expect(text).toContain('Excel turned this key into ‘1,23457E+11’')
  })

  test('what says nothing is an empty cell: no title, and nothing in a column that may be empty', async () => {
    const db = smallDatabase()
    const { text } = await run(db, [
      csv(
        'code;titel;omschrijving;prijs;docent;zichtbaar tot en met',
        'A;Schrijven;NULL;n.v.t.;n.v.t.;-',
        'B;n.v.t.;-;;;',
      ),
      '--apply',
      '--skip-refused',
    ])
    expect(text).toContain('regel 3: titel: hier moet iets staan.')
    expect(imported(db, 'A')).toMatchObject({ body: { nl: '' }, costCents: null, publishUntil: null, details: {} })
  })

  test('several languages in one cell are both; another one is refused', async () => {
    const db = smallDatabase()
    const cells = ['NL/EN', 'Nederlands en Engels', 'English or Dutch', 'NL + EN', 'Engels (optioneel)', 'NED', 'Duits']
    const rows = cells.map((cell, at) => `L${at};Taal ${at};${cell}`)
    const { text } = await run(db, [csv('code;titel;voertaal', ...rows), '--apply', '--skip-refused'])
    const both = ['nl', 'en']
    const read = [0, 1, 2, 3, 4, 5].map((at) => imported(db, `L${at}`).languages)
    expect(read.map((one) => [...one].sort().reverse())).toEqual([both, both, both, both, ['en'], ['nl']])
    expect(text).toContain('‘Duits’ kennen we niet')
  })

  test('a duration or a link that cannot be read is named and left out; on a later import what was there stays', async () => {
    const db = smallDatabase()
    await run(db, [csv('code;titel;duur;link', 'A;Een;2 dagdelen;https://leren.example/a'), '--apply'])
    expect(imported(db, 'A')).toMatchObject({ duration: { amount: 1, unit: 'days' }, link: 'https://leren.example/a' })
    const { code, text } = await run(db, [csv('code;titel;duur;link', 'A;Een;2 tot 3 dagen;leren/a'), '--apply'])
    expect([code, text]).toEqual([0, expect.stringContaining('Let op: 2')])
    expect(text).toContain('‘2 tot 3 dagen’ is geen duur')
    expect(imported(db, 'A')).toMatchObject({ duration: { amount: 1, unit: 'days' }, link: 'https://leren.example/a' })
  })

  test('files of a Mac are read; what was spoilt is refused, and nothing is written', async () => {
    const db = smallDatabase()
    const text = 'code;titel\nA;Financiële basis voor coördinatoren'
    expect((await run(db, [file('mac.csv', iconv.encode(text, 'macintosh')), '--apply'])).code).toBe(0)
    expect(imported(db, 'A').title.nl).toBe('Financiële basis voor coördinatoren')
    const mixed = Buffer.concat([Buffer.from('code;titel\nB;Één\n'), iconv.encode('C;Twéé', 'latin1')])
    const { code, text: said } = await run(db, [file('mixed.csv', mixed), '--apply'])
    expect([code, said]).toEqual([2, expect.stringContaining('op twee manieren opgeslagen')])
    expect(() => imported(db, 'B')).toThrow()
  })
})

describe('days and times', () => {
  const row = (key: string, rest: string) => `${key};Titel ${key};${rest}`
  const HEAD = 'code;titel;datum;van;tot'

  test('the hour that spring skips is refused; of the one that autumn doubles the first is meant, and told', async () => {
    const db = smallDatabase()
    const { text } = await run(db, [
      csv(HEAD, row('A', '28-03-2027;02:30;04:30'), row('B', '31-10-2027;02:30;04:30')),
      '--apply',
      '--skip-refused',
    ])
    expect(text).toContain('regel 2: datum: deze tijd bestaat die dag niet')
    expect(text).toContain('regel 3: datum: 2027-10-31 02:30 komt die nacht twee keer voor')
    expect(imported(db, 'B').sessions[0]?.startsAt).toBe(Date.parse('2027-10-31T00:30:00Z'))
  })

  test('an event goes on until midnight by 24:00 and by 00:00; past midnight is refused with what to do', async () => {
    const db = smallDatabase()
    const rows = [
      row('A', '12-01-2027;22:00;24:00'),
      row('B', '12-01-2027;22:00;00:00'),
      row('C', '12-01-2027;22:00;02:00'),
    ]
    const { text } = await run(db, [csv(HEAD, ...rows), '--kind', 'event', '--apply', '--skip-refused'])
    for (const key of ['A', 'B'])
      expect(imported(db, key).sessions[0]?.days).toEqual([{ date: '2027-01-12', from: '22:00', until: '24:00' }])
    expect(text).toContain(
      'regel 4: tot: de eindtijd ligt niet na de begintijd: 22:00 – 02:00. Gaat het door tot middernacht',
    )
  })

  test('an end date makes a session of several days; of a long stretch only its ends are known', async () => {
    const db = smallDatabase()
    const head =
      'Course Code;Course Title;Start Date;End Date;Start Time;End Time;Location;Max participants;Price (EUR)'
    const { code, text } = await run(db, [
      csv(
        head,
        'A;How to give feedback;12/01/2027;13/01/2027;09:00;17:00;Room 3;20;250',
        'B;Writing;12/01/2027;16/03/2027;09:00;17:00;Room 3;20;250',
      ),
      '--apply',
      '--lang=en',
    ])
    expect(code).toBe(0)
    expect(text).not.toContain('do not use')
    expect(imported(db, 'A')).toMatchObject({ costCents: 25_000, title: { en: 'How to give feedback' } })
    expect(imported(db, 'A').sessions).toMatchObject([
      { seats: 20, days: [{ date: '2027-01-12' }, { date: '2027-01-13' }] },
    ])
    expect(imported(db, 'B').sessions[0]?.days.map(({ date }) => date)).toEqual(['2027-01-12', '2027-03-16'])
    expect(text).toContain('only a first and a last day (2027-01-12 – 2027-03-16)')
  })

  test('what a session has beside its day comes in, stays when there is no column for it, and is cleared when empty', async () => {
    const db = smallDatabase()
    const head = `${HEAD};minimum;maximum;beslisdatum;aanmelden tot en met;afmelden tot en met;met wachtlijst;sessietrainer;online link;tijdzone;AiM-doelen`
    const full = row(
      'A',
      '12-04-2027;09:00;12:00;6;12;01-04-2027;05-04-2027;07-04-2027;nee;Noor Smit;https://meet.example/a;Europe/London;delen, vernieuwen',
    )
    expect((await run(db, [csv(head, full), '--apply'])).code).toBe(0)
    const decided = {
      least: 6,
      seats: 12,
      decideOn: '2027-04-01',
      signUpUntil: '2027-04-05',
      cancelUntil: '2027-04-07',
      waitingList: false,
      trainer: 'Noor Smit',
      onlineLink: 'https://meet.example/a',
      zone: 'Europe/London',
    }
    expect(imported(db, 'A').sessions).toMatchObject([decided])
    expect(imported(db, 'A').sessions[0]?.startsAt).toBe(Date.parse('2027-04-12T08:00:00Z'))
    expect([...imported(db, 'A').aimGoals].sort()).toEqual(['renew', 'share'])
    const again = await run(db, [csv(HEAD, row('A', '12-04-2027;09:00;12:00')), '--apply'])
    expect(again.text).toContain('Ongewijzigd: 1')
    await run(db, [csv(`${HEAD};minimum;sessietrainer`, row('A', '12-04-2027;09:00;12:00;;')), '--apply'])
    expect(imported(db, 'A').sessions).toMatchObject([{ ...decided, least: null, trainer: '' }])
    const wrong = await run(db, [csv(`${HEAD};tijdzone`, row('A', '12-04-2027;09:00;12:00;Amsterdam'))])
    expect(wrong.text).toContain('‘Amsterdam’ is geen tijdzone')
  })
})

test('a vacancy comes in by the headers of a vacancy system: its number is the key, a range of hours is the least and the most', async () => {
  const db = smallDatabase()
  const head =
    'Vacaturenummer;Vacaturetitel;Functieprofiel;Eenheid;Schaal;Uren per week;Sluitingsdatum;Dienstverband;Open voor'
  const { code, text } = await run(db, [
    csv(head, 'V-1;Adviseur onderwijs;Beleidsmedewerker 2;law;10;32-38;31-12-2027;Vast dienstverband;intern'),
    '--kind',
    'vacancy',
    '--apply',
  ])
  expect([code, code === 0 ? '' : text]).toEqual([0, ''])
  expect(imported(db, 'V-1').details).toMatchObject({
    reference: 'V-1',
    hoursMin: 32,
    hoursMax: 38,
    contract: 'permanent',
    closesOn: '2027-12-31',
  })
})

test('courses of the Open Education API: what ends is exclusive, a moment is a moment, and what is odd is left out', async () => {
  const db = smallDatabase()
  const course = (courseId: string, more: object) => ({
    courseId,
    name: nl(`Plannen ${courseId}`),
    description: nl('Tekst.'),
    ...more,
  })
  const { code, text } = await run(db, [
    page(
      course('a', { validFrom: '2026-09-01', validTo: '2026-11-30' }),
      course('b', { validFrom: '2026-11-30T23:00:00Z', validTo: '2027-08-31T22:00:00Z' }),
      course('c', { duration: 'P1Y6M2W', link: 'example.org/course' }),
    ),
    '--apply',
  ])
  expect([code, text]).toEqual([0, expect.stringContaining('Let op: 2')])
  const until = (key: string) => {
    const { date, time } = wallClock(imported(db, key).publishUntil ?? 0)
    return `${date} ${time}`
  }
  expect([until('a'), until('b')]).toEqual(['2026-11-30 00:00', '2027-09-01 00:00'])
  expect(wallClock(imported(db, 'b').publishFrom ?? 0)).toMatchObject({ date: '2026-12-01', time: '00:00' })
  expect(imported(db, 'c')).toMatchObject({ duration: null, link: null })
})

test('offerings bring what they say of their session: numbers, who may sign up when, costs, and that it does not go on', async () => {
  const db = smallDatabase()
  await run(db, [page({ courseId: 'c-1', name: nl('Leidinggeven'), description: [] }), '--apply'])
  const times = { startDateTime: '2027-04-12T09:00:00+01:00', endDateTime: '2027-04-12T12:00:00+01:00' }
  const offering = (courseOfferingId: string, more: object) => ({
    courseOfferingId,
    courseId: 'c-1',
    ...times,
    ...more,
  })
  const period = (startDateTime: string, endDateTime: string) => ({ startDateTime, endDateTime })
  const { code, text } = await run(db, [
    page(
      offering('o-1', {
        minNumberStudents: 6,
        maxNumberStudents: 12,
        timeZone: 'Europe/London',
        enrolmentPeriods: [period('2027-01-04T00:00:00+01:00', '2027-04-05T22:00:00Z')],
        priceInformation: [{ costType: 'total costs', amount: '340.50', currency: 'EUR' }],
      }),
      offering('o-2', {
        startDateTime: '2027-05-12T08:00:00Z',
        endDateTime: '2027-05-12T22:00:00Z',
        state: 'cancelled',
      }),
      offering('o-3', { state: 'concept' }),
    ),
    '--apply',
  ])
  expect([code, text]).toEqual([0, expect.stringContaining('regel 3: state: deze uitvoering is ‘concept’')])
  const [first, second, third] = imported(db, 'c-1').sessions
  expect(first).toMatchObject({
    sourceKey: 'o-1',
    zone: 'Europe/London',
    days: [{ date: '2027-04-12', from: '09:00', until: '12:00' }],
    startsAt: Date.parse('2027-04-12T08:00:00Z'),
    least: 6,
    seats: 12,
    signUpFrom: '2027-01-04',
    signUpUntil: '2027-04-05',
    costCents: 34_050,
  })
  expect(second).toMatchObject({ sourceKey: 'o-2', cancelled: true, days: [{ from: '10:00', until: '24:00' }] })
  expect(third).toBeUndefined()
  // A zone that somebody chose in the portal stays: the moment is what the source gives.
  const moved = offering('o-1', { startDateTime: '2027-04-13T08:00:00Z', endDateTime: '2027-04-13T11:00:00Z' })
  await run(db, [page(moved), '--apply'])
  const after = imported(db, 'c-1').sessions.find(({ sourceKey }) => sourceKey === 'o-1')
  expect(after).toMatchObject({ zone: 'Europe/London', days: [{ date: '2027-04-13', from: '09:00', until: '12:00' }] })
  const v5 = { offeringId: 'o-4', course: 'c-1', startDate: '2027-04-12', endDate: '2027-04-12' }
  expect((await run(db, [page(v5)])).text).toContain('hier staat alleen een dag (2027-04-12)')
})
