import { describe, expect, test } from 'vitest'
import { csv, file, fingerprint, imported, jsonl, run, smallDatabase } from '#tests/support/import.ts'

const glass = {
  id: 'g1',
  name: 'Blowing glass for beginners',
  field: 'Kunstnijverheid',
  description:
    'In this course you learn to blow glass. The oven is hot and the work is slow. <script>alert(1)</script>',
}

describe('a line that is refused', () => {
  const lines = [
    'id;titel;datum;van;tot;thema;certificaat;kosten;e-mail;link;soort;eenheid',
    '1;Goed;03-06-2027;09:00;12:00;Welzijn;ja;10;a@b.nl;https://a.nl;Training;HR',
    '2;Datum;31-02-2027;09:00;12:00;;;;;;;',
    '3;Tijden;03-06-2027;12:00;09:00;;;;;;;',
    '4;Half;03-06-2027;;;;;;;;;',
    '5;Woorden;;;;Onzin;misschien;veel;geen;javascript:alert(1);Vacature;',
    '6;Woorden;;;;Onzin;misschien;veel;geen;javascript:alert(1);;Nergens',
    '1;Nog eens;;;;;;;;;;',
    ';Zonder sleutel;;;;;;;;;;',
    '7;;;;;;;;;;;',
    `8;${'x'.repeat(201)};;;;;;;;;;`,
    '9;Te veel;;;;;;;;;;;over',
    `${'9'.repeat(121)};Lang;;;;;;;;;;`,
  ]
  const reasons = [
    'regel 3: datum: ‘31-02-2027’ is geen bestaande datum.',
    'regel 4: tot: de eindtijd ligt niet na de begintijd: 12:00 – 09:00.',
    'regel 5: van: hier moet iets staan.',
    'regel 5: tot: hier moet iets staan.',
    'regel 6: soort: hier staat ‘Vacature’, maar je voert de soort ‘training’ in.',
    'regel 7: thema: ‘Onzin’ kennen we niet. Dit kan wel: who-am-i',
    'regel 7: certificaat: ‘misschien’ is geen ja of nee.',
    'regel 7: kosten: ‘veel’ is geen bedrag.',
    'regel 7: e-mail: ‘geen’ is geen e-mailadres.',
    'regel 7: link: ‘javascript:alert(1)’ is geen webadres.',
    'regel 7: eenheid: ‘Nergens’ kennen we niet.',
    'regel 8: id: de sleutel ‘1’ staat ook op regel 2.',
    'regel 9: id: de sleutel ontbreekt.',
    'regel 10: titel: hier moet iets staan.',
    'regel 11: titel: deze tekst is te lang:',
    'regel 12: er staan meer waarden dan er kolommen zijn.',
    'regel 13: id: deze sleutel is langer dan 120 tekens.',
  ]

  test('says which line and why, and keeps the whole file out: nothing in the database or the index changes', async () => {
    const db = smallDatabase()
    const before = fingerprint(db)
    for (const words of [[], ['--apply'], ['--skip-refused']]) {
      const { code, text } = await run(db, [csv(...lines), ...words])
      expect(code).toBe(1)
      for (const reason of reasons) expect(text).toContain(reason)
      expect(text).toContain('Er is niets geschreven')
    }
    expect(fingerprint(db)).toBe(before)
  })

  test('can be skipped, and then the good lines go in', async () => {
    const db = smallDatabase()
    const { code, text } = await run(db, [csv(...lines), '--apply', '--skip-refused'])
    expect(code).toBe(3)
    expect(text).toContain('Klaar: 1 nieuw, 0 gewijzigd, 0 ongewijzigd. Overgeslagen: 11.')
    expect(imported(db, '1').title.nl).toBe('Goed')
  })

  test('can be half JSON, a list, or hold a second session that contradicts the first line', async () => {
    const db = smallDatabase()
    const half = await run(db, [
      file(
        'x.jsonl',
        '{"id":1,"title":"Goed"}\n{"id":2,"ti\n[]\n{"id":{"a":1},"title":"x"}\n{"id":3,"title":"x","duration":{"amount":-1,"unit":"hours"}}\n{"id":4,"title":"x","sessions":[{"date":"03-06-2027","from":"9:00","until":"10:00","seats":0}]}',
      ),
    ])
    for (const reason of [
      'regel 2: dit is geen geldige JSON.',
      'regel 3: hier staat geen JSON-object',
      'regel 4: id: de sleutel ontbreekt.',
      'regel 5: duration:',
      'regel 6: sessions.seats: ‘0’ past hier niet.',
    ])
      expect(half.text).toContain(reason)
    const rows = await run(db, [
      csv(
        'id;titel;datum;van;tot',
        '1;A;03-06-2027;9:00;10:00',
        '1;B;04-06-2027;9:00;10:00',
        '2;C;03-06-2027;9:00;10:00',
        '2;;31-06-2027;9:00;10:00',
      ),
    ])
    expect(rows.text).toContain(
      'regel 3: titel: hier staat ‘B’, maar op regel 2 met dezelfde sleutel staat iets anders.',
    )
    expect(rows.text).toContain('regel 5: datum: ‘31-06-2027’ is geen bestaande datum.')
  })

  test('can have a key that is already of another kind of offer; --source parts the two', async () => {
    const db = smallDatabase()
    await run(db, [jsonl(glass), '--apply'])
    const event = jsonl({ id: 'g1', title: 'Glass day' })
    const clash = await run(db, [event, '--kind', 'event', '--apply'])
    expect([clash.code, clash.text]).toEqual([
      1,
      expect.stringContaining('de sleutel ‘g1’ is al van ander aanbod (Training)'),
    ])
    expect((await run(db, [event, '--kind', 'event', '--apply', '--source', 'events'])).code).toBe(0)
    expect([imported(db, 'g1').kind, imported(db, 'events:g1').kind]).toEqual(['training', 'event'])
  })

  test('is shown without signs that steer a terminal', async () => {
    const { text } = await run(smallDatabase(), [jsonl({ id: 'a', title: 'x', themes: '\u001b[31mrood\u202e\ud800' })])
    expect(text).toContain('‘[31mrood\uFFFD’ kennen we niet')
  })
})
