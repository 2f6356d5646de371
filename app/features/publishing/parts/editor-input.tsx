import { useId, useState } from 'react'
import { DATE_PARTS } from '#app/i18n/date-parts.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { Counter } from '#app/ui/counter.tsx'
import { Field, FieldGroup } from '#app/ui/field.tsx'
import { type EditorField, editorFieldId } from '../editor-field.ts'
import { SeenMark } from './seen-mark.tsx'

type Props = { field: EditorField; at: string }

function countWords(text: string): number {
  return text.split(/\s+/).filter(Boolean).length
}

/** Under a text: characters against what fits, or words against what reads well. */
function Count({ field, text, id }: { field: EditorField; text: string; id: string }) {
  const t = useTexts('publishing')
  if (field.most) return <Counter id={id} count={text.length} most={field.most} />
  if (!field.words) return null
  const [least, most] = field.words
  const count = countWords(text)
  const isBeside = count > 0 && (count < least || count > most)
  return (
    <p className={isBeside ? 'counter near' : 'counter'} id={id}>
      {isBeside ? t('editor.wordsBeside', { count, least, most }) : t('editor.words', { count })}
    </p>
  )
}

const ROWS = { area: 3, body: 14, lines: 3 } as const

function TextInput({ field, at }: Props) {
  const [text, setText] = useState(field.values[0] ?? '')
  const counter = useId()
  const id = editorFieldId(field.name)
  const name = `${at}.value`
  const counts = field.most || field.words
  return (
    <Field id={id} name={name} label={field.label} hint={field.hint} problem={field.problem}>
      {(control) => {
        const described = [control['aria-describedby'], counts ? counter : ''].filter(Boolean).join(' ')
        const common = {
          ...control,
          ...(described ? { 'aria-describedby': described } : {}),
          defaultValue: field.values[0] ?? '',
          onInput: (event: { currentTarget: { value: string } }) => setText(event.currentTarget.value),
          ...(field.language ? { lang: field.language } : {}),
        }
        return (
          <>
            {field.input === 'area' || field.input === 'body' || field.input === 'lines' ? (
              <textarea {...common} rows={ROWS[field.input]} />
            ) : (
              <input
                {...common}
                type={field.input === 'email' ? 'email' : 'text'}
                inputMode={field.input === 'number' ? 'decimal' : field.input === 'url' ? 'url' : undefined}
                autoComplete="off"
              />
            )}
            {counts ? <Count field={field} text={text} id={counter} /> : null}
          </>
        )
      }}
    </Field>
  )
}

function Choice({ field, at }: Props) {
  return (
    <Field
      id={editorFieldId(field.name)}
      name={`${at}.value`}
      label={field.label}
      hint={field.hint}
      problem={field.problem}
    >
      {(control) => (
        <select {...control} defaultValue={field.values[0] ?? ''}>
          {field.options?.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** Above so many choices they stand in columns and scroll. */
const MANY = 8

function Choices({ field, at }: Props) {
  const options = field.options ?? []
  return (
    <FieldGroup id={editorFieldId(field.name)} label={field.label} hint={field.hint} problem={field.problem}>
      <div className={options.length > MANY ? 'choices many' : 'choices beside'}>
        {options.map(({ value, label }) => (
          <label key={value}>
            <input type="checkbox" name={`${at}.value`} value={value} defaultChecked={field.values.includes(value)} />
            {label}
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}

function Check({ field, at }: Props) {
  const id = editorFieldId(field.name)
  return (
    <div className="choices">
      <label htmlFor={id}>
        <input
          type="checkbox"
          id={id}
          name={`${at}.value`}
          value="on"
          defaultChecked={field.values.includes('on')}
          aria-describedby={field.hint ? `${id}-hint` : undefined}
        />
        {field.label}
      </label>
      {field.hint ? (
        <p className="hint" id={`${id}-hint`}>
          {field.hint}
        </p>
      ) : null}
    </div>
  )
}

function Day({ field, at }: Props) {
  const t = useTexts()
  const id = editorFieldId(field.name)
  return (
    <FieldGroup id={id} label={field.label} hint={field.hint} problem={field.problem} className="date">
      <div className="date-boxes">
        {DATE_PARTS.map((part, place) => (
          <label key={part}>
            {t(`date.${part}`)}
            <input
              type="text"
              inputMode="numeric"
              autoComplete="off"
              id={`${id}-${part}`}
              name={`${at}.${part}`}
              maxLength={part === 'year' ? 4 : 2}
              defaultValue={field.values[place] ?? ''}
              aria-invalid={field.problem ? true : undefined}
            />
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}

function Input(props: Props) {
  switch (props.field.input) {
    case 'choice':
      return <Choice {...props} />
    case 'choices':
      return <Choices {...props} />
    case 'check':
      return <Check {...props} />
    case 'day':
      return <Day {...props} />
    default:
      return <TextInput {...props} />
  }
}

/** One field of the editor: what is filled in, with its name and the mark of what stood there, which come back with it. */
export function EditorInputField({ field, at }: Props) {
  return (
    <div className="editor-field" data-field={field.name}>
      <input type="hidden" name={`${at}.name`} value={field.name} readOnly />
      <SeenMark name={`${at}.was`} mark={field.mark} />
      <Input field={field} at={at} />
    </div>
  )
}
