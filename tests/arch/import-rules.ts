import ts from 'typescript'
import { eachNode, type Import, importsOf, parsed, type Source } from './source.ts'

/**
 * "Who may import whom" (docs/architecture.md). The first row that holds a file decides. In a pattern `*` is one name, `**` any path,
 * `{own}` the feature the file belongs to. `never` wins over `may`. Packages: those a place never touches.
 */
type Row = { place: string; holds: string[]; may: string[]; never?: string[]; packages?: RegExp; words?: string[] }

const SQL = ['drizzle-orm', 'better-sqlite3']
const SERVER_FILES = ['**/*.server.ts', '**/*.server.tsx']

function packages(...names: string[]): RegExp {
  return new RegExp(`^(${names.map((name) => name.replace('*', '.*')).join('|')})(/.*)?$`)
}

export const TABLE: ReadonlyArray<Row> = [
  {
    place: 'the composition root',
    holds: [
      'app/entry.server.tsx',
      'app/start.server.ts',
      'app/commands.server.ts',
      'app/jobs.server.ts',
      'app/outbox.server.ts',
      'app/checkout-commands.server.ts',
    ],
    may: ['**'],
  },
  {
    place: 'the site map',
    holds: ['app/routes.ts', 'app/routes/*/routes.ts'],
    may: ['app/routes/*/routes.ts'],
  },
  {
    place: 'routes',
    holds: ['app/routes/**', 'app/root.tsx'],
    may: [
      'app/features/*/*',
      'app/features/*/pages/**',
      'app/platform/http/**',
      // To hand them on: settings, clock, keys, database handles, the choice of the search engine.
      'app/platform/env.server.ts',
      'app/platform/clock.server.ts',
      'app/platform/database.server.ts',
      'app/platform/portal/settings.server.ts',
      'app/platform/text/visible-text.ts',
      'app/platform/crypto/keyring.server.ts',
      'app/search/engine.server.ts',
      'app/access/**',
      'app/ui/**',
      'app/i18n/**',
      'app/paths.ts',
    ],
    never: ['app/routes/**'],
    packages: packages(...SQL),
  },
  {
    place: "the browser's entry",
    holds: ['app/entry.client.tsx'],
    may: ['app/ui/**', 'app/i18n/**'],
    never: SERVER_FILES,
    packages: packages('node:*', ...SQL),
  },
  { place: 'paths', holds: ['app/paths.ts'], may: [], packages: packages('.*') },
  {
    place: 'a vocabulary',
    holds: ['app/features/*/vocabulary.ts', 'app/platform/*/vocabulary.ts'],
    may: [],
    packages: packages('.*'),
  },
  {
    place: 'access',
    holds: ['app/access/**'],
    // The table of permissions is joined from those of the features, which stand in their closed lists.
    may: ['app/access/**', 'app/features/*/vocabulary.ts'],
    packages: packages('.*'),
  },
  {
    place: "a feature's server files",
    holds: ['app/features/**/*.server.ts', 'app/features/**/*.server.tsx'],
    may: [
      'app/features/{own}/**',
      'app/features/*/*',
      'app/search/**',
      'app/platform/**',
      'app/access/**',
      'db/**',
      'app/i18n/**',
      'app/paths.ts',
    ],
    packages: packages('@remix-run/*', 'react', 'react-dom'),
  },
  {
    place: "a feature's other files",
    holds: ['app/features/**'],
    may: [
      'app/features/{own}/**',
      'app/features/*/*',
      'app/search/**',
      'app/platform/**',
      'app/access/**',
      'app/ui/**',
      'app/i18n/**',
      'app/paths.ts',
    ],
    never: SERVER_FILES,
    packages: packages('node:*', '@remix-run/node', '@remix-run/express', ...SQL),
    words: ['process'],
  },
  {
    place: 'what every command shares',
    holds: ['app/platform/command/**'],
    // A command speaks to who calls it, also about a call that no feature ever sees: it needs the texts.
    may: ['app/platform/**', 'app/access/**', 'db/**', 'app/i18n/**'],
  },
  {
    place: 'forms',
    holds: ['app/platform/http/form/**'],
    // A form that is refused before its feature sees it is refused in words: it needs the texts.
    may: ['app/platform/**', 'app/access/**', 'app/i18n/**', 'app/paths.ts'],
  },
  {
    place: 'platform',
    holds: ['app/platform/**'],
    // Addresses import nothing and know no feature (decision 003).
    may: ['app/platform/**', 'app/access/**', 'db/**', 'app/i18n/*', 'app/paths.ts'],
    never: ['app/i18n/*.server.ts'],
  },
  {
    place: 'search',
    holds: ['app/search/**'],
    may: ['app/search/**', 'app/platform/**', 'app/access/**', 'db/**', 'app/i18n/*'],
    never: ['app/i18n/*.server.ts'],
  },
  {
    place: 'ui',
    holds: ['app/ui/**'],
    // Addresses import nothing and know no feature (decision 003).
    may: ['app/ui/**', 'app/i18n/**', 'app/paths.ts'],
    never: SERVER_FILES,
    packages: packages('node:*', ...SQL),
    words: ['process'],
  },
  { place: 'i18n', holds: ['app/i18n/**'], may: ['app/i18n/**', 'locales/**'], packages: packages('node:*', ...SQL) },
  {
    place: 'the HTTP server',
    holds: ['app/server/**'],
    may: [
      'app/server/**',
      'app/platform/**',
      'app/access/**',
      // Health says which search engine answers, and how many documents it holds.
      'app/search/engine.server.ts',
      'app/search/embedded/columns.server.ts',
      'app/i18n/**',
      'package.json',
    ],
    packages: packages(...SQL),
  },
  {
    place: 'the schema',
    holds: ['db/schema/**'],
    may: [
      'db/schema/**',
      'app/features/*/vocabulary.ts',
      'app/platform/outbox/vocabulary.ts',
      'app/access/vocabulary.ts',
    ],
  },
  {
    place: 'the file for confidences',
    holds: ['db/confidential/**'],
    may: [
      'db/*',
      'db/confidential/**',
      'db/schema/sealed.ts',
      // Both files have an outbox of the same shape.
      'db/schema/outbox.ts',
      'app/features/*/vocabulary.ts',
      'app/access/vocabulary.ts',
    ],
  },
  {
    place: 'the demo university and the scripts',
    holds: ['app/demo/**', 'scripts/**'],
    may: [
      'app/demo/**',
      'scripts/**',
      // Scripts run what was built.
      'build/server/index.js',
      'build/checkout/index.js',
      'app/server/main.mjs',
      'app/features/*/*',
      'app/platform/**',
      'app/access/**',
      'db/*',
      'db/confidential/*.server.ts',
      'app/i18n/**',
    ],
    packages: packages('drizzle-orm'),
  },
  { place: 'the database', holds: ['db/*'], may: ['db/*'] },
]

