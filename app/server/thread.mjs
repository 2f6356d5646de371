// The worker thread of the portal: loads the same bundle and does the jobs it is given. Plain JavaScript, so that Node runs it unbuilt.
import { parentPort, workerData } from 'node:worker_threads'

const loaded = await import(workerData.bundle)
const portal = loaded.entry?.module ?? loaded
portal.serveJobs(parentPort)
