import { readFileSync, statSync } from 'node:fs'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import { resources } from '#app/i18n/resources.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { fingerprint } from '#tests/support/import.ts'
import { emptyUniversity, HEAD, hr, hrFile, importPeopleFile, kept } from '#tests/support/people-import.ts'
import { addAffiliation, addPerson } from '../add-person.server.ts'
import { grantRole } from '../grant-role.server.ts'
import { PEOPLE_IMPORT_EXIT } from '../people-import-command.server.ts'
import { COLUMNS } from './columns.ts'
import { PEOPLE_FILE_PROBLEMS, ROW_PROBLEMS } from './import-row.ts'

const LOTTE = '1001;Lotte Kuiper;lotte@lindehoven.example;Faculteit Rechten;WP;Promovendus;01-09-2025;31-08-2029;1002'
const BRAM = '1002;Bram Postma;bram@lindehoven.example;law;wetenschappelijk;hoogleraar;2019-02-01;;'
const NIA = '1003;Nia Jansen;;IT Services;OBP;;1/3/2020;31-12-9999;1002'
const SIX = ['1004', '1005', '1006'].map((number) => `${number};Iemand ${number};;law;obp;;01-01-2020;;`)

async function withEverybody(): Promise<Db> {
  const db = emptyUniversity()
  await importPeopleFile(db, [hr(LOTTE, BRAM, NIA, ...SIX), '--apply'])
  return db
}

function operations(db: Db): number {
  return Number(db.$client.prepare('SELECT count(DISTINCT operation_id) FROM audit_events').pluck().get())
}

