import type { FormState } from '#app/platform/http/form/form-state.ts'
import type { SessionPageData } from '../session-page.queries.server.ts'

/** The form of a session as its parts show it: names, ids, what stands in each field, and what is wrong with it. */
export type SessionFormView = FormState & {
  readonly page: SessionPageData
  /** What stands in a field that holds one text. */
  plain(name: string): string
  /** The boxes of a day. */
  boxes(
    name: string,
    before?: Readonly<Record<'day' | 'month' | 'year', string>>,
  ): {
    day: string
    month: string
    year: string
  }
  problemAt(name: string): string | null
}

/** Puts what was sent before what stands in the draft; what is wrong in the draft is said beside its field. */
export function sessionFormView(page: SessionPageData, form: FormState, saysProblems: boolean): SessionFormView {
  const problemAt = (name: string) => {
    const own = form.field(name).problem
    if (own || !saysProblems) return own
    return page.problems.find((one) => one.name === name)?.text ?? null
  }
  const plain = (name: string) => form.value(name, page.values.plain[name] ?? '')
  return {
    ...form,
    page,
    plain,
    problemAt,
    field: (name) => ({ ...form.field(name), problem: problemAt(name) }),
    boxes: (name, before) => {
      const of = (part: 'day' | 'month' | 'year') =>
        form.value(`${name}.${part}`, before?.[part] ?? page.values.plain[`${name}.${part}`] ?? '')
      return { day: of('day'), month: of('month'), year: of('year') }
    },
  }
}
