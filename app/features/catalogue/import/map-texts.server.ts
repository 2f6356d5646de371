import type { Language, Pair } from '#app/i18n/languages.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import { listOf, scalarText } from '#app/platform/tables/parse-values.ts'
import { cleanMarkdown } from '#app/platform/text/markdown.server.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'
import { choiceFor } from './choices.server.ts'
import { lineFrom, paragraphsFrom } from './html-text.server.ts'
import type { Cell, Cells } from './import-record.ts'
import { plainLine, summaryFrom } from './summary.ts'
import { guessLanguage } from './text-language.ts'

export const NO_TEXT: Pair = { nl: '', en: '' }
const MOST_GUESSED_FROM = 2_000
const GUESSED_FROM = ['title', 'summary', 'body']
const LAST_LINK = /(?:^|\n\n)https?:\/\/\S+$/

/** A single line, as it will be stored. */
export function cleanLine(value: unknown): string {
  return visibleText(lineFrom(scalarText(value) ?? ''))
    .replace(/\s+/g, ' ')
    .trim()
}

/** A description as it will be stored: HTML made into paragraphs, then the Markdown check of the portal. */
export function cleanParagraphs(value: unknown): string {
  return visibleText(cleanMarkdown(visibleText(paragraphsFrom(scalarText(value) ?? '')))).trim()
}

/**
 * The language of the texts that do not name theirs: the one the file says, else the one the course is given in unless the words
 * clearly say otherwise, else the one the words look like.
 */
export function languageOfTexts(cells: Cells): Language {
  const language = (value: unknown) => choiceFor({ values: LANGUAGES, labels: 'language' }, scalarText(value) ?? '')
  const said = language(cells.get('textLanguage')?.any)
  if (said === 'nl' || said === 'en') return said
  const text = GUESSED_FROM.map((id) =>
    plainLine((scalarText(cells.get(id)?.any) ?? '').slice(0, MOST_GUESSED_FROM)),
  ).join(' ')
  const guess = guessLanguage(text)
  const given = listOf(cells.get('languages')?.any)?.map(language) ?? []
  const [only] = given
  return !guess.sure && given.length === 1 && (only === 'nl' || only === 'en') ? only : guess.language
}

/**
 * A text pair after this record. A text without a named language goes into `language`; what somebody wrote in the other one stays,
 * unless the offer was not written in `language` before: then the source changed its language.
 */
export function pairFrom(
  cell: Cell | undefined,
  kept: Pair,
  language: Language,
  clean: (value: unknown) => string,
): Pair {
  if (!cell) return kept
  const other = language === 'nl' ? 'en' : 'nl'
  const after = { ...kept }
  if ('any' in cell) {
    if (kept[language] === '') after[other] = ''
    after[language] = clean(cell.any)
  }
  for (const named of LANGUAGES) if (named in cell) after[named] = clean(cell[named])
  return after
}

function eachLanguage(make: (language: Language) => string): Pair {
  return { nl: make('nl'), en: make('en') }
}

/** The description after this record, with a link of the source that cannot be the offer's own as its last paragraph. */
export function bodyFrom(
  cell: Cell | undefined,
  { inText: link, gone }: { inText?: string; gone?: string },
  kept: Pair,
  language: Language,
): Pair {
  const isGone = (text: string) => gone !== undefined && text.endsWith(gone) && LAST_LINK.test(text)
  if (link === undefined) {
    const bare = eachLanguage((one) => (isGone(kept[one]) ? kept[one].replace(LAST_LINK, '') : kept[one]))
    return pairFrom(cell, bare, language, cleanParagraphs)
  }
  const unlinked = eachLanguage((one) => kept[one].replace(LAST_LINK, ''))
  const body = pairFrom(cell, unlinked, language, cleanParagraphs)
  if (link === '') return body
  if (body.nl === '' && body.en === '') return { ...NO_TEXT, [language]: link }
  return eachLanguage((one) => (body[one] === '' ? '' : `${body[one]}\n\n${link}`))
}

/** The summary after this record: its own, else one made from the description, unless somebody wrote one by hand. */
export function summaryAfter(
  cell: Cell | undefined,
  before: { summary: Pair; body: Pair },
  body: Pair,
  language: Language,
): Pair {
  const byHand = eachLanguage((one) =>
    before.summary[one] === summaryFrom(before.body[one]) ? '' : before.summary[one],
  )
  const own = pairFrom(cell, byHand, language, cleanLine)
  return eachLanguage((one) => own[one] || summaryFrom(body[one]))
}