describe('a file of HR', () => {
  test('is only looked at without --apply: nothing is written', async () => {
    const db = emptyUniversity()
    const before = fingerprint(db)
    const { code, out } = await importPeopleFile(db, [hr(LOTTE, BRAM, NIA)])
    expect(fingerprint(db)).toBe(before)
    expect([code, out.at(-1)]).toEqual([PEOPLE_IMPORT_EXIT.done, expect.stringContaining('Er is niets geschreven')])
    expect(out).toContain('Nieuwe mensen: 3')
    expect(out).toContain('  regel 2: 1001')
  })

  test('becomes people, affiliations, managers and the role of employee, until the last day of the last contract', async () => {
    const db = emptyUniversity()
    const { code, out, err } = await importPeopleFile(db, [hr(LOTTE, BRAM, NIA), '--apply'])
    expect([code, err]).toEqual([PEOPLE_IMPORT_EXIT.done, []])
    expect(out.at(-1)).toBe('Klaar: 3 nieuw, 0 gewijzigd, 0 geen aanstelling meer, 0 ongewijzigd.')
    expect(kept(db, '1001')).toEqual({
      name: 'Lotte Kuiper',
      email: 'lotte@lindehoven.example',
      affiliations: ['law academic phd-candidate 2025-09-01 2029-08-31'],
      roles: ['employee 2027-02-01 2029-08-31'],
    })
    expect(kept(db, '1003')).toMatchObject({
      email: null,
      affiliations: ['it-services support - 2020-03-01 -'],
      roles: ['employee 2027-02-01 -'],
    })
    const managers = db.$client
      .prepare(
        `SELECT p.staff_number AS who, m.staff_number AS manager FROM affiliations a JOIN people p ON p.id = a.person_id
         LEFT JOIN people m ON m.id = a.manager_id ORDER BY who`,
      )
      .all()
    expect(managers).toEqual([
      { who: '1001', manager: '1002' },
      { who: '1002', manager: null },
      { who: '1003', manager: '1002' },
    ])
  })

  test('changes nothing the second time, and is one operation of the audit log the first', async () => {
    const db = emptyUniversity()
    const before = operations(db)
    const file = hr(LOTTE, BRAM, NIA)
    await importPeopleFile(db, [file, '--apply'])
    expect(operations(db)).toBe(before + 1)
    const state = fingerprint(db)
    const again = await importPeopleFile(db, [file, '--apply'])
    expect(again.out.at(-1)).toBe('Klaar: 0 nieuw, 0 gewijzigd, 0 geen aanstelling meer, 3 ongewijzigd.')
    expect(fingerprint(db)).toBe(state)
  })

  test('says what it does by row and number, never by name or address', async () => {
    const db = await withEverybody()
    const changed = LOTTE.replace('Kuiper', 'Kuipers').replace('lotte@', 'l.kuipers@').replace('2029', '2030')
    const wrong = 'Jansen, Nia;Geheim Persoon;geen adres;law;wp;;01-01-2020;;'
    const { code, text } = await importPeopleFile(db, [hr(changed, wrong), '--verbose'])
    expect(code).toBe(PEOPLE_IMPORT_EXIT.refused)
    expect(text).toContain('regel 2: 1001: naam, e-mail, einddatum, rol van medewerker')
    expect(text).toContain('regel 3: personeelsnummer: dit is geen personeelsnummer')
    expect(text).not.toMatch(/Kuiper|Geheim|Jansen|@/)
  })

  test.each([
    ['UTF-8 with a byte order mark and tabs', (text: string) => Buffer.from(`\uFEFF${text.replaceAll(';', '\t')}`)],
    ['Windows-1252', (text: string) => iconv.encode(text, 'windows-1252')],
    ['UTF-16', (text: string) => iconv.encode(text, 'utf-16le', { addBOM: true })],
    ['commas and English headers', (text: string) => Buffer.from(english(text))],
  ])('may be in %s', async (_, write) => {
    const db = emptyUniversity()
    const row = '1001;Zoë Müller;;Faculteit Rechten;WP;;01-09-2025;;'
    const { code, text } = await importPeopleFile(db, [hrFile(write(`${HEAD}\r\n${row}\r\n`)), '--apply'])
    expect([code, text]).toEqual([PEOPLE_IMPORT_EXIT.done, expect.stringContaining('1 nieuw')])
    expect(kept(db, '1001')).toMatchObject({ name: 'Zoë Müller', affiliations: ['law academic - 2025-09-01 -'] })
  })

  function english(text: string): string {
    const head = 'Staff number,NAME,E-mail address,unit,staff_category,Career stage,start date,End Date,manager'
    return text.replace(HEAD, head).replaceAll(';', ',')
  }

  test('without columns we need, with a column twice, or that is no text is refused as a whole', async () => {
    const db = emptyUniversity()
    const refusal = async (file: string) => {
      const { code, out, err } = await importPeopleFile(db, [file])
      expect([code, out]).toEqual([PEOPLE_IMPORT_EXIT.unusable, []])
      return err[0]
    }
    expect(await refusal(hrFile('Personeelsnummer;Naam\n1;A\n'))).toContain('eenheid, personeelscategorie, begindatum')
    expect(await refusal(hrFile(`${HEAD};Naam\n1;A;;;;;;;;B\n`))).toContain('‘Naam’ en ‘Naam’')
    expect(await refusal(hrFile(Buffer.from('PK\u0003\u0004 xlsx')))).toContain('Excel')
    expect(await refusal(hrFile(''))).toContain('Er staan geen regels in')
    expect(await refusal(hrFile(`${HEAD}\n`))).toContain('Er staan geen regels in')
    expect(await refusal('/nowhere.csv')).toContain('Dit bestand is er niet')
  })
})

