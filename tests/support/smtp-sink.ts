import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail as the server of somebody got it. */
export type SunkMail = {
  readonly from: string
  readonly to: ReadonlyArray<string>
  readonly raw: string
  readonly size: number
  readonly at: number
}

export type SmtpSink = {
  readonly url: string
  readonly mails: SunkMail[]
  stop(): Promise<void>
}

/** A real SMTP server on this machine that keeps what it gets. `refuses`: whether it refuses this one, after it heard it. */
export function startSmtpSink({ refuses = () => false }: { refuses?: () => boolean } = {}): Promise<SmtpSink> {
  const mails: SunkMail[] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, { envelope }, answer) {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        if (refuses()) return answer(Object.assign(new Error('not now'), { responseCode: 451 }))
        const raw = Buffer.concat(pieces)
        const from = envelope.mailFrom ? envelope.mailFrom.address : ''
        const to = envelope.rcptTo.map(({ address }) => address)
        mails.push({ from, to, raw: raw.toString('utf8'), size: raw.length, at: Date.now() })
        answer()
      })
    },
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.server.address() as AddressInfo
      resolve({ url: `smtp://127.0.0.1:${port}`, mails, stop: () => new Promise((end) => server.close(() => end())) })
    })
  })
}
