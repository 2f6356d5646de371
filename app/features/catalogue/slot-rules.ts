import type { SessionDay, SessionSlot } from './offer-schema.ts'

/** How a day is cut into parts: how many minutes each takes, and how many lie between two. */
export type SlotPattern = {
  readonly date: string
  readonly from: string
  readonly until: string
  readonly minutes: number
  readonly pause: number
  readonly seats: number
  readonly label: SessionSlot['label']
}
export type SlotProblem = 'outside' | 'overlap' | 'ends-before'
/** The most parts of a session. */
export const MOST_SLOTS = 200

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function inSameRow(a: SessionSlot, b: SessionSlot): boolean {
  return a.date === b.date && a.label.nl === b.label.nl && a.label.en === b.label.en
}

/** The parts that fit between two times of a day, one after the other, each with the id that `newId` gives it. A part never goes past the end. */
export function cutIntoSlots(
  { date, from, until, minutes, pause, seats, label }: SlotPattern,
  newId: () => string,
): SessionSlot[] {
  const slots: SessionSlot[] = []
  if (minutes < 1 || pause < 0) return slots
  const end = minutesOf(until)
  for (let start = minutesOf(from); start + minutes <= end && slots.length < MOST_SLOTS; start += minutes + pause)
    slots.push({ id: newId(), date, from: timeOf(start), until: timeOf(start + minutes), seats, label })
  return slots
}

/**
 * Adds parts to those that are there, in the order of their times. One that begins at the same time in the same row is the one that was there: it keeps
 * its id, so that who booked it goes on to have it.
 */
export function addSlots(before: ReadonlyArray<SessionSlot>, added: ReadonlyArray<SessionSlot>): SessionSlot[] {
  const left = [...before]
  const next = added.map((slot) => {
    const place = left.findIndex((one) => one.from === slot.from && inSameRow(one, slot))
    const [known] = place < 0 ? [] : left.splice(place, 1)
    return known ? { ...slot, id: known.id } : slot
  })
  return [...left, ...next].sort(
    (a, b) => a.date.localeCompare(b.date) || a.from.localeCompare(b.from) || a.label.nl.localeCompare(b.label.nl),
  )
}

/** What is wrong with the parts of a session, by their place: outside its days, ending before they begin, or over another one of the same row. */
export function slotProblems(
  days: ReadonlyArray<Pick<SessionDay, 'date' | 'from' | 'until'>>,
  slots: ReadonlyArray<SessionSlot>,
): Array<{ place: number; problem: SlotProblem }> {
  return slots.flatMap((slot, place): Array<{ place: number; problem: SlotProblem }> => {
    if (slot.until <= slot.from) return [{ place, problem: 'ends-before' }]
    const isInside = days.some(
      ({ date, from, until }) => date === slot.date && from <= slot.from && slot.until <= until,
    )
    if (!isInside) return [{ place, problem: 'outside' }]
    const isOver = slots
      .slice(0, place)
      .some((other) => inSameRow(other, slot) && other.from < slot.until && slot.from < other.until)
    return isOver ? [{ place, problem: 'overlap' }] : []
  })
}
