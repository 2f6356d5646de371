import type { Language } from '#app/i18n/languages.ts'
import { plainWords } from '#app/platform/text/fold.ts'

const COMMON: Record<Language, ReadonlySet<string>> = {
  nl: new Set(
    'de het een en van voor met naar niet zijn wordt worden bij ook deze dit dat die aan op je jij uit over door kun kunt leert leren hoe welke meer tot of om als maar'.split(
      ' ',
    ),
  ),
  en: new Set(
    'the and of for with to from this that these are is be by you your will on as or an it how which more what their its can students course learn at'.split(
      ' ',
    ),
  ),
}
const ENDING: Record<Language, RegExp> = {
  nl: /(ij|aar|aal|eren|heid|lijk|kunde|tie|sch|schap|ingen|uur|oek|oen|aak)$/,
  en: /(tion|tions|ment|ness|ship|ics|ology|ography|phy|ity|ance|ence|ing|ture|gy|ly|sh|th)$/,
}
const CLEARLY = { words: 4, times: 3 }

function count(all: ReadonlyArray<string>, fits: (word: string) => boolean): number {
  return all.reduce((sum, word) => (fits(word) ? sum + 1 : sum), 0)
}

/** Which of the two languages a text is most likely in: by common words, then by the ends of words; Dutch when nothing tells. */
export function guessLanguage(text: string): { language: Language; sure: boolean } {
  const all = plainWords(text.slice(0, 4_000))
  const nl = count(all, (word) => COMMON.nl.has(word))
  const en = count(all, (word) => COMMON.en.has(word))
  if (nl !== en) {
    const [most, least] = nl > en ? [nl, en] : [en, nl]
    const sure = most - least >= CLEARLY.words && most >= CLEARLY.times * least
    return { language: nl > en ? 'nl' : 'en', sure }
  }
  const english = count(all, (word) => ENDING.en.test(word)) > count(all, (word) => ENDING.nl.test(word))
  return { language: english ? 'en' : 'nl', sure: false }
}
