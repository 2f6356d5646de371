import { ask } from '#tests/support/ask.ts'
import { expect, open, test } from '#tests/support/browser.ts'
import { DEMO, Portal } from '#tests/support/portal.ts'

test.use({ mayLog: /Content Security Policy/i })

test('a script or a style that gets into a page does not run, and the tests notice', async ({ page, quiet }) => {
  await open(page, '/nl')
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'document.title = "taken over"'
    document.body.append(script)
    const image = document.createElement('p')
    image.innerHTML = '<span onclick="document.title = \'taken over\'" style="color: rgb(1, 2, 3)">here</span>'
    document.body.append(image)
  })
  await page.getByText('here', { exact: true }).click()
  await expect(page).toHaveTitle('Koers')
  expect(await page.getByText('here', { exact: true }).evaluate((span) => getComputedStyle(span).color)).not.toBe(
    'rgb(1, 2, 3)',
  )
  expect(quiet.length).toBeGreaterThanOrEqual(2)
})

test('a page may not stand in a frame of another site', async ({ page, baseURL }) => {
  await page.goto('about:blank')
  const frame = await page.evaluateHandle((address) => {
    const element = document.createElement('iframe')
    element.src = address
    document.body.append(element)
    return element
  }, `${baseURL}/nl`)
  await expect.poll(async () => (await frame.contentFrame())?.url() ?? '').toContain('chrome-error')
})

test('a browser tells of a broken policy, and one word of it is written down', async ({ page }) => {
  const portal = new Portal({ ...DEMO, LOG_LEVEL: 'info' })
  const { origin } = await portal.ready()
  await open(page, `${origin}/nl/catalogue?q=zwermtaxi`)
  const told = page.waitForRequest((request) => request.url().endsWith('/csp-report'))
  await page.evaluate(() => {
    const image = document.createElement('img')
    image.src = 'https://elsewhere.example/zwermtaxi.png'
    image.alt = ''
    document.body.append(image)
  })
  expect((await (await told).response())?.status()).toBe(204)
  // What is no report, or one that names something else, is one word too.
  const report = (body: string) => ask(origin, '/csp-report', { method: 'POST', body })
  expect((await report('{"csp-report":{"effective-directive":"zwermtaxi-src"}}')).status).toBe(204)
  expect((await report('x'.repeat(16 * 1024 + 1))).status).toBe(413)
  const { complained } = await portal.stop()
  const words = [...complained.matchAll(/"kind":"([\w-]+)","msg":"a page broke/g)].map((match) => match[1])
  expect(words).toEqual(['img-src', 'unknown'])
  expect(complained).not.toMatch(/zwermtaxi|elsewhere/)
})
