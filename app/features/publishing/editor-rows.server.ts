import type { Names } from '#app/features/catalogue/catalogue-names.server.ts'
import { aimDomainsOn } from '#app/features/catalogue/enabled-kinds.server.ts'
import { type KindId, kindOf } from '#app/features/catalogue/kinds.ts'
import { isInScope, type OfferScope } from '#app/features/catalogue/offer-scope.server.ts'
import {
  AIM_GOALS,
  DURATION_UNITS,
  FORMATS,
  LEARNING_FORMS,
  OFFER_LANGUAGES,
  PARTICIPATIONS,
  PAYERS,
  TARGET_GROUPS,
  THEMES,
} from '#app/features/catalogue/vocabulary.ts'
import { i18nFor, textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { type DetailField, detailFieldsOf } from './detail-fields.ts'
import type { EditorField, EditorInput, EditorRow, EditorSection } from './editor-field.ts'
import { markOf } from './merge-fields.ts'
import type { Fields, UnreadField } from './offer-fields.ts'
import { sessionFieldName, sessionName } from './session-labels.server.ts'

/** What is needed to put the fields of an offer into words and choices for one reader. */
export type EditorContext = {
  readonly kind: KindId
  readonly fields: Fields
  readonly unread: ReadonlyArray<UnreadField>
  readonly language: Language
  readonly names: Names
  readonly scope: OfferScope
}

type Options = EditorField['options']

const SUMMARY = 160
const TITLE = 60
const BODY_WORDS = [80, 200] as const
const PAIR_MOST = { title: TITLE, summary: SUMMARY } as const

/** A text whose key is made of ids: what the texts do not name is shown by its own name, in plain letters. */
function worded(language: Language, key: string, id: string): string {
  const known = textAt(language, key)
  if (known) return known
  const plain = id
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/-/g, ' ')
    .toLowerCase()
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}

/** The text of a key that may not be there, as a hint of a kind that has none. */
function textAt(language: Language, key: string): string | null {
  return i18nFor(language).exists(key) ? (textsFor(language)(key as never) as unknown as string) : null
}

/** The name of a detail of a kind, or of one value of it: the editor's own, else the label the kind gives it. */
function detailLabel(kind: KindId, path: string, language: Language, value?: string): string {
  const own = kindOf(kind).labels?.[value === undefined ? path : `${path}.${value}`]
  const key = value === undefined ? `editor:detail.${kind}.${path}` : `editor:detailValue.${kind}.${path}.${value}`
  if (own && !textAt(language, key)) return textsFor(language)(`offer:${own}` as never) as unknown as string
  return worded(language, key, value ?? path.split('.').at(-1) ?? path)
}

function field(context: EditorContext, name: string, input: EditorInput, more: Partial<EditorField>): EditorField {
  const values = context.fields.get(name) ?? []
  const t = textsFor(context.language)
  const problem = context.unread.find((one) => one.field === name)?.problem
  return {
    name,
    label: worded(context.language, `editor:field.${name}`, name.split('.').at(-1) ?? name),
    input,
    values,
    mark: markOf(values),
    ...(problem ? { problem: t(`editor:unread.${problem}`) } : {}),
    ...more,
  }
}

function twin(
  context: EditorContext,
  key: string,
  input: EditorInput,
  label: string,
  more: Partial<EditorField> = {},
): EditorRow {
  const fields = (['nl', 'en'] as const).map((language) =>
    field(context, `${key}.${language}`, input, {
      ...more,
      label: inLanguage(context.language, label, language),
      language,
    }),
  )
  return { key, fields }
}

/** A label with the language that is written in it: two fields of one text stand beside each other. */
function inLanguage(reader: Language, label: string, language: Language): string {
  const t = textsFor(reader)
  return t('editor:inLanguage', { label, language: t(`offer:language.${language}`) })
}

function alone(one: EditorField): EditorRow {
  return { key: one.name, fields: [one] }
}

