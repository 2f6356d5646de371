/** Words in order, so that all that begin alike stand together; the order is made at the first question and kept up with. */
export type SortedWords = { words: string[]; isSorted: boolean }

/** Beyond so many unsorted newcomers, sorting all is quicker than putting each in its place. */
const FEW = 64

export function emptySortedWords(): SortedWords {
  return { words: [], isSorted: true }
}

function placeOf(words: ReadonlyArray<string>, word: string): number {
  let from = 0
  let until = words.length
  while (from < until) {
    const middle = (from + until) >> 1
    if (words[middle]! < word) from = middle + 1
    else until = middle
  }
  return from
}

/** Adds a word that is not there yet. */
export function addSorted(sorted: SortedWords, word: string): void {
  if (sorted.isSorted && sorted.words.length > FEW) sorted.words.splice(placeOf(sorted.words, word), 0, word)
  else {
    sorted.words.push(word)
    sorted.isSorted = false
  }
}

/** Forgets the order for a while: many words are about to be added. */
export function loosen(sorted: SortedWords): void {
  sorted.isSorted = false
}

function inOrder(sorted: SortedWords): ReadonlyArray<string> {
  if (!sorted.isSorted) {
    sorted.words.sort()
    sorted.isSorted = true
  }
  return sorted.words
}

/** Whether any word begins with these letters. */
export function hasBeginning(sorted: SortedWords, letters: string): boolean {
  const words = inOrder(sorted)
  return words[placeOf(words, letters)]?.startsWith(letters) ?? false
}

/** The words that begin with these letters, in order, at most so many. */
export function withBeginning(sorted: SortedWords, letters: string, most: number): string[] {
  const words = inOrder(sorted)
  const found: string[] = []
  for (let place = placeOf(words, letters); found.length < most; place++) {
    const word = words[place]
    if (!word?.startsWith(letters)) break
    found.push(word)
  }
  return found
}
