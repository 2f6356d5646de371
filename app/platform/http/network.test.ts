import { expect, test } from 'vitest'
import { networkOf } from './network.server.ts'

test.each([
  ['10.9.0.1', '10.9.0.0/24'],
  ['10.9.0.1:1234', '10.9.0.0/24'],
  ['::ffff:10.9.0.1', '10.9.0.0/24'],
  ['[::ffff:10.9.0.1]:80', '10.9.0.0/24'],
  ['2001:db8:1:2::3', '2001:db8:1::/48'],
  ['[2001:db8:1:2::3]', '2001:db8:1::/48'],
  ['[2001:db8:1:2::3]:443', '2001:db8:1::/48'],
  ['fe80::1%eth0', 'fe80:0:0::/48'],
  ['', 'unknown'],
  ['10.9.0', 'unknown'],
  ['10.9.0.1:', 'unknown'],
  ['[10.9.0.1', 'unknown'],
  ['garbage:80', 'unknown'],
  [undefined, 'unknown'],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
