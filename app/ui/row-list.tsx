import type { ReactNode } from 'react'

/** Things under each other with a line between them. `ruled`: also above the first and below the last, for a list that stands in no card. */
export function RowList({
  children,
  isOrdered = false,
  isRuled = false,
  labelledBy,
}: {
  children: ReactNode
  isOrdered?: boolean
  isRuled?: boolean
  labelledBy?: string
}) {
  const List = isOrdered ? 'ol' : 'ul'
  return (
    <List className={isRuled ? 'plain rows ruled' : 'plain rows'} aria-labelledby={labelledBy}>
      {children}
    </List>
  )
}

/** One of them: what stands before it, its text, and what one can do with it. `isPast`: it no longer holds. */
export function ListRow({
  children,
  icon,
  before,
  action,
  isPast = false,
}: {
  children: ReactNode
  icon?: string
  before?: ReactNode
  action?: ReactNode
  isPast?: boolean
}) {
  return (
    <li data-icon={icon} className={isPast ? 'past' : undefined}>
      {before}
      <div>{children}</div>
      {action}
    </li>
  )
}
