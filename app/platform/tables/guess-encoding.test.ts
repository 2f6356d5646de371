import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { decodeText } from './detect-text.server.ts'

const DUTCH = 'code;titel\nB3;Financiële basis voor coördinatoren\nB4;Hoe je één begroting maakt, à € 50'
const NAMES = 'nummer;naam\n1;Señor Müller\n2;Zoë Çelik\n3;Renée O’Neill\n4;José García'

test.each([
  ['a file of a Mac', 'macintosh', DUTCH.replace('€ 50', '50 euro'), 'MacRoman'],
  ['names in a file of a Mac', 'macintosh', NAMES, 'MacRoman'],
  ['one name in a file of a Mac', 'macintosh', 'nummer;naam\n1;Renée', 'MacRoman'],
  ['a file of DOS', 'cp850', DUTCH.replace('à € 50', 'à 50 euro'), 'CP850'],
  ['a file with the other euro sign', 'iso-8859-15', DUTCH, 'ISO-8859-15'],
  ['a file of an older Excel', 'windows-1252', DUTCH, 'Windows-1252'],
  ['names of an older Excel', 'windows-1252', NAMES, 'Windows-1252'],
  ['quotes and dashes of an older Excel', 'windows-1252', 'a;b\n1;‘Foto’s’ – “zzp’er” • 25 %…', 'Windows-1252'],
  ['capitals of an older Excel', 'windows-1252', 'a;b\n1;CAFÉ EN COÖRDINATIE', 'Windows-1252'],
])('%s is read as it was written', (_, table, text, encoding) => {
  expect(decodeText(iconv.encode(text, table))).toEqual({ ok: true, value: { text, encoding } })
})

test.each([
  [
    'of two tables in one file',
    Buffer.concat([Buffer.from('a;b\n1;één\n'), iconv.encode('2;twée', 'latin1')]),
    'mixed-letters',
  ],
  ['that were garbled before', Buffer.from('a;b\n1;FinanciÃ«le basis'), 'garbled-letters'],
  ['that were garbled before, quotes', Buffer.from('a;b\n1;fotoâ€™s'), 'garbled-letters'],
  ['that were lost before', Buffer.from('a;b\n1;Co\uFFFDrdinatie'), 'lost-letters'],
  ['of Cyrillic', iconv.encode('a;b\n1;Привет всем', 'windows-1251'), 'unclear-letters'],
  ['of which nothing tells what they are', iconv.encode('a;b\n1;Dušan', 'windows-1252'), 'unclear-letters'],
])('letters %s are refused', (_, bytes, code) => {
  expect(decodeText(bytes)).toMatchObject({ ok: false, problem: { code } })
})
