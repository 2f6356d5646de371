const MOST = 160
const LEAST = 40
const ONLY_LINK = /^\s*https?:\/\/\S+\s*$/

/** A text cut at a word, with an ellipsis, when it is longer than `most`. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  const room = text.slice(0, most - 1)
  const space = room.search(/\s+\S*$/)
  const kept = space > most / 2 ? room.slice(0, space) : room.replace(/[\uD800-\uDBFF]$/, '')
  return `${kept.replace(/[\s,;:–-]+$/, '')}…`
}

/** The words of simple Markdown on one line: no marks of headings, lists, emphasis or links, no paragraph that is only an address. */
export function plainLine(markdown: string): string {
  return markdown
    .split('\n')
    .filter((line) => !ONLY_LINK.test(line))
    .map((line) => line.replace(/^\s*(#{1,6}\s+|[-*+]\s+|\d+[.)]\s+|>\s*)/, ''))
    .join(' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|`)/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A summary from a description: its first whole sentences up to 160 characters, or a cut at a word where the first sentence is longer. */
export function summaryFrom(markdown: string): string {
  const line = plainLine(markdown.slice(0, 2_000))
  if (line.length <= MOST) return line
  const ends = [...line.slice(0, MOST).matchAll(/[.!?](?=\s)/g)].map((end) => end.index + 1)
  const last = ends.at(-1)
  return last !== undefined && last >= LEAST ? line.slice(0, last) : shortened(line, MOST)
}