function hint(language: Language, key: string): Partial<EditorField> {
  const text = textAt(language, key)
  return text ? { hint: text } : {}
}

function textRows(context: EditorContext): EditorRow[] {
  const t = textsFor(context.language)
  return [
    twin(context, 'title', 'line', t('editor:field.title'), { most: PAIR_MOST.title }),
    twin(context, 'summary', 'area', t('editor:field.summary'), { most: PAIR_MOST.summary }),
    twin(context, 'body', 'body', t('editor:field.body'), { words: BODY_WORDS }),
  ]
}

function detailRow(context: EditorContext, detail: DetailField): EditorRow[] {
  if (detail.input === 'json') return []
  const { kind, language } = context
  const t = textsFor(language)
  const path = detail.path.join('.')
  const label = detailLabel(kind, path, language)
  const options = detail.values.map((value) => ({
    value,
    label: detailLabel(kind, path, language, value),
  }))
  const none = detail.required ? [] : [{ value: '', label: t('editor:notSaid') }]
  const more: Partial<EditorField> = {
    label,
    ...hint(language, `editor:detailHint.${kind}.${path}`),
    ...(options.length > 0 ? { options: detail.input === 'choice' ? [...none, ...options] : options } : {}),
    ...(detail.most === null ? {} : { most: detail.most }),
  }
  const name = `details.${path}`
  if (detail.isPair) return [twin(context, name, detail.input === 'area' ? 'area' : 'line', label, more)]
  return [alone(field(context, name, detail.input, more))]
}

function unitOptions({ names, language, scope }: EditorContext, isOwner: boolean): Options {
  return [...names.units]
    .filter(([id]) => !isOwner || isInScope(scope, { owner: { unit: id }, units: [] }))
    .map(([value, name]) => ({ value, label: name[language] }))
}

function commonRows(context: EditorContext): EditorRow[] {
  const { kind, language, names } = context
  const t = textsFor(language)
  const of = <T extends string>(list: ReadonlyArray<T>, label: (value: T) => string): NonNullable<Options> =>
    list.map((value) => ({ value, label: label(value) }))
  const none = { value: '', label: t('editor:notSaid') }
  const one = (name: string, input: EditorInput, options?: Options) =>
    alone(field(context, name, input, { ...(options ? { options } : {}), ...hint(language, `editor:hint.${name}`) }))
  const domains = aimDomainsOn()
  const providers = [...names.providers].map(([value, name]) => ({ value, label: name[language] }))
  const competences = [...names.competences].map(([value, name]) => ({ value, label: name[language] }))
  return [
    one(
      'themes',
      'choices',
      of(THEMES, (value) => t(`offer:theme.${value}`)),
    ),
    one(
      'targetGroups',
      'choices',
      of(TARGET_GROUPS, (value) => t(`offer:targetGroup.${value}`)),
    ),
    one(
      'languages',
      'choices',
      of(OFFER_LANGUAGES, (value) => t(`offer:language.${value}`)),
    ),
    one(
      'format',
      'choice',
      of(FORMATS, (value) => t(`offer:format.${value}`)),
    ),
    one(
      'learningForm',
      'choice',
      of(LEARNING_FORMS, (value) => t(`offer:learningForm.${value}`)),
    ),
    one(
      'participation',
      'choice',
      of(PARTICIPATIONS, (value) => t(`offer:participation.${value}`)),
    ),
    {
      key: 'duration',
      title: t('editor:field.durationTitle'),
      fields: [
        field(context, 'duration.times', 'number', {}),
        field(context, 'duration.amount', 'number', {}),
        field(context, 'duration.unit', 'choice', {
          options: [none, ...of(DURATION_UNITS, (value) => t(`editor:durationUnit.${value}`))],
        }),
      ],
    },
    {
      key: 'costs',
      title: t('editor:field.costs'),
      fields: [
        field(context, 'cost', 'number', hint(language, 'editor:hint.cost')),
        field(context, 'payer', 'choice', { options: [none, ...of(PAYERS, (value) => t(`editor:payer.${value}`))] }),
      ],
    },
    one('link', 'url'),
    one('competences', 'choices', competences),
    one(
      'aimDomains',
      'choices',
      of(domains, (value) => t(`offer:aimDomain.${value}`)),
    ),
    one(
      'aimGoals',
      'choices',
      of(AIM_GOALS, (value) => t(`editor:aimGoal.${value}`)),
    ),
    {
      key: 'discreet',
      title: t('editor:field.discreetTitle'),
      fields: [
        field(context, 'discreet', 'check', hint(language, 'editor:hint.discreet')),
        field(context, 'discreetOffReason', 'line', { most: 300, ...hint(language, 'editor:hint.discreetOffReason') }),
      ],
    },
    {
      key: 'owner',
      title: t('editor:field.ownerTitle'),
      fields: [
        field(context, 'owner.unit', 'choice', { options: [none, ...(unitOptions(context, true) ?? [])] }),
        field(context, 'owner.email', 'email', hint(language, 'editor:hint.owner.email')),
      ],
    },
    one('units', 'choices', unitOptions(context, false)),
    one('provider', 'choice', [none, ...providers]),
    one('reviewOn', 'day'),
  ].filter(({ key }) => !isHiddenFor(kind, key))
}

