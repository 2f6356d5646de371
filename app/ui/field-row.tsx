import type { ReactNode } from 'react'

/** Fields that belong together: beside each other where there is room, with a title above them when they have one. */
export function FieldRow({
  title,
  isBeside = true,
  className,
  children,
}: {
  title?: string
  isBeside?: boolean
  className?: string
  children: ReactNode
}) {
  const look = ['field-row', isBeside ? 'beside' : '', title ? 'titled' : '', className].filter(Boolean).join(' ')
  if (!title) return <div className={look}>{children}</div>
  return (
    <fieldset className={look}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  )
}

/** Above fields that stand in two languages: which language each column is, and how its text stands. */
export function LanguageHeads({
  heads,
}: {
  heads: ReadonlyArray<{ key: string; name: string; state: string; look: 'ok' | 'plain' | 'warn' }>
}) {
  return (
    <FieldRow className="language-heads">
      {heads.map(({ key, name, state, look }) => (
        <p key={key}>
          {name}{' '}
          <span className={look === 'ok' ? 'chip ok' : 'chip'} data-icon={look === 'warn' ? 'warning' : 'check'}>
            {state}
          </span>
        </p>
      ))}
    </FieldRow>
  )
}
