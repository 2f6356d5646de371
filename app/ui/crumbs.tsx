/** Where a page stands: what it is part of, as links. */
export function Crumbs({ label, steps }: { label: string; steps: ReadonlyArray<{ href: string; text: string }> }) {
  return (
    <nav className="crumbs" aria-label={label}>
      {steps.map(({ href, text }) => (
        <a key={href} href={href}>
          {text}
        </a>
      ))}
    </nav>
  )
}