const WRONG: ReadonlyArray<[code: (typeof ROW_PROBLEMS)[number], row: string]> = [
  ['missing', ';Naam;;law;wp;;01-01-2020;;'],
  ['missing', '7;;;law;wp;;01-01-2020;;'],
  ['missing', '7;Naam;;;wp;;01-01-2020;;'],
  ['missing', '7;Naam;;law;;;01-01-2020;;'],
  ['missing', '7;Naam;;law;wp;;;;'],
  ['wrong-number', 'geen;Naam;;law;wp;;01-01-2020;;'],
  ['wrong-number', '1,2E+05;Naam;;law;wp;;01-01-2020;;'],
  ['wrong-number', '7;Naam;;law;wp;;01-01-2020;;Bram Postma'],
  ['too-long', `7;${'x'.repeat(201)};;law;wp;;01-01-2020;;`],
  ['formula', "7;=HYPERLINK('http://x');;law;wp;;01-01-2020;;"],
  ['formula', "7;'=1+1;;law;wp;;01-01-2020;;"],
  ['formula', '7;Naam;@SUM(A1);law;wp;;01-01-2020;;'],
  ['formula', '-7;Naam;;law;wp;;01-01-2020;;'],
  ['formula', '7;\uFF1D1+1;;law;wp;;01-01-2020;;'],
  ['not-an-email', '7;Naam;naam.lindehoven;law;wp;;01-01-2020;;'],
  ['unknown-unit', '7;Naam;;Faculteit Magie;wp;;01-01-2020;;'],
  ['unknown-category', '7;Naam;;law;directie;;01-01-2020;;'],
  ['not-a-date', '7;Naam;;law;wp;;31-02-2020;;'],
  ['not-a-date', '7;Naam;;law;wp;;01-01-2020;morgen;'],
  ['not-a-date', '7;Naam;;law;wp;;44197;;'],
  ['far-date', '7;Naam;;law;wp;;01-01-1020;;'],
  ['far-date', '7;Naam;;law;wp;;01-01-9999;;'],
  ['end-before-start', '7;Naam;;law;wp;;01-01-2020;31-12-2019;'],
  ['own-manager', '7;Naam;;law;wp;;01-01-2020;;7'],
  ['too-many-cells', '7;Naam;;law;wp;;01-01-2020;;;erbij'],
]

