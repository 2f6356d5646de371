import { expect, test } from 'vitest'
import { type Actor, asSystem } from '#app/access/actor.ts'
import { type AllowedOn, type RecordRef, requireProof } from '#app/access/allowed-on.ts'
import { RECORD_RULES, type RecordPermission, recordRuleOf } from '#app/access/record-permissions.ts'
import { RECORD_RELATIONS } from '#app/access/vocabulary.ts'
import { confidentialTransactionNumber, inConfidentialTransaction } from '#db/confidential/transaction.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { confidentialFiles, NOW, peopleDatabase } from '#tests/support/database.ts'
import { demoPerson } from '#tests/support/demo-person.ts'
import { allowOn, onRecord } from './allow-on.server.ts'

const db = peopleDatabase()
const [sanne, omar] = [demoPerson(db, 'sanne'), demoPerson(db, 'omar')]
const OWN: RecordRef<'access-needs'> = { type: 'access-needs', id: 'd' }

/** A dossier of Sanne in a file of its own. */
function files() {
  const { confidential } = confidentialFiles()
  prepared(
    confidential,
    "INSERT INTO dossiers (id, type, subject_id, created_at) VALUES ('d', 'access-needs', ?, 0)",
  ).run(sanne.id)
  return { db, confidential }
}

const look = (
  own: ReturnType<typeof files>,
  actor: Actor,
  permission: RecordPermission = 'access-needs.read-own',
  record = OWN,
) => inConfidentialTransaction(own.confidential, (tx) => allowOn(own.db, tx, actor, permission, record, NOW))

test('the proof names the record, the person it is about and the relation, with the roles of this moment', () => {
  const own = files()
  const stale: Actor = { id: sanne.id, grants: [], system: null, operationId: 'o' }
  expect(look(own, stale)).toMatchObject({
    id: sanne.id,
    grants: sanne.grants,
    operationId: 'o',
    record: OWN,
    subjectId: sanne.id,
    relation: 'own',
    until: null,
  })
})

test.each<[string, Actor, RecordPermission, RecordRef<'access-needs'>]>([
  ['somebody else', omar, 'access-needs.read-own', OWN],
  ['somebody who is not there', { ...sanne, id: 'nobody' }, 'access-needs.read-own', OWN],
  ['a record that is not there', sanne, 'access-needs.read-own', { ...OWN, id: 'x' }],
  ['a record of another kind', sanne, 'access-needs.read-own', { ...OWN, type: 'other' as 'access-needs' }],
  ['a person where the portal itself works', sanne, 'access-needs.forget', OWN],
  ['the portal where a person reads', asSystem('retention', 'access-needs.forget'), 'access-needs.read-own', OWN],
  ['a part of the portal with other work', asSystem('operator', 'keys.manage'), 'access-needs.forget', OWN],
])('%s gets no proof', (_, actor, permission, record) => {
  expect(look(files(), actor, permission, record)).toBeNull()
})

test('a system gets one by its own relation; that a request says whom somebody stands for is not enough', () => {
  const own = files()
  expect(look(own, asSystem('retention', 'access-needs.forget'), 'access-needs.forget')).toMatchObject({
    relation: 'system',
  })
  expect(look(own, { ...omar, formerIds: [sanne.id] })).toBeNull()
})

test('a record of somebody who was merged into this person is theirs', () => {
  const own = { ...files(), db: peopleDatabase() }
  prepared(
    own.db,
    "INSERT INTO person_aliases (alias_id, into_id, person_id, merged_by, merged_at, moved) VALUES (?, ?, ?, 'x', 0, '{}')",
  ).run(sanne.id, omar.id, omar.id)
  expect(look(own, omar)).toMatchObject({ id: omar.id, subjectId: sanne.id, relation: 'own' })
})

test.each([
  ['roles that ended', "UPDATE role_grants SET ends_on = '2027-01-31' WHERE person_id = ?"],
  ['a disabled account', 'UPDATE people SET disabled_at = 1 WHERE id = ?'],
  ['an erased person', 'DELETE FROM people WHERE id = ?'],
])('%s counts at once, whatever the request knew of them', (_, sql) => {
  const own = { ...files(), db: peopleDatabase() }
  expect(look(own, sanne)).not.toBeNull()
  prepared(own.db, sql).run(sanne.id)
  expect(look(own, sanne)).toBeNull()
})

