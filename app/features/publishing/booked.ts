/** What a session needs that can be in one place only. */
type Booking = {
  readonly place: { readonly nl: string; readonly en: string }
  readonly trainer?: string | undefined
}
/** When a session has its room and trainer; `key`: which session it is, as none is in its own way. */
export type BookedSpan = { readonly key: string; readonly startsAt: number; readonly endsAt: number }

const plain = (text: string) => text.toLowerCase().replace(/\s+/g, ' ').trim()

/** The room and the trainer of a session, by names in which capitals and spaces make no difference; `usualTrainer`: the one its offer names. */
export function whatIsBooked({ place, trainer }: Booking, usualTrainer = ''): string[] {
  const [room, who] = [plain(place.nl || place.en), plain(trainer || usualTrainer)]
  return [...(room ? [`room ${room}`] : []), ...(who ? [`trainer ${who}`] : [])]
}

/** Whether two spans of different sessions overlap. */
export function overlaps(one: BookedSpan, other: BookedSpan): boolean {
  return one.key !== other.key && one.startsAt < other.endsAt && other.startsAt < one.endsAt
}
