/** Bytes and fields of the largest page of the editor: 200,000 characters in each language, twice encoded. */
export const LARGEST_DRAFT = { body: 4 * 1024 * 1024, fields: 4_000 } as const

/** The parts of the editor, each a page of its own. */
export const EDITOR_SECTIONS = ['text', 'facts'] as const
export type EditorSection = (typeof EDITOR_SECTIONS)[number]

/** How a field is filled in on the page. */
export type EditorInput =
  | 'line'
  | 'area'
  | 'body'
  | 'number'
  | 'email'
  | 'url'
  | 'choice'
  | 'choices'
  | 'check'
  | 'day'
  | 'lines'

/** One field of the editor, as its page shows it. */
export type EditorField = {
  readonly name: string
  readonly label: string
  readonly input: EditorInput
  readonly values: ReadonlyArray<string>
  /** Of what stands there now (`markOf`): it comes back with what is typed. */
  readonly mark: string
  readonly hint?: string
  /** Beside the field: what of it cannot be read. */
  readonly problem?: string
  readonly options?: ReadonlyArray<{ readonly value: string; readonly label: string }>
  /** Characters that fit, counted under the field. */
  readonly most?: number
  /** Words that read well, counted under the field. */
  readonly words?: readonly [least: number, most: number]
  /** The language in which it is written. */
  readonly language?: 'nl' | 'en'
}

/** Fields that stand together: two of one text in both languages beside each other, or one. */
export type EditorRow = {
  readonly key: string
  /** Above the first row of a group. */
  readonly heading?: string
  readonly title?: string
  readonly fields: ReadonlyArray<EditorField>
}

/** A text of one's own that met somebody else's in the same field, or one of the draft that the catalogue has otherwise by now, with both. */
export type MetText = {
  readonly name: string
  readonly label: string
  /** The id of the text that waits; empty for one of the draft. */
  readonly text: string
  /** The marks of both (`markOf`), which come back with the choice. */
  readonly seen: { readonly mine: string; readonly theirs: string }
  readonly mine: string
  readonly theirs: string
  readonly by: string
}

/** What a page that keeps by itself hears back. */
export type KeptDraft = {
  readonly at: string
  /** Of the fields it sent, by name: the mark of what its reader has before them now. */
  readonly marks: Readonly<Record<string, string>>
  /** The labels of fields in which a text met another one. */
  readonly met: ReadonlyArray<string>
  /** Of the whole draft, before and after: a page that saw the one before has seen the one after. */
  readonly fingerprint: { readonly before: string; readonly after: string }
}

/** The id of a field on the page of the editor. */
export function editorFieldId(name: string): string {
  return `field-${name.replace(/\W+/g, '-')}`
}
