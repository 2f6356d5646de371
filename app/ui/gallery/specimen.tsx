import type { ReactNode } from 'react'
import { useTexts } from '#app/i18n/use-texts.ts'

type SpecimenName =
  | 'steps'
  | 'problems'
  | 'fields'
  | 'keptUnder'
  | 'date'
  | 'choices'
  | 'questions'
  | 'fieldRows'
  | 'checkGroups'
  | 'buttons'
  | 'notes'
  | 'chips'
  | 'search'
  | 'descriptions'
  | 'rows'
  | 'table'
  | 'chosen'
  | 'openRecord'
  | 'readings'
  | 'changedText'
  | 'scales'

/** One part in its states, with the name of its component for who builds with it. */
export function Specimen({
  name,
  component,
  children,
}: {
  name: SpecimenName
  component: string
  children: ReactNode
}) {
  const t = useTexts('admin')
  return (
    <section className="specimen" aria-labelledby={`part-${name}`}>
      <div className="section-head">
        <h2 id={`part-${name}`}>{t(`gallery.part.${name}`)}</h2>
        <code>{component}</code>
      </div>
      {children}
    </section>
  )
}
