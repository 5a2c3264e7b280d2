// Tries the functions of a WebAssembly module against servers on 127.0.0.1: `check.mjs MODULE.js`.

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { text } from 'node:stream/consumers'
import test, { after } from 'node:test'

const page = createRequire(import.meta.url)(process.argv[2])
const servers = []

// A server that answers by a function, which gets how many requests there were before.
async function serve(answer) {
  const seen = []
  const server = createServer((request, response) => {
    seen.push({ url: request.url, headers: request.headers, at: performance.now() })
    answer(request, response, seen.length - 1)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  servers.push(server)
  return { url: `http://127.0.0.1:${server.address().port}`, seen }
}

after(() => servers.forEach(server => { server.closeAllConnections(); server.close() }))

function json(response, status, value, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(value))
}

function works(ids, next) {
  const items = ids.map(id => ({ platformWorkId: id, contentMode: 'video' }))
  const pagination = { mode: 'cursor', hasNext: !!next, hasPrevious: false, limit: 2, nextCursor: next }
  return { code: 0, message: 'ok', requestId: 'r', data: { platform: 'KWAI', items, pagination } }
}

test('a call, with its key and no agent', async () => {
  const server = await serve((_, response) => json(response, 200, works(['one', 'two'])))
  assert.deepEqual(await page.list(server.url, 'KWAI'), ['one', 'two'])
  const [{ url, headers }] = server.seen
  assert.equal(url, '/api/v2/channels/works/KWAI?accountId=a')
  assert.equal(headers['x-api-key'], 'secret-key')
  assert(!headers['user-agent'].includes('aitoearn'), headers['user-agent'])
})

test('a code of the service', async () => {
  const body = { code: 12600, message: 'no such account', requestId: 'r', data: {} }
  const server = await serve((_, response) => json(response, 200, body))
  await assert.rejects(page.list(server.url, 'KWAI'), error => error.includes('AccountNotFound'))
})

test('a walk over pages', async () => {
  const server = await serve((request, response) => {
    json(response, 200, request.url.includes('next') ? works(['three']) : works(['one', 'two'], 'next'))
  })
  assert.deepEqual(await page.walk(server.url), ['one', 'two', 'three'])
})

test('a retry, after the wait that is asked for', async () => {
  const server = await serve((_, response, before) => before
    ? json(response, 200, works(['one']))
    : json(response, 503, {}, { 'retry-after': '1' }))
  assert.deepEqual(await page.list(server.url, 'KWAI'), ['one'])
  const [first, second] = server.seen
  assert(second.at - first.at >= 1000, `${second.at - first.at} ms`)
})

test('a limit of time, which ends the request', async () => {
  let ended
  const server = await serve((_, response) => { ended = once(response, 'close') })
  await assert.rejects(page.hurried(server.url, 300), error => error.startsWith('Timeout'))
  await ended
})

test('no connection', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${server.address().port}`
  server.close()
  await assert.rejects(page.hurried(url, 5000), error => error.startsWith('Interrupted'))
})

test('events as they come, until they are dropped', async () => {
  let stream
  const server = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('data: 1\n\n')
    stream = response
  })
  const events = await page.events(server.url)
  // The second is written when the first was read.
  assert.equal(await events.next(), 1)
  stream.write('data: 2\n\n')
  assert.equal(await events.next(), 2)
  const ended = once(stream, 'close')
  events.free()
  await ended
})

test('a stream is sent whole', async () => {
  const server = await serve(async (request, response) => response.end(await text(request)))
  assert.equal(await page.echo(server.url), 'in pieces')
})

test('a redirect that the host shows keeps the key from another origin', async () => {
  const other = await serve((_, response) => json(response, 200, works(['there'])))
  const server = await serve((request, response) => {
    response.writeHead(307, { location: other.url + request.url }).end()
  })
  assert.deepEqual(await page.list(server.url, 'KWAI'), ['there'])
  assert.equal(other.seen[0].headers['x-api-key'], undefined)
})

// Browsers do what Node does not: they hide redirects, and leave out cookies of a page.
test('a redirect that a browser hides is an error', async t => {
  let mode
  t.mock.method(globalThis, 'fetch', async request => {
    mode = request.redirect
    const answer = new Response(null)
    Object.defineProperties(answer, { type: { value: 'opaqueredirect' }, status: { value: 0 } })
    return answer
  })
  await assert.rejects(page.cookie('http://127.0.0.1:1'), error => error.includes('redirects'))
  assert.equal(mode, 'manual')
})

test('a credential that a browser leaves out is an error', async t => {
  const sees = await serve((request, response) => response.end(request.headers.cookie))
  assert.equal(await page.cookie(sees.url), 'key=crumbs')
  const { Request } = globalThis
  globalThis.Request = class extends Request {
    constructor(url, init) {
      init.headers.delete('cookie')
      super(url, init)
    }
  }
  t.after(() => { globalThis.Request = Request })
  await assert.rejects(page.cookie(sees.url), error => error.includes('`cookie`'))
  assert.equal(sees.seen.length, 1)
})
