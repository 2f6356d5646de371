import { z } from 'zod'
import { defineForm, type SentBy } from '#app/platform/http/form/define-form.server.ts'
import { chosen, fixed, typed } from '#app/platform/http/form/fields.server.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'
import { LONGEST_UNIT_NAME } from './units.ts'

const id = fixed(z.string().max(200))
const parent = chosen(z.string().max(200), 'unknown-parent')

function name<const P extends string>(missing: P) {
  const text = z.string().transform((sent) => visibleText(sent).replace(/\s+/g, ' ').trim())
  return typed(text.pipe(z.string().min(1).max(LONGEST_UNIT_NAME)), ({ code }) =>
    code === 'too_big' ? ('name-too-long' as const) : missing,
  )
}

const nameNl = name('no-name-nl')
const nameEn = name('no-name-en')

/** The forms of the page of units. A unit is never deleted and never changes its kind, so neither has a field for that. */
export const unitForm = defineForm({
  name: 'unit',
  permission: 'unit.save',
  tokenFor: (intent) => `unit:${intent}`,
  intents: {
    add: { parent: id, kind: chosen(z.enum(['faculty', 'service', 'department'])), nameNl, nameEn },
    change: { unit: id, parent, nameNl, nameEn },
  },
  beside: (problem, intent) => {
    if (problem === 'name-taken') return 'nameNl'
    // What a new unit stands under is no field that somebody fills in.
    const isAboutParent = ['needs-parent', 'unknown-parent', 'wrong-parent', 'circle'].includes(problem)
    return isAboutParent && intent === 'change' ? 'parent' : null
  },
})
export type SentUnitForm = SentBy<typeof unitForm>
