import { ListRow, RowList } from './row-list.tsx'

/** The readings of one day: who (by their function or name), when, and what they opened. */
export type ReadingDay = {
  readonly day: string
  readonly readings: ReadonlyArray<{ readonly who: string; readonly when: string; readonly what: string }>
}

/** Who opened what of somebody, by day, the newest first. For the person it is about. */
export function Readings({ days }: { days: ReadonlyArray<ReadingDay> }) {
  return days.map(({ day, readings }) => (
    <section key={day}>
      <h3>{day}</h3>
      <RowList>
        {readings.map(({ who, when, what }) => (
          <ListRow key={`${when} ${who}`}>
            <p>
              {when}: {who}
            </p>
            <p>{what}</p>
          </ListRow>
        ))}
      </RowList>
    </section>
  ))
}
