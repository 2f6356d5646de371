import { z } from 'zod'
import type { Language } from '#app/i18n/languages.ts'
import { squeezed } from '#app/platform/tables/parse-values.ts'
import { type KindId, kindOf } from '../kinds.ts'
import {
  AIM_DOMAINS,
  AIM_GOALS,
  FORMATS,
  LEARNING_FORMS,
  OFFER_LANGUAGES,
  PARTICIPATIONS,
  PAYERS,
  STATES,
  TARGET_GROUPS,
  THEMES,
} from '../vocabulary.ts'
import { DETAIL_HEADERS } from './detail-headers.ts'
import { SESSION_COLUMNS } from './session-columns.ts'

/** How the value of a column is read. */
export type Reads =
  | 'key'
  | 'kind'
  | 'text-language'
  | 'text'
  | 'texts'
  | 'pair'
  | 'paragraphs'
  | 'link'
  | 'email'
  | 'choice'
  | 'choices'
  | 'units'
  | 'unit'
  | 'provider'
  | 'competences'
  | 'day'
  | 'days'
  | 'from-day'
  | 'until-day'
  | 'time'
  | 'number'
  | 'amount'
  | 'yes-no'
  | 'duration'
  | 'sessions'

export type ImportColumn = {
  /** The place in the offer it fills, as `owner.email` or `details.closesOn`; sessions stand under `session.`. */
  id: string
  /** Header names per language; the first is the one messages and documentation use. */
  nl: ReadonlyArray<string>
  en: ReadonlyArray<string>
  reads: Reads
  /** The ids of a closed list, and the name of their labels in locales/{nl,en}/server/offer.json. */
  values?: ReadonlyArray<string>
  labels?: string
}

/** Every column all kinds have. `docs/import-columns.md` is made from this table by a test. */
export const COMMON_COLUMNS: ReadonlyArray<ImportColumn> = [
  {
    id: 'key',
    reads: 'key',
    nl: ['sleutel', 'cursuscode', 'nummer'],
    en: ['id', 'key', 'code', 'course id', 'course code', 'training code', 'event id'],
  },
  { id: 'kind', reads: 'kind', nl: ['soort'], en: ['kind'] },
  {
    id: 'state',
    reads: 'choice',
    values: STATES.filter((state) => state !== 'hidden'),
    labels: 'state',
    nl: ['status'],
    en: ['state'],
  },
  {
    id: 'title',
    reads: 'pair',
    nl: [
      'titel',
      'naam',
      'cursusnaam',
      'cursustitel',
      'vacaturetitel',
      'functietitel',
      'naam training',
      'titel evenement',
    ],
    en: ['title', 'name', 'course title', 'course name', 'vacancy title', 'job title', 'event title', 'training title'],
  },
  { id: 'summary', reads: 'pair', nl: ['samenvatting', 'inleiding'], en: ['summary', 'abstract'] },
  {
    id: 'body',
    reads: 'paragraphs',
    nl: [
      'beschrijving',
      'omschrijving',
      'tekst',
      'cursusomschrijving',
      'cursusbeschrijving',
      'vacaturetekst',
      'inhoud',
    ],
    en: ['description', 'body', 'text', 'course description', 'vacancy text', 'job description', 'event description'],
  },
  { id: 'link', reads: 'link', nl: ['webadres', 'website'], en: ['link', 'url', 'web address'] },
  { id: 'textLanguage', reads: 'text-language', nl: ['taal van de tekst'], en: ['text language'] },
  {
    id: 'themes',
    reads: 'choices',
    values: THEMES,
    labels: 'theme',
    nl: ["thema's", 'thema'],
    en: ['themes', 'theme'],
  },
  {
    id: 'targetGroups',
    reads: 'choices',
    values: TARGET_GROUPS,
    labels: 'targetGroup',
    nl: ['doelgroep', 'doelgroepen', 'voor wie'],
    en: ['target groups', 'target group', 'for whom', 'audience'],
  },
  {
    id: 'languages',
    reads: 'choices',
    values: OFFER_LANGUAGES,
    labels: 'language',
    nl: ['taal', 'talen', 'voertaal'],
    en: ['language', 'languages', 'teaching language', 'teaching languages'],
  },
  {
    id: 'format',
    reads: 'choice',
    values: FORMATS,
    labels: 'format',
    nl: ['waar', 'lesvorm'],
    en: ['format', 'where', 'mode of delivery'],
  },
  {
    id: 'learningForm',
    reads: 'choice',
    values: LEARNING_FORMS,
    labels: 'learningForm',
    nl: ['manier van leren', 'leervorm', 'werkvorm'],
    en: ['learning form', 'way of learning'],
  },
  {
    id: 'participation',
    reads: 'choice',
    values: PARTICIPATIONS,
    labels: 'participation',
    nl: ['alleen of samen', 'deelname'],
    en: ['participation', 'alone or together'],
  },
  { id: 'duration', reads: 'duration', nl: ['duur'], en: ['duration', 'length'] },
  { id: 'costCents', reads: 'amount', nl: ['kosten', 'prijs'], en: ['cost', 'costs', 'price', 'fee'] },
  {
    id: 'payer',
    reads: 'choice',
    values: PAYERS,
    labels: 'cost',
    nl: ['wie betaalt', 'betaler'],
    en: ['payer', 'who pays'],
  },
  {
    id: 'competences',
    reads: 'competences',
    nl: ['competenties', 'competentie'],
    en: ['competences', 'competence', 'competencies'],
  },
  {
    id: 'aimDomains',
    reads: 'choices',
    values: AIM_DOMAINS,
    labels: 'aimDomain',
    nl: ['domeinen', 'domein'],
    en: ['domains', 'domain', 'aim domains'],
  },
  {
    id: 'aimGoals',
    reads: 'choices',
    values: AIM_GOALS,
    labels: 'aimGoal',
    nl: ['doelen', 'doel', 'aim-doelen'],
    en: ['aim goals', 'goals', 'goal'],
  },
  { id: 'discreet', reads: 'yes-no', nl: ['discreet'], en: ['is discreet', 'confidential'] },
  {
    id: 'discreetOffReason',
    reads: 'text',
    nl: ['waarom niet discreet'],
    en: ['why not discreet'],
  },
  {
    id: 'units',
    reads: 'units',
    nl: ['eenheid', 'eenheden', 'faculteit of dienst', 'faculteit', 'dienst', 'afdeling'],
    en: ['units', 'unit', 'faculty or department', 'faculty', 'department'],
  },
  { id: 'provider', reads: 'provider', nl: ['aanbieder'], en: ['provider'] },
  { id: 'owner.unit', reads: 'unit', nl: ['eigenaar'], en: ['owner', 'owner unit'] },
  {
    id: 'owner.email',
    reads: 'email',
    nl: ['e-mail', 'e-mailadres', 'e-mail eigenaar'],
    en: ['owner email', 'email', 'contact email'],
  },
  { id: 'reviewOn', reads: 'day', nl: ['herzieningsdatum', 'herzien op'], en: ['review on', 'review date'] },
  { id: 'publishFrom', reads: 'from-day', nl: ['zichtbaar vanaf'], en: ['visible from', 'publish from'] },
  { id: 'publishUntil', reads: 'until-day', nl: ['zichtbaar tot en met'], en: ['visible until', 'publish until'] },
]

