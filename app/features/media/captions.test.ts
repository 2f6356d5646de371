import { expect, test } from 'vitest'
import { readCaptions, writeCaptions } from './captions.ts'

test('reads WebVTT and SubRip, and writes times and text alone', () => {
  const vtt = `WEBVTT - from a tool

STYLE
::cue { background: url(https://boos.example.com/x) }

NOTE somebody's name

1
00:01.000 --> 00:02.500 line:0 position:20%
<v Anna>Welkom <b>hier</b></v> &amp; daar
<script>alert(1)</script>

00:00:00.000 --> 00:00:00.900
Eerst
`
  expect(writeCaptions(readCaptions(vtt) ?? [])).toBe(`WEBVTT

00:00:00.000 --> 00:00:00.900
Eerst

00:00:01.000 --> 00:00:02.500
Welkom hier &amp; daar
alert(1)
`)
  const srt = '1\r\n00:00:01,000 --> 00:00:02,000\r\nHallo\r\n\r\n2\r\n01:00:03,000 --> 01:00:04,000\r\nDag\r\n'
  expect(readCaptions(srt)).toEqual([
    { from: 1_000, until: 2_000, lines: ['Hallo'] },
    { from: 3_603_000, until: 3_604_000, lines: ['Dag'] },
  ])
})

test('reads again what it wrote, whatever the text', () => {
  const cues = [{ from: 0, until: 61_001, lines: ['a < b & c > d', 'Dag --> nacht', 'één 🎬'] }]
  expect(readCaptions(writeCaptions(cues))).toEqual(cues)
})

test.each([
  '',
  'WEBVTT',
  '<script>alert(1)</script>',
  '00:00:02.000 --> 00:00:01.000\nfout om',
  'PK\u0003\u0004',
  'WEBVTT\n\n00:00:01.000 --> 99:99:99.000\nx',
  `WEBVTT\n\n${'00:00:01.000 --> 00:00:02.000\nx\n\n'.repeat(6_000)}`,
])('refuses %#', (text) => {
  expect(readCaptions(text)).toBeNull()
})
