import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'

/** What a browser or a network says of somebody, by its shape. */
const SHAPES: ReadonlyArray<[string, RegExp]> = [
  ['the token of a sign-in', /(?<![\w/-])(?=[\w-]*\d)(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[\w-]{43}(?![\w-])/],
  ['a cookie', /__Host-|language=(?:nl|en)/],
  ['a browser', /Mozilla\/|HeadlessChrome|AppleWebKit/],
  ['an address of the network', /(?<![\d.])(?:127\.0\.0|192\.0\.2|198\.51\.100|203\.0\.113)\.\d|::1\b|::ffff:/],
  ['an address for mail', /[\w.+-]+@[\w-]+\.[a-z]{2,}/i],
  ['a query', /[?&](?:q|to|wish|person)=/],
]
/** Sentences to who starts a portal, about their own settings. */
const FOR_OPERATORS = /^(?:.{1,40} is ready: https?:|The setting |Port \d+ |.*(?:Chose|Choose) another|Building )/

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** The people of the demo. */
function names(): string[] {
  const people = parse(readFileSync('app/demo/people.yaml', 'utf8')) as Array<{ name: string }>
  return people.map(({ name }) => name)
}

/** What the browser tests themselves type into fields, send in forms and ask in addresses: each is a canary, also those of a test of tomorrow. */
export function typedWords(source: string): string[] {
  const found = [
    ...source.matchAll(/\.(?:fill|pressSequentially|type)\((['"`])((?:(?!\1)[^$\\])+)\1/g),
    ...source.matchAll(/\b(?:wish|searched|reason|text)()\s*[:=]\s*['"]?([\p{L}][\p{L} .-]{5,})(?=['"&`])/gu),
    ...source.matchAll(/[?&]q()=([\p{L}%+-]+)/gu),
  ].map((match) => decodeURIComponent((match[2] ?? '').replaceAll('+', ' ').replace(/%(?![0-9A-F]{2})/gi, '')))
  return found
    .map((word) => word.trim().replace(/[.,!?]+$/, ''))
    .filter((word) => word.length >= 6 && /\p{L}/u.test(word))
}

function sourcesOfTests(): string[] {
  return ['tests/e2e', 'tests/support'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(path.join(folder, name), 'utf8')),
  )
}

/** Every word that may stand in no log. */
export function canaries(): string[] {
  return [...new Set([...names(), ...sourcesOfTests().flatMap(typedWords)].map(folded))]
}

/** The lines of a log that hold a canary, with what it is; an empty list is a clean log. */
export function canariesIn(log: string, words: ReadonlyArray<string> = canaries()): string[] {
  return log.split('\n').flatMap((line) => {
    if (FOR_OPERATORS.test(line)) return []
    const plain = folded(line)
    const seen = [
      ...SHAPES.filter(([, shape]) => shape.test(line)).map(([what]) => what),
      ...words.filter((word) => plain.includes(word)),
    ]
    return seen.map((what) => `${what}: ${line.slice(0, 200)}`)
  })
}
