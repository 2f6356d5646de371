import type { ReactNode, Ref } from 'react'
import { Crumbs } from './crumbs.tsx'

/** The head of a page: where it stands, what it is, its title and one sentence about it. `heading` makes the title take the focus from code. */
export function PageHead({
  title,
  lead,
  crumbs,
  above,
  language,
  leadLanguage,
  heading,
  acts,
}: {
  title: string
  lead?: ReactNode
  crumbs?: { label: string; steps: ReadonlyArray<{ href: string; text: string }> }
  above?: ReactNode
  /** Of the title, where it is not the page's. */
  language?: string
  leadLanguage?: string
  heading?: Ref<HTMLHeadingElement>
  /** Buttons for what one can begin here. */
  acts?: ReactNode
}) {
  const head = (
    <>
      {crumbs ? <Crumbs {...crumbs} /> : null}
      {above}
      <h1 lang={language} ref={heading} tabIndex={heading ? -1 : undefined}>
        {title}
      </h1>
      {lead ? (
        <p className="lead" lang={leadLanguage}>
          {lead}
        </p>
      ) : null}
    </>
  )
  if (!acts) return <div className="page-head">{head}</div>
  return (
    <div className="page-head with-acts">
      <div>{head}</div>
      <div className="page-acts">{acts}</div>
    </div>
  )
}
