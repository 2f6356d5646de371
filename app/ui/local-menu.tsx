import type { IconName } from './icon-names.ts'

/** Beside a link: how many things ask for something; `words` says so to who does not see the mark. `isFirst`: they go before the rest. */
export type MenuMark = {
  readonly text: string
  readonly words: string
  readonly icon: IconName
  readonly isFirst: boolean
}

/** The parts of one area as links, with the page one is on marked. */
export function LocalMenu({
  label,
  links,
}: {
  label: string
  links: ReadonlyArray<{ href: string; text: string; isHere: boolean; count?: number; marks?: ReadonlyArray<MenuMark> }>
}) {
  return (
    <nav className="local-menu" aria-label={label}>
      <ul className="plain">
        {links.map(({ href, text, isHere, count, marks = [] }) => (
          <li key={href}>
            <a href={href} aria-current={isHere ? 'page' : undefined}>
              {text}
              {count === undefined ? null : <span>{count}</span>}
              {marks.map((mark) => (
                <span key={mark.words} className={mark.isFirst ? 'chip first' : 'chip'} data-icon={mark.icon}>
                  <span aria-hidden="true">{mark.text}</span>
                  <span className="unseen">{mark.words}</span>
                </span>
              ))}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
