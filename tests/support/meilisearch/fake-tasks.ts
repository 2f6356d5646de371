import type { FakeDocument, FakeIndex } from './fake-search.ts'
import { recorded } from './recorded.ts'

type Failure = { message: string; code: string; type: string; link: string }
type FakeTask = {
  uid: number
  indexUid: string | null
  type: string
  looks: number
  failure: Failure | null
  apply: () => Failure | null
  done: boolean
}

/** What is in the stand-in: its indexes, and tasks that happen one after the other, each at the second look at it or at a later one. */
export type FakeStore = {
  indexes: Map<string, FakeIndex>
  tasks: FakeTask[]
  /** The code with which tasks on documents fail from now on; null for success. */
  failDocumentsWith: string | null
}

export function emptyStore(): FakeStore {
  return { indexes: new Map(), tasks: [], failDocumentsWith: null }
}

function failureOf(step: string): Failure {
  const { error } = recorded(step, 1).body as { error: Failure }
  return error
}

function notFound(uid: string): Failure {
  const failure = failureOf('swap with an index that is not there: the task fails')
  return { ...failure, message: `Index \`${uid}\` not found.` }
}

function enqueue(store: FakeStore, type: string, indexUid: string | null, apply: FakeTask['apply']) {
  const uid = store.tasks.length
  store.tasks.push({ uid, indexUid, type, looks: 0, failure: null, apply, done: false })
  return { ...recorded('create index').body, taskUid: uid, indexUid, type }
}

function run(task: FakeTask): void {
  if (task.done) return
  task.done = true
  task.failure = task.apply()
}

/** The task as the server shows it, in the shape that was recorded; null when there is none. */
export function lookAtTask(store: FakeStore, uid: number): Record<string, unknown> | null {
  const task = store.tasks[uid]
  if (!task) return null
  task.looks++
  const shape = { uid, indexUid: task.indexUid, type: task.type }
  if (task.looks === 1) return { ...recorded('add documents', 1).body, ...shape, details: {} }
  // The queue keeps its order.
  for (const earlier of store.tasks.slice(0, uid + 1)) run(earlier)
  const status = task.failure ? 'failed' : 'succeeded'
  return { ...recorded('add documents', 2).body, ...shape, status, error: task.failure, details: {} }
}

/** Everything that was sent has happened. */
export function finishTasks(store: FakeStore): void {
  for (const task of store.tasks) run(task)
}

export function createIndex(store: FakeStore, uid: string) {
  return enqueue(store, 'indexCreation', uid, () => {
    if (store.indexes.has(uid)) return failureOf('create index that exists: the task fails')
    store.indexes.set(uid, { settings: {}, documents: new Map() })
    return null
  })
}

export function deleteIndex(store: FakeStore, uid: string) {
  return enqueue(store, 'indexDeletion', uid, () => (store.indexes.delete(uid) ? null : notFound(uid)))
}

export function updateSettings(store: FakeStore, uid: string, settings: Record<string, unknown>) {
  return enqueue(store, 'settingsUpdate', uid, () => {
    const index = store.indexes.get(uid) ?? { settings: {}, documents: new Map() }
    store.indexes.set(uid, { ...index, settings: { ...index.settings, ...settings } })
    return null
  })
}

/** The server makes an index that is not there, without settings: a portal that forgets to look would not notice. */
export function addDocuments(store: FakeStore, uid: string, documents: ReadonlyArray<FakeDocument>) {
  return enqueue(store, 'documentAdditionOrUpdate', uid, () => {
    if (store.failDocumentsWith)
      return { ...failureOf('create index that exists: the task fails'), code: store.failDocumentsWith }
    const index = store.indexes.get(uid) ?? { settings: {}, documents: new Map() }
    store.indexes.set(uid, index)
    for (const document of documents) index.documents.set(document.id, document)
    return null
  })
}

export function deleteDocuments(store: FakeStore, uid: string, ids: ReadonlyArray<string>) {
  return enqueue(store, 'documentDeletion', uid, () => {
    if (store.failDocumentsWith)
      return { ...failureOf('create index that exists: the task fails'), code: store.failDocumentsWith }
    const index = store.indexes.get(uid)
    if (!index) return notFound(uid)
    for (const id of ids) index.documents.delete(id)
    return null
  })
}

export function swapIndexes(store: FakeStore, a: string, b: string) {
  return enqueue(store, 'indexSwap', null, () => {
    const first = store.indexes.get(a)
    const second = store.indexes.get(b)
    if (!first || !second) return notFound(first ? b : a)
    store.indexes.set(a, second)
    store.indexes.set(b, first)
    return null
  })
}
