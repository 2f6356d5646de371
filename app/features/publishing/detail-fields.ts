import { z } from 'zod'

/** How a field of the editor is filled in. `pair` stands in two languages; `json` is shown by no page and kept as it is. */
export type DetailInput = 'line' | 'area' | 'choice' | 'choices' | 'check' | 'number' | 'day' | 'lines' | 'json'

/** One field of a kind's own details: its path (`details.coach`), in one language or in both, and what may stand in it. */
export type DetailField = {
  readonly path: ReadonlyArray<string>
  readonly input: DetailInput
  readonly isPair: boolean
  readonly required: boolean
  /** The values of a choice. */
  readonly values: ReadonlyArray<string>
  /** The most characters of a text. */
  readonly most: number | null
}

type Unwrapped = { schema: z.ZodType; required: boolean }

/** The schema under defaults, optional values and transformations: what is typed. */
function unwrap(schema: z.ZodType, required = true): Unwrapped {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return unwrap(schema.unwrap() as z.ZodType, false)
  if (schema instanceof z.ZodPipe) {
    const { in: before, out: after } = schema.def as unknown as { in: z.ZodType; out: z.ZodType }
    return unwrap(after instanceof z.ZodTransform ? before : after, required)
  }
  return { schema, required }
}

function shapeOf(schema: z.ZodType): Readonly<Record<string, z.ZodType>> | null {
  return schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>) : null
}

function isPairShape(shape: Readonly<Record<string, z.ZodType>>): boolean {
  return Object.keys(shape).sort().join() === 'en,nl'
}

const LONG = 200

function mostOf(schema: z.ZodType): number | null {
  return schema instanceof z.ZodString && typeof schema.maxLength === 'number' ? schema.maxLength : null
}

function inputOf(schema: z.ZodType): { input: DetailInput; values: ReadonlyArray<string>; most: number | null } {
  const plain = { values: [], most: null } as const
  if (schema instanceof z.ZodISODate) return { input: 'day', ...plain }
  if (schema instanceof z.ZodBoolean) return { input: 'check', ...plain }
  if (schema instanceof z.ZodNumber) return { input: 'number', ...plain }
  if (schema instanceof z.ZodEnum) return { input: 'choice', values: schema.options.map(String), most: null }
  if (schema instanceof z.ZodArray) {
    const { schema: element } = unwrap(schema.element as z.ZodType)
    if (element instanceof z.ZodEnum) return { input: 'choices', values: element.options.map(String), most: null }
    if (element instanceof z.ZodString) return { input: 'lines', ...plain }
  }
  if (schema instanceof z.ZodString) {
    const most = mostOf(schema)
    return { input: most !== null && most > LONG ? 'area' : 'line', values: [], most }
  }
  return { input: 'json', ...plain }
}

/** The fields of a kind's details as its own schema says: a kind that is added has its fields in the editor by itself. */
export function detailFieldsOf(details: z.ZodType, path: ReadonlyArray<string> = []): DetailField[] {
  const shape = shapeOf(unwrap(details).schema)
  if (!shape) return []
  return Object.entries(shape).flatMap(([name, wrapped]): DetailField[] => {
    const { schema, required } = unwrap(wrapped)
    const at = [...path, name]
    const inner = shapeOf(schema)
    if (inner && isPairShape(inner)) {
      const { schema: text } = unwrap(inner.nl ?? z.string())
      return [{ path: at, isPair: true, required, ...inputOf(text) }]
    }
    if (inner) return detailFieldsOf(schema, at).map((field) => ({ ...field, required: field.required && required }))
    return [{ path: at, isPair: false, required, ...inputOf(schema) }]
  })
}
