// What a first visit costs in the browser: script, style and font bytes on the wire, layout shift.
import { chromium } from 'playwright'
import { startServer } from './measure.mjs'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

async function visit(browser, url) {
  // The promise is in gzip, so the better brotli is not asked for.
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    extraHTTPHeaders: { 'accept-encoding': 'gzip' },
  })
  const page = await context.newPage()
  const sizes = { script: 0, stylesheet: 0, font: 0, document: 0, fonts: 0, requests: 0 }
  const pending = []
  page.on('requestfinished', (request) => {
    sizes.requests++
    pending.push(
      request.sizes().then(({ responseBodySize }) => {
        const type = request.resourceType()
        if (type in sizes) sizes[type] += responseBodySize
        if (type === 'font') sizes.fonts++
      }),
    )
  })
  await page.addInitScript(() => {
    window.layoutShift = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.layoutShift += entry.value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  await page.mouse.wheel(0, 2_000)
  await page.waitForLoadState('networkidle')
  await Promise.all(pending)
  const layoutShift = await page.evaluate(() => window.layoutShift)
  await context.close()
  return { ...sizes, layoutShift }
}

export async function measureWeight(env, executablePath) {
  const portal = await startServer('portal', env)
  const browser = await chromium.launch({ executablePath, args: FLAGS })
  try {
    const result = {}
    for (const [name, path] of [
      ['home', '/nl'],
      ['catalogue', '/nl/catalogue'],
      ['offer', '/nl/catalogue/feedback-geven-zonder-omwegen'],
    ]) {
      result[name] = await visit(browser, portal.origin + path)
    }
    return result
  } finally {
    await browser.close()
    await portal.stop()
  }
}
