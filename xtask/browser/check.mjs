// Tries the report and the playground in a browser: `check.mjs PLAN.json`, which `cargo xtask browser` writes.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import test, { after, before } from 'node:test'
import { pathToFileURL } from 'node:url'
import { inflateRawSync } from 'node:zlib'
import { chromium } from 'playwright-core'

const plan = JSON.parse(await readFile(process.argv[2], 'utf8'))
const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const minutes = count => count * 60_000
let browser

before(async () => {
  browser = await chromium.launch({ executablePath: plan.browser, args: ['--no-sandbox', ...quiet] })
})
after(() => browser?.close())

// A page from the disk, without a network. Whatever it complains about, or asks of others, is a failure.
async function open(path, work, expected) {
  const context = await browser.newContext({ offline: true, acceptDownloads: true })
  const page = await context.newPage()
  const complaints = []
  page.on('console', message => { if (message.type() !== 'log') complaints.push(message.text()) })
  page.on('pageerror', error => complaints.push(error.message))
  page.on('dialog', dialog => { complaints.push(dialog.message()); dialog.dismiss() })
  context.on('request', request => {
    if (!/^(file|blob|data):/.test(request.url())) complaints.push(`asks for ${request.url()}`)
  })
  await page.goto(pathToFileURL(path).href)
  await work(page)
  assert.deepEqual(complaints.filter(text => !expected?.test(text)), [])
  await context.close()
}

for (const { name, report, data } of plan.documents) {
  test(`the report of ${name}`, () => open(report, async page => {
    const operations = data.operations.generated
    const types = Object.values(data.names).filter(path => path.startsWith('types::')).length
    const count = selector => page.locator(selector).count()
    assert.equal(await count('.op'), operations)
    assert(await count('.ty') >= types, 'each type, and those that a place was split into')
    assert.equal(await count('#concluded .item'), data.inferred.length)
    assert.equal(await count('#untyped tbody tr'), data.untyped.length)
    assert.equal(await count('#left-out tbody tr'), ['operations', 'parameters', 'responses', 'schemas', 'security'].reduce((sum, what) => sum + data[what].dropped.length, 0))
    assert.equal(await page.locator('nav a[href="#findings"] .count').textContent(), `${data.findings.length}`)

    // Filtering, by the keyboard alone.
    const seen = () => page.locator('[data-item]:not([hidden])').count()
    const whole = await seen()
    await page.keyboard.press('/')
    await page.keyboard.type('no such words anywhere')
    await page.waitForFunction(() => document.getElementById('shown').textContent.startsWith('0 of'))
    assert.equal(await seen(), 0)
    await page.keyboard.press('Escape')
    assert.equal(await seen(), whole)
    const path = await page.locator('.op .path').last().textContent()
    await page.locator('#filter').fill(path)
    await page.waitForFunction(() => document.getElementById('shown').textContent !== '')
    assert(await seen() > 0 && await seen() < whole, path)
    assert(await page.locator('.op').last().isVisible())
    await page.locator('#filter').fill('')
    await page.waitForFunction(() => document.getElementById('shown').textContent === '')

    // A link opens what it leads to, and closed things open by the keyboard.
    const operation = page.locator('.op').first()
    await operation.locator('summary').focus()
    await page.keyboard.press('Enter')
    assert.equal(await operation.evaluate(details => details.open), true)
    const link = page.locator('.op a[href^="#t"]').first()
    const target = await link.getAttribute('href')
    await page.evaluate(target => { location.hash = target }, target)
    await page.waitForFunction(target => document.querySelector(target).open, target)
  }))
}

test('texts of a hostile document do nothing in its report', () => open(plan.hostile, async page => {
  await page.locator('#open').click()
  await page.locator('.op summary').first().hover()
  await page.waitForTimeout(300)
  assert.equal(await page.evaluate(() => window.owned), undefined)
  assert.deepEqual(await page.evaluate(() => ['script', 'style', 'img', 'iframe', 'svg', 'meta[http-equiv=refresh]'].map(tag => document.querySelectorAll(tag).length)), [1, 1, 0, 0, 0, 0])
  assert((await page.title()).startsWith('</title><script>window.owned = 1</script>Pets'))
}))