function matcher(pattern: string, own: string): RegExp {
  const source = pattern
    .replace('{own}', own)
    .replace(/[.+]/g, '\\$&')
    .replaceAll('**/', '\u0001')
    .replaceAll('**', '\u0002')
    .replaceAll('*', '[^/]*')
    .replaceAll('\u0001', '(?:.*/)?')
    .replaceAll('\u0002', '.*')
  return new RegExp(`^${source}$`)
}

function fits(file: string, patterns: ReadonlyArray<string>, own: string): boolean {
  return patterns.some((pattern) => matcher(pattern, own).test(file))
}

export function featureOf(file: string): string {
  return /^app\/features\/([^/]+)\//.exec(file)?.[1] ?? '-'
}

function isBroken(row: Row, { target, written }: Import, own: string): boolean {
  if (target === null) return row.packages?.test(written) ?? false
  return fits(target, row.never ?? [], own) || !fits(target, row.may, own)
}

function usesWord(source: Source, words: ReadonlyArray<string>): string | undefined {
  let used: string | undefined
  eachNode(parsed(source), (node) => {
    if (ts.isIdentifier(node) && words.includes(node.text) && !ts.isPropertyAssignment(node.parent)) used ??= node.text
  })
  return used
}

/** Every import that the table does not allow, as one line: the file, what it imports, and the rule it breaks. */
export function brokenRules(sources: ReadonlyArray<Source>): string[] {
  return sources.flatMap((source) => {
    const own = featureOf(source.file)
    const row = TABLE.find(({ holds }) => fits(source.file, holds, own))
    if (!row) return [`${source.file} stands in no place that the table of import rules knows`]
    const broken = importsOf(source)
      .filter((one) => isBroken(row, one, own))
      .map((one) => `${source.file} imports ${one.target ?? one.written}: not for ${row.place}`)
    const word = row.words && usesWord(source, row.words)
    return word ? [...broken, `${source.file} uses ${word}: not for ${row.place}`] : broken
  })
}
