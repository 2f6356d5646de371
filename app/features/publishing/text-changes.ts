import type { TextPiece } from '#app/ui/changed-text.tsx'

/** More pairs of words than this are not compared word by word: what lies between the equal ends counts as rewritten. */
const MOST_PAIRS = 1_000_000

function wordsOf(text: string): string[] {
  return text.match(/\s+|[^\s]+/g) ?? []
}

/** For each pair of places how many words the rest of both have in common, in order. */
function commonLengths(before: ReadonlyArray<string>, after: ReadonlyArray<string>): Uint32Array[] {
  const rows = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1))
  for (let a = before.length - 1; a >= 0; a--)
    for (let b = after.length - 1; b >= 0; b--) {
      const [row, next] = [rows[a], rows[a + 1]]
      if (!row || !next) continue
      row[b] = before[a] === after[b] ? (next[b + 1] ?? 0) + 1 : Math.max(next[b] ?? 0, row[b + 1] ?? 0)
    }
  return rows
}

function middle(before: ReadonlyArray<string>, after: ReadonlyArray<string>): TextPiece[] {
  if (before.length * after.length > MOST_PAIRS)
    return [
      { kind: 'gone', text: before.join('') },
      { kind: 'new', text: after.join('') },
    ]
  const rows = commonLengths(before, after)
  const pieces: TextPiece[] = []
  let [a, b] = [0, 0]
  while (a < before.length || b < after.length) {
    const [one, other] = [before[a], after[b]]
    if (one !== undefined && one === other) {
      pieces.push({ kind: 'same', text: one })
      a++
      b++
    } else if (one !== undefined && (other === undefined || (rows[a + 1]?.[b] ?? 0) >= (rows[a]?.[b + 1] ?? 0))) {
      pieces.push({ kind: 'gone', text: one })
      a++
    } else if (other !== undefined) {
      pieces.push({ kind: 'new', text: other })
      b++
    }
  }
  return pieces
}

/** Changes beside each other, with no more than space between them, as one: first all that is gone, then all that is new. */
function joined(pieces: ReadonlyArray<TextPiece>): TextPiece[] {
  const all: TextPiece[] = []
  let [gone, fresh, space] = ['', '', '']
  const end = () => {
    if (gone) all.push({ kind: 'gone', text: gone })
    if (fresh) all.push({ kind: 'new', text: fresh })
    ;[gone, fresh] = ['', '']
  }
  const same = (text: string) => {
    const last = all.at(-1)
    if (text === '') return
    if (last?.kind === 'same') all[all.length - 1] = { kind: 'same', text: last.text + text }
    else all.push({ kind: 'same', text })
  }
  for (const { kind, text } of pieces) {
    const isChanging = gone !== '' || fresh !== ''
    if (kind === 'same' && isChanging && text.trim() === '') {
      space += text
    } else if (kind === 'same') {
      end()
      same(space + text)
      space = ''
    } else {
      // A space between two changes was there before and is there now.
      gone += space
      fresh += space
      if (kind === 'gone') gone += text
      else fresh += text
      space = ''
    }
  }
  end()
  same(space)
  return all
}

/** What of a text is gone, new and the same, word by word. */
export function textPieces(before: string, after: string): TextPiece[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  let start = 0
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  return joined([
    { kind: 'same', text: a.slice(0, start).join('') },
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    { kind: 'same', text: a.slice(a.length - end).join('') },
  ])
}