function inner(schema: unknown): unknown {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable
    ? inner(schema.unwrap())
    : schema
}

/** How a detail is read, from its own schema: a new field of a kind can be imported without a line here. */
function readsDetail(field: string, schema: unknown): Pick<ImportColumn, 'reads' | 'values'> {
  if (field === 'unit') return { reads: 'unit' }
  const bare = inner(schema)
  if (bare instanceof z.ZodISODate) return { reads: 'day' }
  if (bare instanceof z.ZodNumber) return { reads: 'number' }
  if (bare instanceof z.ZodBoolean) return { reads: 'yes-no' }
  if (bare instanceof z.ZodEnum) return { reads: 'choice', values: bare.options.map(String) }
  if (bare instanceof z.ZodObject) return { reads: 'pair' }
  if (!(bare instanceof z.ZodArray)) return { reads: 'text' }
  const item = inner(bare.element)
  return item instanceof z.ZodEnum ? { reads: 'choices', values: item.options.map(String) } : { reads: 'texts' }
}

export function detailColumns(kind: KindId): ImportColumn[] {
  const { details } = kindOf(kind)
  if (!(details instanceof z.ZodObject)) return []
  return Object.entries(details.shape).map(([field, schema]) => {
    const { nl = [], en = [], labels } = DETAIL_HEADERS[field] ?? {}
    return {
      id: `details.${field}`,
      ...readsDetail(field, schema),
      nl: nl.length > 0 ? nl : [field],
      en: [...new Set([...en, field])],
      ...(labels ? { labels } : {}),
    }
  })
}

export function columnsOf(kind: KindId): ImportColumn[] {
  return [...COMMON_COLUMNS, ...(kindOf(kind).sessions ? SESSION_COLUMNS : []), ...detailColumns(kind)]
}

const SUFFIXES: Record<Language, ReadonlyArray<string>> = {
  nl: ['nl', 'nederlands', 'dutch'],
  en: ['en', 'engels', 'english'],
}

export type Match = { column: ImportColumn; language?: Language; rank: number }
export type ColumnIndex = { columns: ReadonlyArray<ImportColumn>; find: (header: string) => Match | undefined }

/** Finds the column that a header means: in Dutch or English, whatever its case, accents, spaces and signs; texts also with a language behind. */
export function indexColumns(kind: KindId): ColumnIndex {
  const byName = new Map<string, Match>()
  const add = (name: string, match: Match) => {
    if (!byName.has(squeezed(name))) byName.set(squeezed(name), match)
  }
  const columns = columnsOf(kind)
  for (const column of columns) {
    for (const [rank, name] of [column.id, ...column.en, ...column.nl].entries()) {
      add(name, { column, rank })
      if (column.reads !== 'pair' && column.reads !== 'paragraphs') continue
      for (const language of ['nl', 'en'] as const) {
        for (const suffix of SUFFIXES[language]) add(`${name} ${suffix}`, { column, language, rank })
      }
    }
  }
  // `Prijs (EUR)`, `Duur (in dagen)`: what stands in brackets behind a name explains it.
  const bare = (header: string) => header.replace(/\([^()]*\)\s*$/, '')
  return { columns, find: (header) => byName.get(squeezed(header)) ?? byName.get(squeezed(bare(header))) }
}
