import type { ReactNode } from 'react'
import type { IconName } from './icon-names.ts'

type Kind = 'ok' | 'info' | 'warn' | 'danger'

const ICON: Record<Kind, IconName> = { ok: 'check', info: 'info', warn: 'warning', danger: 'warning' }

function classes(kind: Kind, more?: string): string {
  return ['note', kind === 'info' ? '' : kind, more].filter(Boolean).join(' ')
}

/**
 * What happened, or what one must know here. What was just done is read out when it suits (`status`), what went wrong at once (`alert`);
 * a note that was there already is neither.
 */
export function StatusNote({
  kind = 'info',
  icon,
  role,
  children,
  className,
}: {
  kind?: Kind
  icon?: IconName
  role?: 'status' | 'alert'
  children: ReactNode
  className?: string
}) {
  return (
    <div className={classes(kind, className)} data-icon={icon ?? ICON[kind]} role={role}>
      <div>{typeof children === 'string' ? <p>{children}</p> : children}</div>
    </div>
  )
}

/** A note with a title, as a part of the page that can be found by it. */
export function TitledNote({
  id,
  title,
  kind = 'info',
  icon,
  className,
  children,
}: {
  id: string
  title: string
  kind?: Kind
  icon?: IconName
  className?: string
  children: ReactNode
}) {
  return (
    <section className={classes(kind, className)} data-icon={icon ?? ICON[kind]} aria-labelledby={id}>
      <div>
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </section>
  )
}
