import { asSystem } from '#app/access/actor.ts'
import type { OidcSettings } from '#app/platform/oidc/settings.ts'
import type { Db } from '#db/open.server.ts'
import { countNumbersWithoutOrganisation, noteOnlyOrganisation } from './records/hr-key.server.ts'

/**
 * At the start of a portal with a sign-in service: notes its one organisation beside the staff numbers that have none yet. With several
 * organisations such a number could be anybody's; answers the sentence with which the portal then does not start.
 */
export function prepareOrganisations(
  db: Db,
  { homeOrganisations }: Pick<OidcSettings, 'homeOrganisations'>,
  now: Date,
): string | null {
  const [only, second] = homeOrganisations
  if (only !== undefined && second === undefined) {
    noteOnlyOrganisation(db, asSystem('operator', 'person.change'), only, now)
    return null
  }
  const count = countNumbersWithoutOrganisation(db)
  return count === 0
    ? null
    : `The setting OIDC_HOME_ORGANISATIONS names several organisations, and of ${count} people with a staff number the portal does not know which is theirs. Start it once with only that one in OIDC_HOME_ORGANISATIONS: it is then noted with them.`
}
