import type { ParseKeys } from 'i18next'
import type { z } from 'zod'
import type { Translate } from '#app/i18n/instance.server.ts'
import type { Language, Pair } from '#app/i18n/languages.ts'
import type { Module } from '#app/platform/env.server.ts'
import type { IconName } from '#app/ui/icon-names.ts'
import type { Format, LearningForm } from '../vocabulary.ts'

/** One thing to know about an offer: an icon, what it is, and the words; `language` only where the words are in another one than the page. */
export type Fact = { icon: IconName; label: string; text: string; language?: Language }

/** What somebody independent found of an instrument: by criterion, with when and where it can be read. */
export type Assessment = {
  title: string
  lead: string
  ratings: Array<{ name: string; value: string }>
  source: string
}

/** What a kind needs to put its details into words. */
export type Words = {
  language: Language
  t: Translate
  now: number
  pick: (pair: Pair) => { text: string; language?: Language }
}

export type OfferTextKey = ParseKeys<'offer'>

/**
 * How one gets in: by signing up for a date, at any time, by asking for it, until a moment (UTC milliseconds), or not at all,
 * because one just reads it or walks in.
 */
export type SignUp = 'sessions' | 'always' | 'request' | 'never' | number

/** The facts that every offer has, whatever its kind. */
export const COMMON_FACTS = ['where', 'language', 'duration', 'cost', 'for', 'learningForm', 'participation'] as const
export type CommonFact = (typeof COMMON_FACTS)[number]

/** What machines are told besides the kind's own properties: each of these shapes has its own name for title, giver and dates. */
export type SchemaShape = 'course' | 'event' | 'job' | 'article' | 'quiz' | 'service'

export type KindDefinition<Id extends string = string, Schema extends z.ZodType = z.ZodType> = {
  id: Id
  /** Singular and plural; keys that exist in both languages, or this does not compile. */
  label: OfferTextKey
  plural: OfferTextKey
  icon: IconName
  /** The name of a colour token in app/ui/tokens.css. */
  colour: string
  /** The JSON column, checked on the way in and out. */
  details: Schema
  /** What the editor calls a detail, or a value of it (`pace`, `pace.calm`), that its own texts do not name: mostly the label of its fact. */
  labels?: Readonly<Record<string, OfferTextKey>>
  /** Whether it has dates with a place and seats. */
  sessions: boolean
  /** How offers of this kind are mostly given, where an import does not say. */
  usual: { format: Format; learningForm: LearningForm }
  /** The part of the portal it belongs to; with that off, the kind is off. */
  module?: Module
  /** The facts of every offer that mean nothing here, neither on the page nor on a card. */
  hides?: ReadonlyArray<CommonFact>
  /** Shown on the offer page, most deciding first. */
  facts: (details: z.output<Schema>, words: Words) => Fact[]
  /** Shown on a card in a list, at most two. */
  cardFacts: (details: z.output<Schema>, words: Words) => Fact[]
  /** What somebody independent found of it, below the text of the page; null where there is nothing to assess. */
  assessment?: (details: z.output<Schema>, words: Words) => Assessment | null
  /** Extra words to find it by. */
  searchText: (details: z.output<Schema>) => string
  signUp: (details: z.output<Schema>) => SignUp
  /** Whether asking about it is somebody's own business: a request for contact without own words, which no publisher reads. */
  contactOnly?: true
  /** When it starts, apart from sessions: moments in UTC milliseconds. */
  starts?: (details: z.output<Schema>) => number[]
  /** For what one responds to instead of signing up: the reference to name. */
  respond?: (details: z.output<Schema>) => { reference: string }
  /** "Who sees that you …?" in plain words, stands on the offer page. */
  whoSees: (details: z.output<Schema>, words: Words) => Fact | null
  /** Which common properties machines get with it. */
  schema: SchemaShape
  /** The schema.org type with its own properties; nothing where machines are not to be told. */
  jsonLd: (details: z.output<Schema>, words: Words) => (Record<string, unknown> & { '@type': string }) | null
  /** Days in the details that move with the demo's day of starting. */
  dates: ReadonlyArray<string>
}

/** Makes a kind. It refuses an id that could not stand in an address, which a compiler cannot see. */
export function defineKind<const Id extends string, Schema extends z.ZodType>(
  definition: KindDefinition<Id, Schema>,
): KindDefinition<Id, Schema> {
  if (!/^[a-z][a-z-]*$/.test(definition.id)) throw new Error(`a kind's id is lower case with hyphens: ${definition.id}`)
  return definition
}
