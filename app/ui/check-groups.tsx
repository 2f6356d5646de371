import type { ReactNode } from 'react'

/** One thing that was found, in words, and the way to where it is mended. */
export type FoundCheck = {
  readonly key: string
  readonly text: string
  readonly link?: { readonly href: string; readonly text: string }
}
type Group = { readonly title: string; readonly list: ReadonlyArray<FoundCheck> }

function Checks({ list }: { list: Group['list'] }) {
  return (
    <ul className="plain rows">
      {list.map(({ key, text, link }) => (
        <li key={key}>
          <div>
            <p>{text}</p>
            {link ? <a href={link.href}>{link.text}</a> : null}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** What was found before something goes out: what has to be solved apart from what could be better, and what is in order (`children`). */
export function CheckGroups({
  id,
  title,
  first,
  better,
  children,
}: {
  id: string
  title: string
  first: Group
  better: Group
  children?: ReactNode
}) {
  return (
    <section className="card box check-list" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {first.list.length > 0 ? (
        <>
          <h3 data-icon="warning" className="first">
            {first.title}
          </h3>
          <Checks list={first.list} />
        </>
      ) : null}
      {better.list.length > 0 ? (
        <>
          <h3 data-icon="info">{better.title}</h3>
          <Checks list={better.list} />
        </>
      ) : null}
      {children}
    </section>
  )
}
