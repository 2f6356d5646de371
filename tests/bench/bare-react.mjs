// The yardstick: React alone renders a page of twenty rows, behind a bare Node server, compressed once like ours.
// No search, no filters, no translations, no router, no data sent along, no headers of its own.
import { createServer } from 'node:http'
import { gzipSync } from 'node:zlib'
import { createElement as h } from 'react'
import { renderToString } from 'react-dom/server'

const rows = Array.from({ length: 20 }, (_, number) => ({
  id: `offer-${number}`,
  kind: 'Training',
  title: `Giving feedback without detours, part ${number + 1}`,
  summary:
    'With an actor you practise the talks you would rather put off. You leave with tips you can use the same week.',
  facts: ['3 Feb – 10 Feb 2027', 'On campus', 'Dutch and English', '6 of 14 seats left', 'Free of charge'],
}))

function Row({ row }) {
  return h(
    'li',
    { className: 'card' },
    h('p', { className: 'kind' }, row.kind),
    h('h2', null, h('a', { href: `/en/catalogue/${row.id}` }, row.title)),
    h('p', null, row.summary),
    h(
      'p',
      { className: 'meta' },
      row.facts.map((fact) => h('span', { key: fact }, fact)),
    ),
  )
}

function Page() {
  return h(
    'html',
    { lang: 'en' },
    h('head', null, h('meta', { charSet: 'utf-8' }), h('title', null, 'Catalogue')),
    h(
      'body',
      null,
      h(
        'main',
        null,
        h('h1', null, 'Catalogue'),
        h(
          'ol',
          null,
          rows.map((row) => h(Row, { key: row.id, row })),
        ),
      ),
    ),
  )
}

export async function serve() {
  const server = createServer((_request, response) => {
    const body = gzipSync(`<!DOCTYPE html>${renderToString(h(Page))}`, { level: 1 })
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Encoding': 'gzip',
      'Content-Length': body.length,
    })
    response.end(body)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${server.address().port}`
}
