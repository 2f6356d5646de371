import { oneOf } from './random.ts'

/** A request whose work could grow faster than its size, by what it is made of. */
export type Shape = {
  kind: string
  method: 'GET' | 'POST'
  path: string
  headers: ReadonlyArray<readonly [name: string, value: string]>
  body?: string
}
type Random = () => number

/** What a stock proxy and the portal let through: an address of 14 kB, headers of 32 kB, a body of 64 KiB. */
const ADDRESS = 13_800
const HEADERS = 28_000
const BODY = 65_000

const FORM = ['Content-Type', 'application/x-www-form-urlencoded'] as const
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

function word(random: Random, most = 12): string {
  const length = 1 + Math.floor(random() * most)
  return Array.from({ length }, () => oneOf(random, [...LETTERS])).join('')
}

/** As many pieces as fit, up to some number that is small half of the time. */
function filled(random: Random, bytes: number, piece: (at: number) => string, between: string): string {
  const most = random() < 0.5 ? Math.ceil(random() * 200) : 50_000
  const pieces: string[] = []
  let size = 0
  for (let at = 0; at < most; at++) {
    const next = piece(at)
    size += next.length + between.length
    if (size > bytes) break
    pieces.push(next)
  }
  return pieces.join(between)
}

const PAGES = [
  '/nl',
  '/en/catalogue',
  '/nl/catalogue',
  '/nl/suggest',
  '/nl/saved',
  '/nl/wish',
  '/en/sign-in',
  '/nl/stories',
  '/nl/guides/privacy',
]
const FILTERS = ['q', 'kind', 'theme', 'cost', 'language', 'sort', 'page', 'exact', 'to', 'unit', 'when', 'form', 'x']
const WORDS = [
  'leidinggeven',
  'coaching',
  'feedback',
  'a',
  'de',
  'data steward',
  'leidershcap',
  '"',
  '*',
  'OR',
  'ontwikkelgesprekken',
  '%C3%A9',
  '-',
  '😀'.repeat(2),
]
const VALUES = ['training', 'vacancy', 'free', 'newest', '1e9', '-1', '%00', '[]', '__proto__', 'yoga', '']

