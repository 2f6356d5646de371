import type { ReactNode } from 'react'

/** How many places are taken, in words, and a bar that repeats them where there is a most. */
export function PlacesBar({ taken, seats, children }: { taken: number; seats: number | null; children: ReactNode }) {
  return (
    <span className="places">
      {children}
      {seats ? <progress aria-hidden="true" value={Math.min(taken, seats)} max={seats} /> : null}
    </span>
  )
}
