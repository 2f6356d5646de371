// What a start says when this machine does not allow what a setting asks for.
import process from 'node:process'

const LISTENING = {
  EADDRINUSE: ({ port, setting = 'PORT' }) => `Port ${port} is in use. Choose another one: ${setting}=3001 npm start`,
  EACCES: ({ port, setting = 'PORT' }) =>
    `The setting ${setting} has a wrong value: "${port}". This account may not listen on that port. Choose one above 1023: ${setting}=3000 npm start`,
  EADDRNOTAVAIL: ({ address }) =>
    `The setting HOST has a wrong value: "${address}". It must be an address of this machine, such as 127.0.0.1.`,
}
const UNKNOWN_HOST = ({ hostname }) =>
  `The setting HOST has a wrong value: "${hostname}". This machine does not know that name. It must be an address to listen on, such as 127.0.0.1.`
const FOLDER = new Set(['EACCES', 'EPERM', 'ENOTDIR', 'EEXIST', 'ENOENT', 'EROFS', 'EINVAL', 'ENAMETOOLONG'])

function isAboutFolder(code, syscall) {
  return /^SQLITE_(CANTOPEN|READONLY)/.test(code) || (syscall === 'mkdir' && FOLDER.has(code))
}

function sentenceFor(error) {
  // drizzle wraps what SQLite says.
  const { code = '', syscall } = error?.code ? error : (error?.cause ?? {})
  if (syscall === 'getaddrinfo') return UNKNOWN_HOST(error)
  if (syscall === 'listen' || syscall === 'bind') return LISTENING[code]?.(error)
  if (!isAboutFolder(code, syscall)) return undefined
  const folder = process.env.DATA_DIR || './data'
  return `The setting DATA_DIR has a wrong value: "${folder}". It must be a folder that this account may make and write in (${code}).`
}

/** Ends the process: with one sentence and code 2 when a setting asks for what cannot be, else with what went wrong and code 1. */
export function endWith(error) {
  const sentence = sentenceFor(error)
  process.stderr.write(`${sentence ?? error?.stack ?? error}\n`)
  process.exit(sentence ? 2 : 1)
}
