/** The parts of one area as links, with the page one is on marked. */
export function LocalMenu({
  label,
  links,
}: {
  label: string
  links: ReadonlyArray<{ href: string; text: string; isHere: boolean; count?: number }>
}) {
  return (
    <nav className="local-menu" aria-label={label}>
      <ul className="plain">
        {links.map(({ href, text, isHere, count }) => (
          <li key={href}>
            <a href={href} aria-current={isHere ? 'page' : undefined}>
              {text}
              {count === undefined ? null : <span>{count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