describe('a row with something wrong', () => {
  test.each(WRONG)('%s: %s is told in both languages and left out; the good rows go in', async (code, row) => {
    const db = emptyUniversity()
    for (const language of LANGUAGES) {
      const { code: exit, text } = await importPeopleFile(db, [hr(row, BRAM), '--lang', language])
      const [start = ''] = resources[language].operator.peopleImport.problem[code].split('‘{{')
      expect([exit, text]).toEqual([PEOPLE_IMPORT_EXIT.refused, expect.stringContaining(start)])
      expect(text).not.toMatch(/\{\{|operator:|undefined/)
    }
    expect((await importPeopleFile(db, [hr(row, BRAM), '--apply'])).code).toBe(PEOPLE_IMPORT_EXIT.skipped)
    expect(db.$client.prepare('SELECT staff_number FROM people').pluck().all()).toEqual(['1002'])
  })

  test('and the same number, unit and first day twice, or another name under one number, leaves that person out', async () => {
    const db = emptyUniversity()
    const twice = await importPeopleFile(db, [hr(LOTTE, LOTTE, BRAM), '--apply'])
    expect(twice.text).toContain('regel 3 (1001): personeelsnummer: ')
    expect(twice.text).toContain('regel 2 heeft hetzelfde nummer, dezelfde eenheid en dezelfde begindatum')
    expect(twice.code).toBe(PEOPLE_IMPORT_EXIT.skipped)
    const other = hr('1009;Een;;law;wp;;01-01-2020;;', '1009;Ander;;science;wp;;01-01-2021;;')
    const clash = await importPeopleFile(db, [other, '--apply'])
    expect(clash.text).toContain('zegt iets anders. Is het dezelfde persoon?')
    expect(clash.text).toContain('we nemen deze regel niet over, omdat regel 3')
    expect(db.$client.prepare('SELECT staff_number FROM people').pluck().all()).toEqual(['1002'])
  })

  test('goes into the file of --problems, which a spreadsheet reads and nobody else can open', async () => {
    const db = emptyUniversity()
    const place = hrFile('what stood here before')
    const { code } = await importPeopleFile(db, [
      hr(BRAM, '7;Naam;;=cmd|calc;wp;;01-01-2020;;', '8;Naam;;law;wp;;1-1-2020;+1;'),
      '--problems',
      place,
    ])
    expect(code).toBe(PEOPLE_IMPORT_EXIT.refused)
    const text = readFileSync(place, 'utf8')
    expect(text.split('\r\n')).toEqual([
      '\uFEFF"regel";"personeelsnummer";"kolom";"wat er niet klopt"',
      '"3";"7";"eenheid";"dit begint als een formule (met =, +, - of @). Haal dat teken weg, of zet de kolom in Excel op tekst."',
      '"4";"8";"einddatum";"dit begint als een formule (met =, +, - of @). Haal dat teken weg, of zet de kolom in Excel op tekst."',
      '',
    ])
    expect(statSync(place).mode & 0o777).toBe(0o600)
  })

  test('the file of --problems is never the file of HR itself, and one that cannot be written says so', async () => {
    const db = emptyUniversity()
    const file = hr(BRAM)
    const before = readFileSync(file)
    expect((await importPeopleFile(db, [file, '--problems', file, '--apply'])).code).toBe(PEOPLE_IMPORT_EXIT.unusable)
    expect(readFileSync(file)).toEqual(before)
    const unwritable = await importPeopleFile(db, [file, '--problems', '/nowhere/x.csv', '--apply'])
    expect([unwritable.code, kept(db, '1002')]).toEqual([PEOPLE_IMPORT_EXIT.unusable, undefined])
  })

  test('a function that tells no career stage is no reason to refuse either: it is named, and its level is passed over', async () => {
    const db = emptyUniversity()
    const rows = [
      '7;Naam Een;;law;obp;Beleidsmedewerker 2;01-01-2020;;',
      '8;Naam Twee;;law;wp;Universitair docent 1;01-01-2020;;',
    ]
    const { code, text } = await importPeopleFile(db, [hr(...rows), '--apply'])
    expect([code, text]).toEqual([PEOPLE_IMPORT_EXIT.done, expect.stringContaining('regel 2 (7): bij de functie')])
    expect(kept(db, '7')?.affiliations).toEqual(['law support - 2020-01-01 -'])
    expect(kept(db, '8')?.affiliations).toEqual(['law academic assistant-professor 2020-01-01 -'])
  })

  test('names in three columns become one, and what says nothing, or is written as text for Excel, is read', async () => {
    const db = emptyUniversity()
    const file = hrFile(
      [
        'Personeelsnummer;Voornaam;Voorletters;Tussenvoegsel;Achternaam;Eenheid;Categorie;Begindatum;Einddatum',
        '="000123";Lotte;L.;de;Vries-ten Brink;law;wp;1 september 2020;-',
        '8;;Á.;NULL;Bakker;law;wp;01-09-2020;00-00-0000',
        '9;Nia;;;;law;wp;01-09-2020;',
      ].join('\n'),
    )
    const { text } = await importPeopleFile(db, [file, '--apply'])
    expect(kept(db, '000123')).toMatchObject({
      name: 'Lotte de Vries-ten Brink',
      affiliations: ['law academic - 2020-09-01 -'],
    })
    expect(kept(db, '8')).toMatchObject({ name: 'Á. Bakker', affiliations: ['law academic - 2020-09-01 -'] })
    expect(text).toContain('regel 4 (9): achternaam: hier moet iets staan.')
  })

  test('a manager nobody knows is no reason to refuse: the row goes in without one, and is named', async () => {
    const db = emptyUniversity()
    const { code, text } = await importPeopleFile(db, [hr(LOTTE), '--apply'])
    expect([code, text]).toEqual([PEOPLE_IMPORT_EXIT.done, expect.stringContaining('regel 2 (1001): het nummer 1002')])
    expect((await importPeopleFile(db, [hr(LOTTE), '--apply'])).text).toContain('1 ongewijzigd')
    await importPeopleFile(db, [hr(LOTTE, BRAM), '--apply'])
    expect(db.$client.prepare('SELECT count(manager_id) FROM affiliations').pluck().get()).toBe(1)
  })
})

describe('a later file', () => {
  test('with a correction changes what was corrected, and nothing else', async () => {
    const db = await withEverybody()
    const corrected = LOTTE.replace('Faculteit Rechten', 'Faculteit Techniek').replace('Promovendus', 'Postdoc')
    const { text } = await importPeopleFile(db, [hr(corrected), '--apply', '--verbose'])
    expect(text).toContain('regel 2: 1001: eenheid, loopbaanfase')
    expect(kept(db, '1001')).toMatchObject({
      affiliations: ['engineering academic postdoc 2025-09-01 2029-08-31'],
      roles: ['employee 2027-02-01 2029-08-31'],
    })
    expect(kept(db, '1003')).toMatchObject({ affiliations: ['it-services support - 2020-03-01 -'] })
  })

  test('with another unit from another day is a move: the old affiliation ends the day before, the role stays', async () => {
    const db = await withEverybody()
    const moved = NIA.replace('IT Services', 'library').replace('1/3/2020', '1-1-2027')
    await importPeopleFile(db, [hr(moved), '--apply'])
    expect(kept(db, '1003')).toMatchObject({
      affiliations: ['it-services support - 2020-03-01 2026-12-31', 'library support - 2027-01-01 -'],
      roles: ['employee 2027-02-01 -'],
    })
  })

  test('with two rows for one number is one person with two affiliations', async () => {
    const db = emptyUniversity()
    const both = hr(NIA, NIA.replace('IT Services', 'library'))
    await importPeopleFile(db, [both, '--apply'])
    expect(kept(db, '1003')?.affiliations).toEqual([
      'it-services support - 2020-03-01 -',
      'library support - 2020-03-01 -',
    ])
    expect((await importPeopleFile(db, [both, '--apply'])).text).toContain('1 ongewijzigd')
  })

  test('with a longer or a shorter contract moves the end of the role with it, and a role that ended comes back', async () => {
    const db = await withEverybody()
    await importPeopleFile(db, [hr(LOTTE.replace('2029', '2030')), '--apply'])
    expect(kept(db, '1001')?.roles).toEqual(['employee 2027-02-01 2029-08-31', 'employee 2029-09-01 2030-08-31'])
    await importPeopleFile(db, [hr(LOTTE.replace('31-08-2029', '31-03-2027')), '--apply'])
    const later = new Date('2027-05-03T09:00:00Z')
    expect(kept(db, '1001')?.roles).toContain('employee 2027-02-01 2027-03-31')
    await importPeopleFile(db, [hr('1001;Lotte Kuiper;;law;wp;;01-05-2027;;'), '--apply'], later)
    expect(kept(db, '1001')?.roles).toContain('employee 2027-05-03 -')
    expect(kept(db, '1001')?.affiliations).toEqual([
      'law academic phd-candidate 2025-09-01 2027-03-31',
      'law academic - 2027-05-01 -',
    ])
  })

  test('ends the role of who it says has left, at once', async () => {
    const db = await withEverybody()
    const { out } = await importPeopleFile(db, [hr(NIA.replace('31-12-9999', '31-01-2027')), '--apply'])
    expect(out.at(-1)).toBe('Klaar: 0 nieuw, 0 gewijzigd, 1 geen aanstelling meer, 0 ongewijzigd.')
    expect(kept(db, '1003')?.roles).toEqual(['employee 2027-02-01 2027-01-31'])
  })

  test('leaves alone what its columns do not tell, and clears what is empty', async () => {
    const db = await withEverybody()
    const short = hrFile('Personeelsnummer;Naam;Eenheid;Categorie;Begindatum\n1001;Lotte Kuiper;law;wp;01-09-2025\n')
    expect((await importPeopleFile(db, [short, '--apply'])).text).toContain('1 ongewijzigd')
    await importPeopleFile(db, [hr('1001;Lotte Kuiper;;law;wp;;01-09-2025;;'), '--apply'])
    expect(kept(db, '1001')).toMatchObject({ email: null, affiliations: ['law academic - 2025-09-01 -'] })
  })

  test('ends nobody who is not in it, unless it is everybody; then they are no employee any more', async () => {
    const db = await withEverybody()
    const rest = hr(LOTTE, BRAM, ...SIX)
    expect((await importPeopleFile(db, [rest, '--apply'])).text).toContain('5 ongewijzigd')
    const whole = await importPeopleFile(db, [rest, '--whole', '--apply'])
    expect([whole.code, whole.out.at(-1)]).toEqual([
      PEOPLE_IMPORT_EXIT.done,
      'Klaar: 0 nieuw, 0 gewijzigd, 1 geen aanstelling meer, 5 ongewijzigd.',
    ])
    expect(kept(db, '1003')).toMatchObject({
      affiliations: ['it-services support - 2020-03-01 2027-01-31'],
      roles: ['employee 2027-02-01 2027-01-31'],
    })
    const again = await importPeopleFile(db, [rest, '--whole', '--apply'])
    expect(again.out.at(-1)).toContain('0 nieuw, 0 gewijzigd, 0 geen aanstelling meer')
  })

  test('that would end more than a fifth is not written until the number is repeated', async () => {
    const db = await withEverybody()
    const before = fingerprint(db)
    const few = hr(LOTTE, BRAM, ...SIX.slice(0, 2))
    for (const argv of [['--apply'], ['--apply', '--yes-end', '1'], ['--apply', '--yes-end', '3']]) {
      const { code, err, out } = await importPeopleFile(db, [few, '--whole', ...argv])
      expect([code, err[0]]).toEqual([PEOPLE_IMPORT_EXIT.refused, expect.stringContaining('2 van de 6 mensen')])
      expect(out.at(-1)).toBe('Er is niets geschreven.')
    }
    expect(fingerprint(db)).toBe(before)
    expect((await importPeopleFile(db, [few, '--whole', '--apply', '--yes-end', '2'])).code).toBe(
      PEOPLE_IMPORT_EXIT.done,
    )
    expect(kept(db, '1006')?.roles).toEqual(['employee 2027-02-01 2027-01-31'])
    // End dates in the file count as well.
    const leave = hr(...[LOTTE, BRAM].map((row) => row.replace(/;([^;]*);([^;]*)$/, ';01-01-2027;$2')))
    expect((await importPeopleFile(db, [leave, '--apply'])).err[0]).toContain('2 van de 4 mensen')
  })

  test('that is everybody keeps who has a refused row, and ends nobody when a row could be anybody’s', async () => {
    const db = await withEverybody()
    const refusedRow = NIA.replace('IT Services', 'Mars')
    const file = hr(LOTTE, BRAM, refusedRow, ...SIX)
    expect((await importPeopleFile(db, [file, '--whole', '--apply'])).code).toBe(PEOPLE_IMPORT_EXIT.skipped)
    expect(kept(db, '1003')?.roles).toEqual(['employee 2027-02-01 -'])
    const anybody = hr(LOTTE, BRAM, NIA.replace('1003', 'Nia'), ...SIX)
    const unsure = await importPeopleFile(db, [anybody, '--whole', '--apply'])
    expect([unsure.code, unsure.err]).toEqual([
      PEOPLE_IMPORT_EXIT.refused,
      [textsFor('nl')('operator:peopleImport.guard.whole-unsure', { count: 1 })],
    ])
    expect(kept(db, '1003')?.roles).toEqual(['employee 2027-02-01 -'])
  })
})

describe('what the import never does', () => {
  test('it never takes somebody for another by name or address, and touches no other role, identity or affiliation', async () => {
    const db = peopleDatabase()
    const sanne = db.$client.prepare("SELECT * FROM people WHERE handle = 'sanne'").get()
    const counted = () =>
      db.$client
        .prepare(
          "SELECT (SELECT count(*) FROM identities), (SELECT count(*) FROM role_grants WHERE role <> 'employee')",
        )
        .raw()
        .get()
    const before = counted()
    await importPeopleFile(db, [
      hr('1;Sanne de Wit;sanne@lindehoven.example;social-sciences;wp;promovendus;01-01-2025;;'),
      '--whole',
      '--apply',
    ])
    expect(db.$client.prepare("SELECT * FROM people WHERE handle = 'sanne'").get()).toEqual(sanne)
    expect(db.$client.prepare("SELECT count(*) FROM people WHERE name = 'Sanne de Wit'").pluck().get()).toBe(2)
    expect(counted()).toEqual(before)
  })

  test('it never ends what an administrator noted, and leaves another role of who left as it is', async () => {
    const db = await withEverybody()
    const id = String(db.$client.prepare("SELECT id FROM people WHERE staff_number = '1003'").pluck().get())
    inTransaction(db, (tx) => {
      const guest = { unitId: 'hr', staffCategory: 'guest', careerStage: null, startsOn: '2026-01-01' } as const
      addAffiliation(tx, asSystem('seed', 'person.change'), { ...guest, personId: id, source: 'desk' }, NOW)
      grantRole(tx, asSystem('seed', 'role.grant'), { personId: id, role: 'advisor' }, NOW)
      addPerson(tx, asSystem('seed', 'person.add'), { name: 'Los', language: 'nl', staffNumber: '2000' }, NOW)
    })
    await importPeopleFile(db, [hr(LOTTE, BRAM, ...SIX), '--whole', '--apply'])
    expect(kept(db, '1003')).toMatchObject({
      affiliations: ['it-services support - 2020-03-01 2027-01-31', 'hr guest - 2026-01-01 -'],
      roles: ['advisor 2027-02-01 -', 'employee 2027-02-01 -'],
    })
  })

  test('a role it did not grant is not granted again', async () => {
    const db = emptyUniversity()
    inTransaction(db, (tx) => {
      const id = addPerson(
        tx,
        asSystem('seed', 'person.add'),
        { name: 'Nia Jansen', language: 'nl', staffNumber: '1003' },
        NOW,
      )
      grantRole(tx, asSystem('seed', 'role.grant'), { personId: id, role: 'employee' }, NOW)
    })
    await importPeopleFile(db, [hr(NIA), '--apply'])
    expect(kept(db, '1003')?.roles).toEqual(['employee 2027-02-01 -'])
  })
})

test.each(LANGUAGES)('every problem has a sentence, and it tells how it is used, in %s', async (language) => {
  const texts = resources[language].operator.peopleImport
  expect(Object.keys(texts.problem).sort()).toEqual([...ROW_PROBLEMS].sort())
  expect(Object.keys(texts.file).sort()).toEqual([...PEOPLE_FILE_PROBLEMS].sort())
  const db = emptyUniversity()
  const help = await importPeopleFile(db, ['--help', '--lang', language])
  expect([help.code, help.out[0]]).toEqual([PEOPLE_IMPORT_EXIT.done, expect.stringContaining('npm run people:import')])
  for (const argv of [[], ['a', 'b'], ['a.csv', '--yes-end', 'veel'], ['a.csv', '--forse']])
    expect((await importPeopleFile(db, [...argv, '--lang', language])).code, argv.join(' ')).toBe(
      PEOPLE_IMPORT_EXIT.unusable,
    )
})

const TWO = ['a.example', 'b.example']
const TWO_HEAD = 'Personeelsnummer;Organisatie;Naam;Eenheid;Categorie;Begindatum;Leidinggevende'
const ofTwo = (...rows: string[]) => hrFile([TWO_HEAD, ...rows].join('\r\n'))
const numbers = (db: Db) =>
  db.$client
    .prepare(
      "SELECT coalesce(home_organisation, '-') || ' ' || staff_number || ' ' || name FROM people WHERE staff_number IS NOT NULL ORDER BY 1",
    )
    .pluck()
    .all()

describe('a portal of several organisations', () => {
  test('needs the column of the organisation, and takes one number twice for two people', async () => {
    const db = emptyUniversity()
    const without = await importPeopleFile(db, [hr(BRAM), '--apply'], NOW, TWO)
    expect([without.code, without.text]).toEqual([PEOPLE_IMPORT_EXIT.unusable, expect.stringContaining('organisatie')])
    const file = ofTwo(
      '1;A.Example;Ada;law;wp;2020-01-01;',
      '1;b.example;Bas;law;wp;2020-01-01;2',
      '2;b.example;Cor;law;wp;2020-01-01;',
    )
    const { code, out } = await importPeopleFile(db, [file, '--apply'], NOW, TWO)
    expect([code, out.at(-1)]).toEqual([PEOPLE_IMPORT_EXIT.done, expect.stringMatching(/^Klaar: 3 nieuw/)])
    expect(numbers(db)).toEqual(['a.example 1 Ada', 'b.example 1 Bas', 'b.example 2 Cor'])
    expect(out).toContain('  regel 2: 1 a.example')
    const again = await importPeopleFile(db, [file, '--apply'], NOW, TWO)
    expect(again.out.at(-1)).toBe('Klaar: 0 nieuw, 0 gewijzigd, 0 geen aanstelling meer, 3 ongewijzigd.')
  })

  test('refuses a row of an organisation that is not its own, or of none, and takes it for nobody', async () => {
    const db = emptyUniversity()
    const rows = ['c.example', '', '\u212A.example', 'a.example.', 'a example'].map(
      (organisation, place) => `${place + 1};${organisation};Iemand;law;wp;2020-01-01;`,
    )
    const { code, out } = await importPeopleFile(
      db,
      [ofTwo(...rows, '9;a.example;Ada;law;wp;2020-01-01;'), '--apply'],
      NOW,
      TWO,
    )
    expect(code).toBe(PEOPLE_IMPORT_EXIT.skipped)
    expect(numbers(db)).toEqual(['a.example 9 Ada'])
    expect(out).toContain('Geweigerde regels: 5')
    const unsure = await importPeopleFile(
      db,
      [ofTwo(...rows, '9;a.example;Ada;law;wp;2020-01-01;'), '--whole'],
      NOW,
      TWO,
    )
    expect(unsure.code).toBe(PEOPLE_IMPORT_EXIT.refused)
  })

  test('a file that is everybody is everybody of the organisations in it', async () => {
    const db = emptyUniversity()
    await importPeopleFile(
      db,
      [ofTwo('1;a.example;Ada;law;wp;2020-01-01;', '1;b.example;Bas;law;wp;2020-01-01;'), '--apply'],
      NOW,
      TWO,
    )
    const { out } = await importPeopleFile(
      db,
      [ofTwo('2;b.example;Cor;law;wp;2020-01-01;'), '--apply', '--whole', '--yes-end', '1'],
      NOW,
      TWO,
    )
    expect(out.at(-1)).toMatch(/^Klaar: 1 nieuw, 0 gewijzigd, 1 geen aanstelling meer/)
    const open = db.$client.prepare(
      'SELECT name FROM affiliations a JOIN people p ON p.id = a.person_id WHERE a.ends_on IS NULL ORDER BY 1',
    )
    expect(open.pluck().all()).toEqual(['Ada', 'Cor'])
  })
})

test('with one organisation the column may be left out, and each number gets it', async () => {
  const db = emptyUniversity()
  await importPeopleFile(db, [hr(BRAM), '--apply'], NOW, ['a.example'])
  expect(numbers(db)).toEqual(['a.example 1002 Bram Postma'])
})

test('three thousand people go in in several transactions, under one operation, and the second time nothing is written', async () => {
  const db = emptyUniversity()
  const before = operations(db)
  const rows = Array.from({ length: 3_000 }, (_, place) => `${place + 1};Iemand;;law;obp;;01-01-2020;;${place + 2}`)
  const file = hr(...rows)
  expect((await importPeopleFile(db, [file, '--apply'])).out.at(-1)).toContain('3000 nieuw')
  expect(operations(db)).toBe(before + 1)
  const events = Number(db.$client.prepare('SELECT max(seq) FROM audit_events').pluck().get())
  const again = await importPeopleFile(db, [file, '--apply'])
  expect(again.out.at(-1)).toContain('0 nieuw, 0 gewijzigd, 0 geen aanstelling meer, 3000 ongewijzigd')
  expect(db.$client.prepare('SELECT max(seq) FROM audit_events').pluck().get()).toBe(events)
})

test('docs/people-import.md names every column by all its headers', () => {
  const document = readFileSync('docs/people-import.md', 'utf8')
  for (const { nl, en } of Object.values(COLUMNS)) expect(document).toContain(`| ${nl.join(', ')} | ${en.join(', ')} |`)
})
