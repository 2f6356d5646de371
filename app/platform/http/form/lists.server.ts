import { INTENT, parse } from '@conform-to/dom'
import { z } from 'zod'
import { fieldNamed, type List, listNamed, type Shape } from './fields.server.ts'
import type { Entry } from './read-body.server.ts'

/** The name of the buttons that add a thing to a list of the form, or take one away. */
export const LIST_INTENT = INTENT

const listIntent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('insert'), payload: z.strictObject({ name: z.string() }) }),
  z.strictObject({
    type: z.literal('remove'),
    payload: z.strictObject({ name: z.string(), index: z.int().nonnegative() }),
  }),
])

export type Lists = {
  /** The lists as the form's schema reads them. */
  value: Record<string, unknown>
  /** The fields of the lists, with the names they have after a thing was taken away. */
  entries: Entry[]
  /** How many things each list holds, by its name. */
  counts: Record<string, number>
  /** Set when a button of a list was pressed; `added` is the name of the list that got a thing more. */
  changed: { added: string | null } | null
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The button of a list that was pressed; null for none, `bad-form` for one that no page of the portal has. */
function intentOf(shape: Shape, entries: ReadonlyArray<Entry>) {
  const sent = entries.find(([name]) => name === LIST_INTENT)?.[1]
  if (sent === undefined) return null
  const read = listIntent.safeParse(typeof sent === 'string' ? json(sent) : null)
  return read.success && listNamed(shape, read.data.payload.name) ? read.data : 'bad-form'
}

function isThing(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Puts the things of one list, and of the lists in them, where the schema, the page and the counts expect them. */
function collect(list: List, name: string, sent: unknown, lists: Lists): unknown[] {
  const things = Array.isArray(sent) ? Array.from<unknown>(sent) : []
  lists.counts[name] = things.length
  return things.map((thing, place) => {
    const value: Record<string, unknown> = {}
    for (const [key, field] of Object.entries(list.item)) {
      const [own, inThing] = [`${name}[${place}].${key}`, isThing(thing) ? thing[key] : undefined]
      if (field.kind === 'list') {
        value[key] = collect(field, own, inThing, lists)
        continue
      }
      const texts = [inThing].flat().filter((text) => typeof text === 'string')
      if (field.isMany) value[key] = texts
      else if (texts[0] !== undefined) value[key] = texts[0]
      for (const text of texts) lists.entries.push([own, text])
    }
    return value
  })
}

/**
 * Reads the lists of a form whose names have been checked, by Conform's parser, with its buttons that add or remove a thing carried out. A list that
 * is full takes no more. Null when a button is none of ours.
 */
export function readLists(shape: Shape, entries: ReadonlyArray<Entry>): Lists | null {
  const intent = intentOf(shape, entries)
  if (intent === 'bad-form') return null
  const body = new URLSearchParams()
  for (const [name, value] of entries)
    if (name.includes('[') && typeof value === 'string' && fieldNamed(shape, name)) body.append(name, value)
  if (intent) body.append(LIST_INTENT, JSON.stringify(intent))
  const { payload } = parse(body, { resolve: (value) => ({ value }) })
  const lists: Lists = { value: {}, entries: [], counts: {}, changed: null }
  for (const [name, field] of Object.entries(shape))
    if (field.kind === 'list') lists.value[name] = collect(field, name, payload[name], lists)
  if (!intent) return lists
  const name = intent.payload.name
  const isFull = (lists.counts[name] ?? 0) > (listNamed(shape, name)?.most ?? 0)
  if (isFull)
    return {
      ...(readLists(
        shape,
        entries.filter(([one]) => one !== LIST_INTENT),
      ) ?? lists),
      changed: { added: null },
    }
  return { ...lists, changed: { added: intent.type === 'insert' ? name : null } }
}