/** Fields that mean nothing for a kind stand on no page of its editor. */
function isHiddenFor(kind: KindId, key: string): boolean {
  const hidden = kindOf(kind).hides ?? []
  const of: Record<string, string> = { languages: 'language', duration: 'duration', costs: 'cost', targetGroups: 'for' }
  return hidden.some((fact) => fact === (of[key] ?? key))
}

/** The rows that begin a group, by what the group is about. */
const GROUPS: Readonly<Record<string, 'find' | 'how' | 'costs' | 'aim' | 'discreet' | 'owner'>> = {
  themes: 'find',
  format: 'how',
  costs: 'costs',
  competences: 'aim',
  discreet: 'discreet',
  owner: 'owner',
}

/** The same rows with a heading above each group; those of the kind come first. */
function withHeadings(rows: ReadonlyArray<EditorRow>, ofKind: number, language: Language): EditorRow[] {
  const t = textsFor(language)
  return rows.map((row, place) => {
    const group = place === 0 && ofKind > 0 ? 'kind' : place >= ofKind ? GROUPS[row.key] : undefined
    return group ? { ...row, heading: t(`editor:group.${group}`) } : row
  })
}

/** The fields of one part of the editor, in rows, each in the reader's words. */
export function editorRows(context: EditorContext, section: EditorSection): EditorRow[] {
  if (section === 'text') return textRows(context)
  const own = detailFieldsOf(kindOf(context.kind).details).flatMap((one) => detailRow(context, one))
  return withHeadings([...own, ...commonRows(context)], own.length, context.language)
}

/** The name of a field as the editor calls it, with its language where it has one; `fields`: those of the draft, by which a session is named. */
export function fieldLabel(kind: KindId, name: string, language: Language, fields?: Fields): string {
  const t = textsFor(language)
  const [, key, inSession] = /^sessions\.([^.]+)\.(.+)$/.exec(name) ?? []
  if (key !== undefined && inSession !== undefined) {
    const session = fields ? sessionName(fields, key, language) : t('editor:inSession')
    return t('editor:fieldOf', { session, field: sessionFieldName(inSession, language) })
  }
  const [, base = name, own] =
    /^(.*?)(?:\.(nl|en))?$/.exec(/^(?:film|picture)$/.test(name) ? `${name}.file` : name) ?? []
  const label = base.startsWith('details.')
    ? detailLabel(kind, base.slice('details.'.length), language)
    : worded(language, `editor:field.${base}`, base.split('.').at(-1) ?? base)
  return own === 'nl' || own === 'en' ? t('editor:inLanguage', { label, language: t(`offer:language.${own}`) }) : label
}