test('relations carry a permission only where its rule names them, and from their moment until their end', () => {
  const advisor = demoPerson(db, 'marieke')
  for (const permission of Object.keys(RECORD_RULES) as RecordPermission[])
    for (const relation of RECORD_RELATIONS) {
      if (relation === 'own' || relation === 'system') continue
      const { on, carriedBy } = recordRuleOf(permission)
      const own = files()
      // Closed, so that it waits for nobody: a row that says so gives nothing either.
      prepared(own.confidential, 'UPDATE dossiers SET type = ?, closed_at = 1').run(on)
      prepared(own.confidential, 'INSERT INTO dossier_relations VALUES (?, ?, ?, ?, ?, ?, 0)').run(
        'r',
        'd',
        advisor.id,
        relation,
        Number(NOW),
        Number(NOW) + 1,
      )
      const carries = carriedBy.includes(relation) && relation !== 'career-centre'
      const record = { type: on, id: 'd' } as typeof OWN
      expect(look(own, advisor, permission, record) !== null, `${permission} by ${relation}`).toBe(carries)
    }
})

test('what waits for the career centre is for who works there, but not about themselves, and until somebody closed it', () => {
  const [marieke, fatima] = [demoPerson(db, 'marieke'), demoPerson(db, 'fatima')]
  const own = files()
  const record = { type: 'contact-request', id: 'd' } as unknown as typeof OWN
  const opens = (actor: Actor) => look(own, actor, 'contact-request.open', record)?.relation
  prepared(own.confidential, "UPDATE dossiers SET type = 'contact-request'").run()
  expect([opens(marieke), opens(fatima), opens(omar), opens(sanne)]).toEqual([
    'career-centre',
    ...Array(3).fill(undefined),
  ])
  prepared(own.confidential, 'UPDATE dossiers SET subject_id = ?').run(marieke.id)
  expect(opens(marieke)).toBeUndefined()
  prepared(own.confidential, 'UPDATE dossiers SET subject_id = ?, closed_at = 1').run(sanne.id)
  expect(opens(marieke)).toBeUndefined()
})

test('a proof holds in its transaction, for its record and for what its permission lets: everything else throws', () => {
  const own = files()
  const proof = look(own, sanne) as AllowedOn<'access-needs.read-own'>
  const number = confidentialTransactionNumber()
  expect(() => requireProof(proof, 'open', OWN, number)).not.toThrow()
  expect(() => requireProof(proof, 'open', OWN, number + 1)).toThrow('another transaction')
  expect(() => requireProof(proof, 'save', OWN, number)).toThrow('does not let anybody save')
  expect(() => requireProof(proof, 'open', { ...OWN, id: 'x' }, number)).toThrow('another record')
  expect(() => requireProof(proof, 'open', { ...OWN, type: 'x' }, number)).toThrow('another record')
  expect(() => requireProof({ ...proof }, 'open', OWN, number)).toThrow('allowOn made')
  expect(() => Object.assign(proof, { record: { ...OWN, id: 'x' } })).toThrow()
  inConfidentialTransaction(own.confidential, () => {
    expect(() => requireProof(proof, 'open', OWN, confidentialTransactionNumber())).toThrow('another transaction')
  })
})

test('work within a transaction goes on under the proof of that transaction', () => {
  const own = files()
  inConfidentialTransaction(own.confidential, (tx) => {
    const proof = allowOn(db, tx, sanne, 'access-needs.read-own', OWN, NOW)
    inConfidentialTransaction(own.confidential, () => {
      if (proof) requireProof(proof, 'open', OWN, confidentialTransactionNumber())
    })
  })
})

function thrownBy(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return null
}

test('a refused attempt is a 404 like a record that is not there; where it is there, the log of the record tells it', () => {
  const own = files()
  const attempt = { permission: 'access-needs.read-own', action: 'access-needs.read' } as const
  const events = () => prepared(own.confidential, 'SELECT * FROM confidential_events').all()
  expect(onRecord(own, sanne, { ...attempt, record: OWN }, NOW, (_, allowed) => allowed.relation)).toBe('own')
  expect(events()).toEqual([])
  for (const id of ['d', 'x'])
    expect(
      thrownBy(() => onRecord(own, omar, { ...attempt, record: { ...OWN, id } }, NOW, () => 'read')),
    ).toMatchObject({ status: 404 })
  expect(events()).toMatchObject([
    {
      action: 'access-needs.read',
      actor_id: omar.id,
      subject_id: sanne.id,
      record_id: 'd',
      result: 'refused',
      ground: 'none',
    },
  ])
})

test('what fails within the work is undone and stays what it was', () => {
  const own = files()
  const attempt = { permission: 'access-needs.read-own', action: 'access-needs.read', record: OWN } as const
  const fail = (): string => {
    throw new Error('failed')
  }
  expect(() => onRecord(own, sanne, attempt, NOW, fail)).toThrow('failed')
})
