'use strict'
// A run of the generator: its module comes as text or compiled, and each request gets an instance of its own, so
// that nothing of one run is left for the next.

async function compiled({ text, module }) {
  if (module) return module
  const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0))
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return WebAssembly.compile(await new Response(plain).arrayBuffer())
}

function request({ files, ...asked }) {
  const contents = files.map(file => file.bytes)
  const head = { ...asked, files: files.map(({ path, bytes }) => ({ path, bytes: bytes.length })) }
  const json = new TextEncoder().encode(JSON.stringify(head))
  const all = new Uint8Array(4 + json.length + contents.reduce((sum, bytes) => sum + bytes.length, 0))
  new DataView(all.buffer).setUint32(0, json.length, true)
  let at = 4
  for (const piece of [json, ...contents]) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

onmessage = async ({ data }) => {
  try {
    const module = await compiled(data)
    postMessage({ module })
    let memory
    const text = (at, length) => new TextDecoder().decode(new Uint8Array(memory.buffer, at, length))
    const stage = (at, length) => postMessage({ stage: text(at, length) })
    const { exports } = await WebAssembly.instantiate(module, { page: { stage } })
    memory = exports.memory
    const bytes = request(data.asked)
    const start = performance.now()
    const room = exports.reserve(bytes.length)
    new Uint8Array(memory.buffer, room, bytes.length).set(bytes)
    const at = exports.run()
    const answer = JSON.parse(text(at, exports.length()))
    postMessage({ answer, milliseconds: performance.now() - start })
  } catch (error) {
    const deep = error instanceof RangeError
    postMessage({ failure: deep ? 'The document nests deeper than a browser allows; the command takes it.' : String(error) })
  }
}