/** Each kind of shape, as data: what it is made of, drawn anew for each try. */
const KINDS: Readonly<Record<string, (random: Random) => Omit<Shape, 'kind'>>> = {
  segments: (random) => ({
    method: 'GET',
    path: `/${oneOf(random, ['nl', 'en', 'zz', 'assets', 'nl/catalogue', 'nl/desk'])}/${filled(random, random() < 0.5 ? 1_900 : ADDRESS, () => oneOf(random, ['a', word(random), '%61', '.', '..', ';', '%2f', '']), '/')}${oneOf(random, ['', '.data', '/'])}`,
    headers: [],
  }),
  parameters: (random) => {
    const name = oneOf<(at: number) => string>(random, [
      () => oneOf(random, FILTERS),
      (at) => `p${at}`,
      () => 'kind',
      () => '',
      (at) => `a[${at}]`,
      () => `a${'[b]'.repeat(Math.ceil(random() * 30))}`,
    ])
    const one = (at: number) =>
      `${name(at)}${oneOf(random, ['=', '', '=='])}${oneOf(random, [word(random), oneOf(random, VALUES)])}`
    return {
      method: 'GET',
      path: `${oneOf(random, PAGES)}${oneOf(random, ['', '.data'])}?${filled(random, ADDRESS, one, '&')}`,
      headers: [],
    }
  },
  words: (random) => {
    const one = oneOf<() => string>(random, [
      () => oneOf(random, WORDS),
      () => word(random),
      () => word(random, 3),
      () => word(random, 40),
      () => 'a',
      () => `${word(random)}%22`,
      () => oneOf(random, ['leidinggeven', 'leidinggven', 'leidingevn']),
    ])
    const q = filled(random, ADDRESS, () => encodeURI(one()), oneOf(random, ['+', '%20', '-', '%0A', '/', '']))
    return {
      method: 'GET',
      path: `${oneOf(random, ['/nl/catalogue', '/en/catalogue', '/nl/suggest', '/nl/wish'])}?q=${q}`,
      headers: [],
    }
  },
  cookies: (random) => {
    const name = oneOf<(at: number) => string>(random, [
      (at) => `c${at}`,
      () => 'language',
      () => '__Host-koers',
      () => '__Host-koers-flow',
      () => '',
      () => 'koers-demo',
      () => '\u00a0__Host-koers',
    ])
    return {
      method: 'GET',
      path: oneOf(random, PAGES),
      headers: [
        [
          'Cookie',
          filled(random, HEADERS, (at) => `${name(at)}=${word(random, 4)}`, oneOf(random, ['; ', ';', ';;;', '\t;\t'])),
        ],
      ],
    }
  },
  'header names': (random) => ({
    method: 'GET',
    path: oneOf(random, PAGES),
    headers: Array.from(
      { length: Math.ceil(random() * 1_500) },
      (_, at) => [oneOf(random, [`X-${at}`, 'X-Same', `X-Forwarded-For`, `Accept`]), word(random, 8)] as const,
    ).filter((_, at) => at < 900),
  }),
  'header lists': (random) => ({
    method: 'GET',
    path: oneOf(random, [...PAGES, '/']),
    headers: [
      [
        oneOf(random, [
          'Accept-Language',
          'Accept-Encoding',
          'X-Forwarded-For',
          'Accept',
          'If-None-Match',
          'Range',
          'User-Agent',
          'Forwarded',
        ]),
        filled(
          random,
          HEADERS,
          () => oneOf(random, ['nl', 'en;q=0.1', 'gzip;q=0', '10.0.0.1', '*', 'a/b;q=0.5;x="y"', 'q=', '"x"', ';']),
          oneOf(random, [',', ', ', ';', '  ,\t']),
        ),
      ],
    ],
  }),
  'form fields': (random) => {
    const name = oneOf<(at: number) => string>(random, [
      () => 'wish',
      () => 'id',
      (at) => `f${at}`,
      () => '',
      () => '__proto__',
      () => 'person',
      () => '__intent__',
    ])
    return {
      method: 'POST',
      path: oneOf(random, [
        '/nl/wish',
        '/nl/saved',
        '/sign-in/demo',
        '/nl/desk/units',
        '/nl/my/access-needs',
        '/csp-report',
        '/nl/unknown',
        '/sign-out',
      ]),
      headers: [FORM],
      body: filled(random, BODY, (at) => `${name(at)}=${oneOf(random, [word(random), '', '%E9', '+++', '%00'])}`, '&'),
    }
  },
  'nested names': (random) => {
    const step = oneOf<(at: number) => string>(random, [
      (at) => `[${at}]`,
      () => '[0]',
      () => '.a',
      () => '[a]',
      () => '[]',
    ])
    const deep = random() < 0.5 ? Math.ceil(random() * 2_000) : 2
    return {
      method: 'POST',
      path: oneOf(random, ['/nl/wish', '/nl/saved', '/nl/desk/units', '/nl/my']),
      headers: [FORM],
      body: filled(random, BODY, (at) => `sessions${step(at).repeat(deep)}.day=1`, '&'),
    }
  },
  'multipart parts': (random) => {
    const name = oneOf<(at: number) => string>(random, [() => 'wish', () => 'id', (at) => `f${at}`, () => ''])
    const file = random() < 0.3 ? '; filename="a"' : ''
    const more = oneOf(random, ['', '\r\nContent-Type: text/plain', `\r\n${'X-A: b\r\n'.repeat(20).trimEnd()}`])
    const part = (at: number) =>
      `--x\r\nContent-Disposition: form-data; name="${name(at)}"${file}${more}\r\n\r\n${oneOf(random, [word(random), '', '--x', '\r\n'.repeat(20)])}\r\n`
    return {
      method: 'POST',
      path: oneOf(random, ['/nl/wish', '/nl/saved', '/nl/desk/portal', '/sign-in/demo']),
      headers: [['Content-Type', 'multipart/form-data; boundary=x']],
      body: `${filled(random, BODY, part, '')}${random() < 0.8 ? '--x--\r\n' : ''}`,
    }
  },
}

export const SHAPE_KINDS = Object.keys(KINDS)

/** A shape of this kind, drawn. */
export function drawShape(kind: string, random: Random): Shape {
  const draw = KINDS[kind]
  if (!draw) throw new Error(`no shape of the kind ${kind}`)
  return { kind, ...draw(random) }
}

/** Markdown constructs that a parser could work at for longer than they are long. */
const MARKDOWN = [
  '|a|b|\n|-|-|\n',
  `${'|x'.repeat(20)}|\n`,
  '*a',
  '**',
  '_a_',
  '[',
  '](',
  '![',
  '> ',
  '- ',
  '  - ',
  '1. ',
  '`',
  '``',
  '```\n',
  '<',
  '<a ',
  '<b>',
  '</b>',
  '&amp;',
  '\\',
  '\n',
  '\n\n',
  '# ',
  '---\n',
  'http://a.b/',
  'www.a.nl ',
  'a@b.nl ',
  '[a]: b\n',
  '[a][a]',
  '~~',
  '<!--',
  '-->',
  '"',
  "'",
  '&#x',
  '||',
  ':-:|',
  'word ',
]

/** A Markdown text of at most so many characters, of one to three constructs. */
export function drawMarkdown(random: Random, most: number): string {
  const some = Array.from({ length: Math.ceil(random() * 3) }, () => oneOf(random, MARKDOWN))
  const again = random() < 0.5
  return filled(random, most, (at) => (again ? (some[at % some.length] ?? '') : oneOf(random, some)), '')
}
