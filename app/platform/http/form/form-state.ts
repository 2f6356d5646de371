import type { FormAnswer, FormProblem, GeneralProblem } from './form-answer.ts'

/** One problem as the error summary shows it: its words, and the field it leads to (null: it is about the whole form). */
export type ShownProblem = { readonly fieldId: string | null; readonly text: string }
type Button = { readonly type: 'submit'; readonly name: string; readonly value: string }

/** What a page needs to show one of its forms: names, ids, problems and what was typed. */
export type FormState = {
  /** Whether the answer is about this form and not about another one of the page. */
  readonly isRefused: boolean
  readonly problems: ReadonlyArray<ShownProblem>
  /** Another one with each answer: as the key of the form it makes the page show what was sent. */
  readonly key: string
  field(name: string): { id: string; name: string; problem: string | null }
  /** What stands in a field: what was sent, else what stood there before. */
  value(name: string, before?: string): string
  values(name: string, before: ReadonlyArray<string>): ReadonlyArray<string>
  /** The names of the things of a list, `sessions[0]` and on, to put a field behind; `before`: how many there were. */
  things(list: string, before: number): ReadonlyArray<string>
  /** Whether a thing was just added: its first field takes the focus. */
  isAdded(thing: string): boolean
  addButton(list: string): Button
  removeButton(thing: string): Button
}

const PRESSED = '__intent__'

function button(type: 'insert' | 'remove', payload: { name: string; index?: number }): Button {
  return { type: 'submit', name: PRESSED, value: JSON.stringify({ type, payload }) }
}

/** `sessions[0].day` as part of an id: `sessions-0-day`. */
export function idPart(name: string): string {
  return name.replace(/\W+/g, '-')
}

/** How a page shows one form of its own after the answer to it, if there is one. No part of Conform comes with it into the browser. */
export function formState<P extends string>(
  answer: FormAnswer<P> | null | undefined,
  {
    intent,
    isThis = () => true,
    id,
    words,
    general = {},
  }: {
    intent?: string
    /** Tells apart forms of one intent, by what was sent. */
    isThis?: (sent: (name: string) => string) => boolean
    /** The id of a field, or what stands before its name in it. */
    id: string | ((name: string) => string)
    words: (problem: P, about: Readonly<Record<string, string>>) => string
    /** Words of the page's own for what every form can be refused for. */
    general?: Partial<Record<GeneralProblem, string>>
  },
): FormState {
  const sentIn = (name: string) => answer?.sent[name]?.[0] ?? ''
  const mine = answer && (intent === undefined || answer.intent === intent) && isThis(sentIn) ? answer : null
  const idOf = typeof id === 'string' ? (name: string) => `${id}-${idPart(name)}` : id
  const said = general as Partial<Record<string, string>>
  const wordsOf = ({ problem, text, with: about = {} }: FormProblem<P>) =>
    said[problem] ?? text ?? words(problem as P, about)
  return {
    isRefused: mine !== null && mine.problems.length > 0,
    problems: (mine?.problems ?? []).map((one) => ({
      fieldId: one.field === null ? null : idOf(one.field),
      text: wordsOf(one),
    })),
    key: mine?.stamp ?? '',
    field(name) {
      const problem = mine?.problems.find(({ field }) => field === name)
      return { id: idOf(name), name, problem: problem ? wordsOf(problem) : null }
    },
    value: (name, before = '') => (mine ? (mine.sent[name]?.[0] ?? '') : before),
    values: (name, before) => (mine ? (mine.sent[name] ?? []) : before),
    things: (list, before) => Array.from({ length: mine?.lists[list] ?? before }, (_, place) => `${list}[${place}]`),
    isAdded: (thing) => mine?.added != null && thing === `${mine.added}[${(mine.lists[mine.added] ?? 0) - 1}]`,
    addButton: (name) => button('insert', { name }),
    removeButton(thing) {
      const [, name = '', index = ''] = /^(.+)\[(\d+)\]$/.exec(thing) ?? []
      return button('remove', { name, index: Number(index) })
    },
  }
}
