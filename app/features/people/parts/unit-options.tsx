import type { UnitOption } from '../people.queries.server.ts'

const INDENT = '\u2003'

/** Units to choose from, each shifted to the right under what it belongs to. */
export function UnitOptions({ units }: { units: ReadonlyArray<UnitOption> }) {
  return units.map(({ id, name, depth }) => (
    <option key={id} value={id}>
      {`${INDENT.repeat(depth)}${name}`}
    </option>
  ))
}
