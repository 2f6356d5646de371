import type { ReactNode } from 'react'
import type { IconName } from './icon-names.ts'

/** How a thing stands: a word with its icon, which the colour only repeats. `waiting`: ready for a day; `quiet`: out of sight or over. */
export function StateChip({
  look,
  icon,
  children,
}: {
  look: 'ok' | 'draft' | 'warn' | 'waiting' | 'quiet'
  icon: IconName
  children: ReactNode
}) {
  return (
    <span className={`chip state ${look}`} data-icon={icon}>
      {children}
    </span>
  )
}
