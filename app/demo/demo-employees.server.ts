import { asSystem, inOperation } from '#app/access/actor.ts'
import { addAffiliation, addPerson } from '#app/features/people/add-person.server.ts'
import { idOfHandle } from '#app/features/people/find-person.server.ts'
import { grantRole } from '#app/features/people/grant-role.server.ts'
import type { CareerStage } from '#app/features/people/vocabulary.ts'
import { addDays, dayOf } from '#app/i18n/zoned-time.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import type { Tx } from '#db/transaction.server.ts'

/** All invented, and of many places, as in a university. */
const FIRST = (
  'Aafke Abel Adwoa Ahmet Aiko Akif Amber Amina Anouk Arjen Asha Bente Bilal Birgit Bodil Boris Cato Celik Chidi Cor Daan Dafne Deniz Dirk ' +
  'Ebru Edwin Eline Emre Esmée Fabian Famke Farid Femke Fleur Floris Gijs Goran Greet Guus Hanna Hatice Hidde Ilse Imane Indra Ismail Iris ' +
  'Jasmijn Jelle Jens Jip Jorrit Joyce Karima Kasper Kofi Lars Leila Lieke Linh Lotte Luuk Maartje Malika Marit Mees Mei Milan Mirjam Naima ' +
  'Nienke Noor Nguyen Olaf Otis Pelle Pien Quirijn Rania Renske Roel Rosa Ruben Saskia Selma Siem Stijn Søren Tess Thijs Tirza Ümit Veerle ' +
  'Vikram Wietse Wout Xenia Yara Yusuf Zeynep Zoë'
).split(' ')
const LAST = (
  'Aalbers Achterberg Akkerman Alvarez Appel Arslan Baars Bakhuizen Beekman Berends Bloemendaal Boonstra Brandsma Çelebi Claassen Coppens ' +
  'Daalhof Demir Dijkman Doorn Duran Eekhout Elzinga Engels Fennema Fokkema Gerritse Goudsmit Groenhof Haverkort Heemskerk Hofland Holleman ' +
  'Hussein Ibrahimi Iedema Jacobi Jonkman Kamphuis Karaca Keijzer Kloosterman Kooistra Kroon Langeveld Leemhuis Lindqvist Loman Maatman ' +
  'Meerdink Mensink Middelkoop Molenkamp Nauta Nijland Nøhr Okafor Oosterling Osei Oudhof Paardekoper Plantinga Pronk Ravestein Reinders ' +
  'Rietveld Roosendaal Salihu Scheepmaker Schouten Sijbesma Slagter Spaans Steenhuis Suurmond Tamminga Terpstra Toussaint Uittenbogaard ' +
  'Veldkamp Verbruggen Vinke Vos Waarsenburg Wanders Westerhof Wiarda Wolthuis Yıldız Zandstra Zijlstra Zuidema'
).split(' ')

const ACADEMIC: ReadonlyArray<CareerStage> = [
  'phd-candidate',
  'postdoc',
  'phd-candidate',
  'assistant-professor',
  'lecturer',
  'associate-professor',
  'phd-candidate',
  'full-professor',
]
const SUPPORT: ReadonlyArray<CareerStage> = ['support-experienced', 'support-starting', 'support-experienced']
/** So many work together under one manager. */
const TEAM = 15

/** The short name of a made-up employee of the demo, by their place from 1: by it the same ones are found again. */
function demoEmployeeHandle(place: number): string {
  return `demo-employee-${String(place).padStart(6, '0')}`
}

type Unit = { id: string; kind: string }

/** The units they work at: all but the university as a whole. */
export function demoUnits(db: Db): Unit[] {
  return prepared(db, "SELECT id, kind FROM units WHERE kind <> 'institution' ORDER BY id").all() as Unit[]
}

function at<T>(list: ReadonlyArray<T>, place: number): T {
  return list[place % list.length] as T
}

/** A name by place: some nine thousand go by before one comes back. */
function nameAt(place: number): string {
  return `${at(FIRST, place)} ${at(LAST, place * 7 + Math.floor(place / FIRST.length))}`
}

/** Adds the employee of this place when they are not there yet, by the same verbs as everybody. Answers their id, and whether they are new. */
export function addDemoEmployee(
  tx: Tx,
  place: number,
  units: ReadonlyArray<Unit>,
  operationId: string,
  now: Date,
): { id: string; isNew: boolean } {
  const handle = demoEmployeeHandle(place)
  const known = idOfHandle(tx, handle)
  if (known) return { id: known, isNew: false }
  const today = dayOf(now)
  const team = Math.floor((place - 1) / TEAM)
  const unit = at(units, team)
  const isHead = (place - 1) % TEAM === 0
  const isAcademic = unit.kind === 'faculty' && place % 4 !== 0
  const stage = at(isAcademic ? ACADEMIC : SUPPORT, place + team)
  const person = { handle, name: nameAt(place), language: place % 5 === 0 ? 'en' : 'nl' } as const
  const id = addPerson(tx, inOperation(asSystem('seed', 'person.add'), operationId), person, now)
  addAffiliation(
    tx,
    inOperation(asSystem('seed', 'person.change'), operationId),
    {
      personId: id,
      unitId: unit.id,
      staffCategory: isAcademic ? 'academic' : 'support',
      careerStage: isHead ? 'manager' : stage,
      managerId: isHead ? null : (idOfHandle(tx, demoEmployeeHandle(team * TEAM + 1)) ?? null),
      startsOn: addDays(today, -30 - ((place * 37) % 5_000)),
      endsOn: stage === 'phd-candidate' && !isHead ? addDays(today, 200 + ((place * 53) % 1_000)) : null,
      source: 'demo',
    },
    now,
  )
  const granted = grantRole(
    tx,
    inOperation(asSystem('seed', 'role.grant'), operationId),
    { personId: id, role: 'employee' },
    now,
  )
  if (!granted.ok) throw new Error(`demo employee ${place}: ${granted.problem}`)
  return { id, isNew: true }
}
