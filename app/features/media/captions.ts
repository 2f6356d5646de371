import { visibleText } from '#app/platform/text/visible-text.ts'

/** One caption: when it shows, in milliseconds of the film, and its lines as plain text. */
export type Cue = { readonly from: number; readonly until: number; readonly lines: ReadonlyArray<string> }

const MOST_CUES = 5_000
const MOST_LINES = 8
const LONGEST_LINE = 200
const LONGEST_MS = 12 * 3_600_000
const TIME = String.raw`(?:(\d{1,2}):)?([0-5]?\d):([0-5]\d)[.,](\d{3})`
const TIMING = new RegExp(`^\\s*${TIME}\\s*-->\\s*${TIME}(?:\\s|$)`)
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  lrm: '',
  rlm: '',
  quot: '"',
}

function msOf([hours = '0', minutes = '0', seconds = '0', ms = '0']: ReadonlyArray<string | undefined>): number {
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000 + Number(ms)
}

/** A line of a caption without its marks: who speaks, colours, classes and times inside it go. */
function plainLine(line: string): string {
  const bare = line.replace(/<[^<>]*>/g, '').replace(/[<>]/g, '')
  const decoded = bare.replace(/&(amp|lt|gt|nbsp|lrm|rlm|quot);/g, (_, name: string) => ENTITIES[name] ?? '')
  return visibleText(decoded).replace(/\s+/g, ' ').trim().slice(0, LONGEST_LINE)
}

function cueOf(block: ReadonlyArray<string>): Cue | null {
  const at = block.findIndex((line) => TIMING.test(line))
  const times = TIMING.exec(block[at] ?? '')
  // A number or a name may stand before the times, and nothing else.
  if (!times || at > 1) return null
  const [from, until] = [msOf(times.slice(1, 5)), msOf(times.slice(5, 9))]
  const lines = block
    .slice(at + 1, at + 1 + MOST_LINES)
    .map(plainLine)
    .filter(Boolean)
  return until > from && until <= LONGEST_MS && lines.length > 0 ? { from, until, lines } : null
}

/**
 * Reads captions as WebVTT, or as SubRip with which many tools still save them: times and plain text. Styles, regions, notes and marks are left out.
 * Null when there is no caption in it, or more than a film has.
 */
export function readCaptions(text: string): Cue[] | null {
  const blocks = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*(?:\n[ \t]*)+/)
    .map((block) => block.split('\n').filter((line) => line.trim() !== ''))
  const [head] = blocks
  if (head?.[0]?.startsWith('WEBVTT')) head.shift()
  if (blocks.length > 2 * MOST_CUES) return null
  const cues = blocks.map(cueOf).filter((cue) => cue !== null)
  return cues.length === 0 || cues.length > MOST_CUES ? null : cues.sort((a, b) => a.from - b.from)
}

function timeText(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1_000) % 60)}.${String(ms % 1_000).padStart(3, '0')}`
}

function escaped(line: string): string {
  return line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Captions as we keep and serve them: WebVTT with times and text, and nothing else of what came in. */
export function writeCaptions(cues: ReadonlyArray<Cue>): string {
  const blocks = cues.map(
    ({ from, until, lines }) => `${timeText(from)} --> ${timeText(until)}\n${lines.map(escaped).join('\n')}\n`,
  )
  return `WEBVTT\n\n${blocks.join('\n')}`
}
