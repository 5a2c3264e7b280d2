// Files as a .zip (PKWARE's APPNOTE 6.3, sections 4.3 and 4.4), deflated by the browser.
const CRCS = Uint32Array.from({ length: 256 }, (_, index) => {
  let crc = index
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc
})

function crc32(bytes) {
  let crc = -1
  for (const byte of bytes) crc = (crc >>> 8) ^ CRCS[(crc ^ byte) & 255]
  return ~crc >>> 0
}

async function deflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

// Numbers with their sizes in bytes, the least byte first.
function record(...numbers) {
  const bytes = new Uint8Array(numbers.reduce((sum, [size]) => sum + size, 0))
  let at = 0
  for (const [size, value] of numbers) {
    for (let byte = 0; byte < size; byte++) bytes[at++] = (value / 2 ** (8 * byte)) & 255
  }
  return bytes
}

async function zip(files) {
  const [bodies, directory] = [[], []]
  let offset = 0
  for (const { path, text } of files) {
    const name = new TextEncoder().encode(path)
    const plain = new TextEncoder().encode(text)
    const packed = await deflated(plain)
    // Version 2.0, names in UTF-8, deflated, 1980-01-01: the same files give the same bytes.
    const common = [[2, 20], [2, 0x800], [2, 8], [2, 0], [2, 33], [4, crc32(plain)], [4, packed.length], [4, plain.length], [2, name.length], [2, 0]]
    const head = record([4, 0x04034b50], ...common)
    directory.push(record([4, 0x02014b50], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), name)
    bodies.push(head, name, packed)
    offset += head.length + name.length + packed.length
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0)
  const end = record([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, offset], [2, 0])
  return new Blob([...bodies, ...directory, end], { type: 'application/zip' })
}
