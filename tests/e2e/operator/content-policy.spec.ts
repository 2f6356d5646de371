import { expect, open, test } from '#tests/support/browser.ts'

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
