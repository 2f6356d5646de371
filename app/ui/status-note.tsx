import type { ReactNode } from 'react'
import type { IconName } from './icon-names.ts'

type Kind = 'ok' | 'info' | 'warn' | 'danger'

const ICON: Record<Kind, IconName> = { ok: 'check', info: 'info', warn: 'warning', danger: 'warning' }

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
    <div
      className={['note', kind === 'info' ? '' : kind, className].filter(Boolean).join(' ')}
      data-icon={icon ?? ICON[kind]}
      role={role}
    >
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
  children,
}: {
  id: string
  title: string
  kind?: Kind
  icon?: IconName
  children: ReactNode
}) {
  return (
    <section className={kind === 'info' ? 'note' : `note ${kind}`} data-icon={icon ?? ICON[kind]} aria-labelledby={id}>
      <div>
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </section>
  )
}
