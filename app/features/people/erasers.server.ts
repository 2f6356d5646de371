import { asSystem } from '#app/access/actor.ts'
import { momentOf } from '#app/i18n/zoned-time.ts'
import { firstDayKept } from '#app/platform/duration.ts'
import type { Eraser, Erasing } from '#app/platform/eraser.ts'
import { deleteEndedSessions, deleteFlowsBefore } from './auth-sessions.server.ts'
import { deleteSpentLogoutTokens } from './backchannel-logout.server.ts'
import { erasePerson, idsOfGone, type PersonLeaves } from './erase-person.server.ts'
import { deleteHeldSignInsBefore } from './sign-in/hold-sign-in.server.ts'

function firstMomentKept({ keep }: Pick<Erasing, 'keep'>, now: Date): number {
  return momentOf(firstDayKept(keep, now), '00:00')
}

const sessionEraser: Eraser = {
  tables: ['auth.auth_sessions'],
  erase: (erasing) => deleteEndedSessions(erasing.authStore, new Date(firstMomentKept(erasing, erasing.now) - 1)),
}

const flowEraser: Eraser = {
  tables: ['auth.sign_in_flows'],
  erase: (erasing) => deleteFlowsBefore(erasing.authStore, firstMomentKept(erasing, erasing.now)),
}

const heldSignInEraser: Eraser = {
  tables: ['koers.held_sign_ins'],
  erase: (erasing) => deleteHeldSignInsBefore(erasing.db, firstMomentKept(erasing, erasing.now)),
}

/** Which sign-outs at the service were carried out; most of them go at the next one. */
const logoutTokenEraser: Eraser = {
  tables: ['auth.logout_tokens'],
  erase: (erasing) => deleteSpentLogoutTokens(erasing.authStore, new Date(firstMomentKept(erasing, erasing.now))),
}

/**
 * People go some time after the end of their employment, with all that is theirs. Events about them stay, and their ids then lead to
 * nobody. `leaves`: what other features keep of somebody goes first.
 */
function personEraser(leaves: ReadonlyArray<PersonLeaves>): Eraser {
  return {
    tables: [
      'koers.people',
      'koers.identities',
      'koers.person_aliases',
      'koers.affiliations',
      'koers.role_grants',
      'koers.relations',
    ],
    erase(erasing) {
      const { db, now, keep } = erasing
      const retention = asSystem('retention', 'person.erase')
      const gone = idsOfGone(db, keep, now)
      for (const personId of gone) erasePerson(erasing, retention, personId, leaves, now)
      return gone.length
    },
  }
}

export function peopleErasers(leaves: ReadonlyArray<PersonLeaves>): ReadonlyArray<Eraser> {
  return [sessionEraser, flowEraser, heldSignInEraser, logoutTokenEraser, personEraser(leaves)]
}
