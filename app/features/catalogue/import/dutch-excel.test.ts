import { readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { csv, file, imported, run, smallDatabase } from '#tests/support/import.ts'

describe('CSV from a Dutch Excel', () => {
  const head =
    'Cursuscode;Titel;Omschrijving;Thema;Doelgroep;Waar;Duur;Kosten;Certificaat;Sluitdatum;Zichtbaar tot en met;Eenheid;Aanbieder;Competenties;Taal'
  const row =
    'c1;Café houden;"Je leert het vak.\r\n\r\nEn meer.";Welzijn, Leiderschap;Promovendi;Op locatie;2 dagen;€ 1.234,56;ja;;31-12-2027;Loopbaancentrum;Bureau Kantelpunt;Feedback geven;Nederlands'

  test('in Windows-1252 goes in with dates, amounts, yes and no, and labels', async () => {
    const db = smallDatabase()
    const { code, text } = await run(db, [
      file('x.csv', iconv.encode(`${head}\r\n${row}\r\n`, 'windows-1252')),
      '--apply',
    ])
    expect(text).toContain('(csv, Windows-1252)')
    expect(text).toContain('Deze kolommen gebruiken we niet: Sluitdatum.')
    expect(code).toBe(0)
    expect(imported(db, 'c1')).toMatchObject({
      title: { nl: 'Café houden', en: '' },
      body: { nl: 'Je leert het vak.\n\nEn meer.' },
      themes: ['wellbeing', 'leadership'],
      targetGroups: ['phd-candidates'],
      format: 'on-campus',
      duration: { amount: 2, unit: 'days' },
      costCents: 123456,
      details: { certificate: true },
      publishUntil: Date.parse('2027-12-31T23:00:00Z'),
      units: ['career-centre'],
      provider: 'bureau-kantelpunt',
      competences: ['giving-feedback'],
      languages: ['nl'],
    })
  })

  test('with one row a session goes in, and the seats that were taken stay', async () => {
    const db = smallDatabase()
    const lines = [
      'code\ttitel_nl\ttitle_en\tdatum\tvan\ttot\tlocatie\tplekken',
      's1\tSpreken\tSpeaking\t03-06-2027\t9:30\t12.30\tZaal 1\t12',
      's1\t\t\t4/6/2027\t09:30\t12:30\tZaal 2\t',
      's2\tLuisteren\tListening\t\t\t\t\t',
    ]
    expect((await run(db, [csv(...lines), '--apply'])).code).toBe(0)
    const { sessions, title } = imported(db, 's1')
    expect(title).toEqual({ nl: 'Spreken', en: 'Speaking' })
    expect(sessions).toMatchObject([
      { days: [{ date: '2027-06-03', from: '09:30', until: '12:30' }], place: { nl: 'Zaal 1' }, seats: 12 },
      { days: [{ date: '2027-06-04', from: '09:30', until: '12:30' }], place: { nl: 'Zaal 2' }, seats: null },
    ])
    expect(imported(db, 's2').sessions).toEqual([])
    db.$client.prepare('UPDATE sessions SET seats_taken = 5 WHERE id = ?').run(sessions[0]?.id)
    const again = await run(db, [csv(...lines), '--apply'])
    expect(again.text).toContain('Klaar: 0 nieuw, 0 gewijzigd, 2 ongewijzigd.')
    expect(imported(db, 's1').sessions[0]).toMatchObject({ taken: 5, id: sessions[0]?.id })
  })

  test('of vacancies goes in with the fields of a vacancy', async () => {
    const db = smallDatabase()
    const source = csv(
      'Sleutel;Titel (nl);Titel (en);Sluitdatum;Open voor;Schaal;Uren minimaal;Uren maximaal;Contract;Salaris minimaal;Functieprofiel;Werkgever_nl;Werkgever_en;Kenmerk',
      'v1;Data-analist;Data analyst;31-03-2027;intern;10;28,8;36;tijdelijk;€ 3.217;Data 3;Bibliotheek;Library;2027-14',
    )
    const wrong = await run(db, [source, '--kind', 'vacancy'])
    expect(wrong.text).toContain('regel 2: Salaris minimaal: ‘€ 3.217’ is geen getal.')
    expect(wrong.code).toBe(1)
    const right = file('x.csv', readFileSync(source, 'utf8').replace('€ 3.217', '3.217'))
    expect((await run(db, [right, '--kind', 'vacancy', '--apply'])).code).toBe(0)
    expect(imported(db, 'v1').details).toMatchObject({
      closesOn: '2027-03-31',
      scope: 'internal',
      hoursMin: 28.8,
      contract: 'temporary',
      salaryMin: 3217,
      scale: '10',
    })
  })
})
