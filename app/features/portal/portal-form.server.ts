import { z } from 'zod'
import type { PortalPageData } from './portal-page.queries.server.ts'
import { chosenColour, type PortalForm } from './portal-rules.ts'

const text = z.string()
const list = z.array(z.string())

/** What else is in a form makes it another form, and it is not carried out. */
const portalForm: z.ZodType<PortalForm> = z.strictObject({
  name: text,
  purposeNl: text,
  purposeEn: text,
  kind: list,
  module: list,
  brand: text,
  brandPicked: text,
  brandShown: text,
  accent: text,
  accentPicked: text,
  accentShown: text,
  seen: text,
  do: z.enum(['save', 'standard-colours', 'remove-logo']),
  logo: z.instanceof(Uint8Array).nullable(),
})

const MANY = ['kind', 'module'] as const
const isMany = (name: string) => (MANY as ReadonlyArray<string>).includes(name)

/** A file as bytes. A form without files sends the name of one: that is no picture, and an empty name is none chosen. */
async function bytesOf(sent: FormDataEntryValue | null): Promise<Uint8Array | null> {
  if (sent === null) return null
  const bytes = typeof sent === 'string' ? new TextEncoder().encode(sent) : new Uint8Array(await sent.arrayBuffer())
  return bytes.length === 0 ? null : bytes
}

/** What somebody sent, as our own form; nothing when it has a field too many, too few or twice, or came as something else. */
export async function readPortalForm(sent: FormData | null): Promise<PortalForm | null> {
  if (sent === null) return null
  const names = [...sent.keys()].filter((name) => !isMany(name))
  if (new Set(names).size < names.length) return null
  const single = names.filter((name) => name !== 'logo').map((name) => [name, sent.get(name)] as const)
  const read = portalForm.safeParse({
    do: 'save',
    ...Object.fromEntries(single),
    kind: sent.getAll('kind'),
    module: sent.getAll('module'),
    logo: await bytesOf(sent.get('logo')),
  })
  return read.success ? read.data : null
}

/** What somebody filled in, as it is shown again after a refusal. */
export type Typed = Pick<PortalPageData, 'name' | 'purposeNl' | 'purposeEn' | 'brand' | 'accent'> & {
  kinds: ReadonlyArray<string>
  modules: ReadonlyArray<string>
}

export function typedIn(form: PortalForm): Typed {
  return {
    name: form.name,
    purposeNl: form.purposeNl,
    purposeEn: form.purposeEn,
    brand: chosenColour('brand', form),
    accent: chosenColour('accent', form),
    kinds: form.kind,
    modules: form.module,
  }
}