test('the policy of the report stops what is written into it', () => open(plan.hostile, async page => {
  const refused = page.waitForEvent('console', message => /Content Security Policy/.test(message.text()))
  await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.owned = 1"><style>*{}</style>'))
  await refused
  await page.waitForTimeout(300)
  assert.equal(await page.evaluate(() => window.owned), undefined)
}, /Content Security Policy/))

// The answer to what went in.
async function made(page) {
  await page.waitForFunction(() => !document.getElementById('run').disabled && document.getElementById('state').textContent, null, { timeout: minutes(5), polling: 200 })
  return page.locator('#state').textContent()
}

async function same(document, files) {
  const expected = new Map(await Promise.all(document.made.map(async ({ path, file }) => [path, await readFile(file, 'utf8')])))
  assert.deepEqual(files.map(({ path }) => path).sort(), [...expected.keys()].sort())
  for (const { path, text } of files) assert(text === expected.get(path), `${path} differs from what the command makes`)
}

// The files in an archive, by its directory.
function unpacked(bytes) {
  const end = bytes.lastIndexOf('PK\x05\x06')
  let at = bytes.readUInt32LE(end + 16)
  return Array.from({ length: bytes.readUInt16LE(end + 10) }, () => {
    const [packed, length, more, note, offset] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)]
    const path = bytes.toString('utf8', at + 46, at + 46 + length)
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
    at += 46 + length + more + note
    return { path, text: inflateRawSync(bytes.subarray(start, start + packed)).toString('utf8') }
  })
}

for (const document of plan.documents) {
  test(`the playground with ${document.name}`, { timeout: minutes(10) }, () => open(plan.page, async page => {
    await page.locator('#name').fill(document.name)
    await page.locator('#picked').setInputFiles(document.given)
    const said = await made(page)
    assert.match(said, /files in/)
    console.log(`${document.name}: ${said}`)
    await same(document, await page.evaluate(() => answer.files))

    await page.locator('#tab-crate').click()
    await page.locator('#search').fill('pub struct')
    await page.locator('#files .hit').first().click()
    assert.equal(await page.locator('#code .mark').count(), 1)
    // What is seen is coloured after it is laid out.
    await page.locator('#code .k').first().waitFor()

    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#save').click()])
    assert.equal(download.suggestedFilename(), `${document.name}.zip`)
    const files = unpacked(await readFile(await download.path()))
    await same(document, files.map(({ path, text }) => ({ path: path.slice(document.name.length + 1), text })))

    await page.locator('#tab-report').click()
    const report = page.frameLocator('#report')
    await report.locator('h1').waitFor()
    assert.equal(await report.locator('.op').count(), document.data.operations.generated)
    await report.locator('#filter').fill('no such words anywhere')
    await report.locator('#shown', { hasText: '0 of' }).waitFor()
  }))
}

test('examples, mistakes and edits in the playground', { timeout: minutes(5) }, () => open(plan.page, async page => {
  const example = async title => {
    await page.locator('#example').selectOption({ label: title })
    return made(page)
  }
  for (const title of ['AiToEarn', 'Alternatives', 'Several files']) assert.match(await example(title), /files in/, title)
  await page.locator('#picked-folder').setInputFiles(plan.folder)
  await page.locator('#inputs', { hasText: 'schemas/' }).waitFor()
  assert.match(await made(page), /files in/, 'a folder')
  assert.match(await example('With mistakes'), /error/)
  assert.equal(await page.evaluate(() => answer.files.length), 0)
  assert(await page.locator('#save').isDisabled())
  const place = page.locator('.finding', { hasText: 'external-reference' }).locator('header button').first()
  const line = Number((await place.textContent()).split(':')[1])
  await place.click()
  const start = await page.locator('#text').evaluate(text => text.value.slice(0, text.selectionStart).split('\n').length)
  assert.equal(start, line)

  const text = await page.locator('#text').inputValue()
  await page.locator('#text').fill(text.replace('https://errors.test/problem.yaml', '#/components/schemas/Pet'))
  await page.locator('#state', { hasText: 'files in' }).waitFor({ timeout: minutes(2) })
  await page.locator('#text').fill('openapi: [')
  await page.locator('#state', { hasText: 'error' }).waitFor({ timeout: minutes(2) })
  await page.locator('#name').fill('1')
  await page.locator('#name').blur()
  await page.locator('#state', { hasText: 'no package name' }).waitFor({ timeout: minutes(2) })
}))
