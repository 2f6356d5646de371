import { Field } from '#app/ui/field.tsx'

type Named = { id: string; name: string; problem: string | null; label: string; hint: string }

/** A file to choose; what was chosen before stays where it is. */
export function FileField({ label, accept, ...field }: Named & { accept: string }) {
  return (
    <Field {...field} label={label}>
      {(control) => <input {...control} type="file" accept={accept} />}
    </Field>
  )
}

/** Words about a picture or of a film; one row is a line. */
export function WordsField({
  label,
  value,
  rows,
  language,
  ...field
}: Named & { value: string; rows: number; language?: 'nl' | 'en' }) {
  return (
    <Field {...field} label={label}>
      {(control) =>
        rows === 1 ? (
          <input {...control} type="text" inputMode="url" autoComplete="off" defaultValue={value} />
        ) : (
          <textarea {...control} rows={rows} lang={language} defaultValue={value} />
        )
      }
    </Field>
  )
}

/** Takes a file out of its place when the page is saved. */
export function RemoveFile({ place, label }: { place: string; label: string }) {
  return (
    <div className="choices">
      <label>
        <input type="checkbox" name="remove" value={place} />
        {label}
      </label>
    </div>
  )
}
