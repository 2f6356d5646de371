import type { ParseKeys } from 'i18next'
import type { z } from 'zod'
import type { Translate } from '#app/i18n/instance.server.ts'
import type { Language, Pair } from '#app/i18n/languages.ts'
import type { IconName } from '#app/ui/icon-names.ts'

/** One thing to know about an offer: an icon, what it is, and the words; `language` only where the words are in another one than the page. */
export type Fact = { icon: IconName; label: string; text: string; language?: Language }

/** What a kind needs to put its details into words. */
export type Words = {
  language: Language
  t: Translate
  now: number
  pick: (pair: Pair) => { text: string; language?: Language }
}

export type Key = ParseKeys<'offer'>

export type KindDefinition<Id extends string = string, Schema extends z.ZodType = z.ZodType> = {
  id: Id
  /** Singular and plural; keys that exist in both languages, or this does not compile. */
  label: Key
  plural: Key
  icon: IconName
  /** The name of a colour token in app/ui/tokens.css. */
  colour: string
  /** The JSON column, checked on the way in and out. */
  details: Schema
  /** Whether it has dates with a place and seats. */
  sessions: boolean
  /** Shown on the offer page, most deciding first. */
  facts: (details: z.output<Schema>, words: Words) => Fact[]
  /** Shown on a card in a list, at most two. */
  cardFacts: (details: z.output<Schema>, words: Words) => Fact[]
  /** Extra words to find it by. */
  searchText: (details: z.output<Schema>) => string
  /** Until when one can sign up, apart from sessions: a moment, always, or not at all. */
  openUntil: (details: z.output<Schema>) => number | 'always' | 'never'
  /** "Who sees that you …?" in plain words, stands on the offer page. */
  whoSees: (details: z.output<Schema>, words: Words) => Fact | null
  /** The schema.org type with its own properties; the common ones are added. */
  jsonLd: (details: z.output<Schema>, words: Words) => Record<string, unknown> & { '@type': string }
  /** Days in the details that move with the demo's day of starting. */
  dates: ReadonlyArray<string>
}

/** Makes a kind; it refuses two things a compiler cannot see. */
export function defineKind<const Id extends string, Schema extends z.ZodType>(
  definition: KindDefinition<Id, Schema>,
): KindDefinition<Id, Schema> {
  if (!/^[a-z][a-z-]*$/.test(definition.id)) throw new Error(`a kind's id is lower case with hyphens: ${definition.id}`)
  return definition
}
