import { afterEach, beforeEach, expect, vi } from 'vitest'

// A stray console.error is a defect somewhere: it fails the test it happens in.
let spy: ReturnType<typeof vi.spyOn>
beforeEach(() => {
  spy = vi.spyOn(console, 'error')
})
afterEach(() => {
  expect(spy.mock.calls).toEqual([])
  spy.mockRestore()
})
