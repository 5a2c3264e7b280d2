// The page: what goes in on the left, what comes of it on the right, a worker in between.
const find = id => document.getElementById(id)
const [text, large, state] = [find('text'), new Code(find('large')), find('state')]
const code = new Code(find('code'))
// What is larger is shown, but not edited, and generated when asked for.
const EDITED = 300000

// Files that go in: { path, bytes, text }. The texts of those that are edited are newer than their bytes.
let inputs = []
let current
let worker
let compiled
let answer

function element(tag, attributes = {}, ...children) {
  const made = Object.assign(document.createElement(tag), attributes)
  made.append(...children)
  return made
}

// ---- What goes in.

const input = (path, bytes) => ({ path, bytes, text: new TextDecoder().decode(bytes) })
// Whether a key stands at the top of a file, as YAML or JSON; near its beginning, as all do.
const says = (file, key) => new RegExp(`^(\\{\\s*)?["']?(${key})["']?\\s*:|^\\s+"(${key})"\\s*:`, 'm').test(file.text.slice(0, 20000))
const isDocument = file => says(file, 'openapi|swagger')
const isOverlay = file => !isDocument(file) && says(file, 'overlay')
const main = () => inputs.find(file => file.main) ?? inputs.find(isDocument) ?? inputs.find(file => !isOverlay(file))

function open(files, name) {
  files.sort((one, other) => isDocument(other) - isDocument(one))
  inputs = files
  if (name) find('name').value = name
  choose(main() ?? inputs[0])
  generate()
}

function choose(file) {
  current = file
  const edited = !file || file.text.length < EDITED
  text.parentElement.hidden = !edited
  large.host.hidden = edited
  if (edited) text.value = file?.text ?? ''
  else large.show(file.text, language(file.path))
  number()
  chips()
}

function chips() {
  find('inputs').replaceChildren(...inputs.map(file => {
    const chip = element('button', { type: 'button', role: 'tab', onclick: () => choose(file) }, file.path)
    chip.setAttribute('aria-selected', file === current)
    const kind = file === main() ? 'document' : isOverlay(file) ? 'overlay' : ''
    if (kind) chip.append(element('span', { className: 'tag' }, kind))
    return chip
  }))
  if (current && isDocument(current) && current !== main()) {
    const choice = () => {
      for (const file of inputs) file.main = file === current
      chips()
      generate()
    }
    find('inputs').append(element('button', { type: 'button', onclick: choice }, 'Generate from this file'))
  }
}

function number() {
  const lines = text.value.split('\n').length
  find('numbers').textContent = Array.from({ length: lines }, (_, at) => at + 1).join('\n')
  find('numbers').scrollTop = text.scrollTop
}

let waiting
text.addEventListener('input', () => {
  if (!current) {
    const path = /^\s*\{/.test(text.value) ? 'openapi.json' : 'openapi.yaml'
    inputs = [current = { path }]
  }
  current.text = text.value
  current.bytes = new TextEncoder().encode(text.value)
  number()
  chips()
  clearTimeout(waiting)
  waiting = setTimeout(generate, 700)
})
text.addEventListener('scroll', () => { find('numbers').scrollTop = text.scrollTop })

// A place of a finding: in the file that goes in.
function jump({ file, line, column }) {
  const meant = inputs.find(input => input.path === file)
  if (!meant) return
  if (meant !== current) choose(meant)
  if (large.host.hidden) {
    const lines = text.value.split('\n')
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
    text.focus()
    text.setSelectionRange(start + column - 1, start + (lines[line - 1]?.length ?? 0))
    text.scrollTop = (line - 1) * Code.HEIGHT - text.clientHeight / 3
    text.scrollLeft = 0
  } else {
    large.host.focus()
    large.jump(line)
  }
}

// What may be part of a document. A folder has other things as well.
const isRead = path => !/(^|\/)(\.|node_modules\/|target\/)/.test(path) && (!path.includes('/') || /\.(adoc|html?|json|markdown|md|rst|te?xt|ya?ml)$/i.test(path))

// Files from the disk, folders with all that is in them.
async function read(entries) {
  const files = []
  const walk = async (entry, path) => {
    if (!isRead(`${path}${entry.name}${entry.isDirectory ? '/a.yaml' : ''}`)) return
    if (entry.isDirectory) {
      const reader = entry.createReader()
      for (;;) {
        const some = await new Promise((done, failed) => reader.readEntries(done, failed))
        if (!some.length) break
        for (const one of some) await walk(one, `${path}${entry.name}/`)
      }
    } else {
      const file = await new Promise((done, failed) => entry.file(done, failed))
      files.push(input(path + file.name, new Uint8Array(await file.arrayBuffer())))
    }
  }
  for (const entry of entries) await walk(entry, '')
  return files
}

addEventListener('dragover', event => {
  event.preventDefault()
  find('drop').hidden = false
})
addEventListener('dragleave', event => { if (!event.relatedTarget) find('drop').hidden = true })
addEventListener('drop', async event => {
  event.preventDefault()
  find('drop').hidden = true
  const entries = [...event.dataTransfer.items].map(item => item.webkitGetAsEntry()).filter(Boolean)
  const files = await read(entries)
  if (files.length) open(files)
})
for (const kind of ['', '-folder']) {
  find(`pick${kind}`).addEventListener('click', () => find(`picked${kind}`).click())
  find(`picked${kind}`).addEventListener('change', async event => {
    const all = [...event.target.files].map(file => [file.webkitRelativePath || file.name, file])
    const files = all.filter(([path]) => isRead(path)).map(async ([path, file]) => input(path, new Uint8Array(await file.arrayBuffer())))
    open(await Promise.all(files))
    event.target.value = ''
  })
}

const examples = JSON.parse(find('examples').textContent)
find('example').append(...examples.map(({ title }, at) => new Option(title, at)))
find('example').addEventListener('change', event => {
  const example = examples[event.target.value]
  if (!example) return
  const encoder = new TextEncoder()
  open(example.files.map(({ path, text }) => input(path, encoder.encode(text))), example.name)
})

// ---- Generating.

function generate() {
  clearTimeout(waiting)
  if (!inputs.length) return
  const entry = main()
  if (!entry) return say('None of the files is an OpenAPI document.', true)
  // A run cannot be stopped but with its worker.
  worker?.terminate()
  const source = new Blob([find('worker').textContent], { type: 'text/javascript' })
  const url = URL.createObjectURL(source)
  worker = new Worker(url)
  URL.revokeObjectURL(url)
  worker.onmessage = ({ data }) => heard(data)
  worker.onerror = event => heard({ failure: event.message || 'The worker could not be started.' })
  const overlays = inputs.filter(isOverlay)
  const asked = {
    document: entry.path,
    overlays: overlays.map(file => file.path),
    name: find('name').value,
    allow: [],
    files: inputs.map(({ path, bytes }) => ({ path, bytes })),
  }
  say('starting …')
  find('run').disabled = true
  worker.postMessage(compiled ? { module: compiled, asked } : { text: find('module').textContent, asked })
}

function say(what, bad = false) {
  state.textContent = what
  state.classList.toggle('bad', bad)
}

function heard({ module, stage, answer: made, milliseconds, failure }) {
  if (module) compiled = module
  else if (stage) say(`${stage} …`)
  else {
    find('run').disabled = false
    answer = made ?? { failure, findings: [], files: [], explanations: {} }
    show(milliseconds)
  }
}

find('run').addEventListener('click', generate)
find('name').addEventListener('change', generate)

// ---- What comes of it.

function show(milliseconds) {
  const { failure, findings, files, operations, types } = answer
  const errors = findings.filter(({ severity }) => severity === 'error').length
  if (failure) say(failure, true)
  else if (errors) say(`${errors} error${errors === 1 ? '' : 's'}: nothing was generated`, true)
  else say(`${operations} operation${operations === 1 ? '' : 's'}, ${types} types, ${files.length} files in ${(milliseconds / 1000).toFixed(2)} s`)
  find('count-findings').textContent = findings.length || ''
  find('count-files').textContent = files.length || ''
  find('save').disabled = !files.length
  find('findings').replaceChildren(...listed(findings))
  tree()
  const first = files.find(({ path }) => path === shownPath) ?? files.find(({ path }) => path === 'src/lib.rs') ?? files[0]
  if (first) display(first)
  else {
    code.show('', '')
    find('path').textContent = ''
  }
  find('copy').disabled = !first
  find('report').srcdoc = answer.report ?? ''
  if (errors || failure) select('findings')
  else if (!findings.length && !find('findings').hidden) select('crate')
}

function listed(findings) {
  const most = 500
  const all = findings.slice(0, most).map(({ severity, code, places, shown }) => {
    const header = element('header', {}, element('span', { className: `tag ${severity}` }, severity))
    for (const place of places) {
      const { file, line, column } = place
      header.append(element('button', { type: 'button', onclick: () => jump(place) }, `${file}:${line}:${column}`))
    }
    // Escaped by the generator, as in its report.
    const snippet = element('pre', { className: 'snippet', tabIndex: 0, innerHTML: shown })
    const meaning = element('details', {}, element('summary', {}, `What ${code} means`), element('pre', {}, answer.explanations[code] ?? ''))
    return element('article', { className: 'finding' }, header, snippet, meaning)
  })
  if (findings.length > most) all.push(element('p', { className: 'none' }, `And ${findings.length - most} more, which \`clientwright check\` lists.`))
  if (!findings.length && !answer.failure) all.push(element('p', { className: 'none' }, 'Nothing was found to be wrong with the document.'))
  return all
}

let shownPath
let shownLine
function display(file, line) {
  [shownPath, shownLine] = [file.path, line]
  find('path').textContent = file.path
  code.show(file.text, language(file.path))
  if (line) code.jump(line)
  for (const button of find('files').querySelectorAll('button')) mark(button)
}

function tree() {
  const words = find('search').value.trim()
  find('files').replaceChildren(words ? found(words) : folder(answer?.files ?? [], ''))
}

// Whether a button is that of what is shown.
function mark(button) {
  const { path, line } = button.dataset
  button.setAttribute('aria-current', path === shownPath && line === `${shownLine ?? ''}`)
}

function button(file, name, line) {
  const made = element('button', { type: 'button', onclick: () => display(file, line) }, name)
  Object.assign(made.dataset, { path: file.path, line: line ?? '' })
  mark(made)
  return made
}

function folder(files, path) {
  const [folders, own] = [new Map(), []]
  for (const file of files) {
    const [name, ...more] = file.path.slice(path.length).split('/')
    if (more.length) folders.set(name, [...folders.get(name) ?? [], file])
    else own.push(element('li', {}, button(file, name)))
  }
  const list = [...folders].map(([name, files]) => {
    const inside = element('details', { open: !path && name === 'src' }, element('summary', {}, `${name}/`))
    // Made when it is opened: a crate may have thousands of files.
    const fill = () => { if (inside.open && inside.children.length === 1) inside.append(folder(files, `${path}${name}/`)) }
    inside.addEventListener('toggle', fill)
    fill()
    return element('li', {}, inside)
  })
  return element('ul', {}, ...list, ...own)
}

function found(words) {
  const most = 200
  const pattern = new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i')
  const hits = []
  for (const file of answer?.files ?? []) {
    if (pattern.test(file.path)) hits.push(element('li', {}, button(file, file.path)))
    if (!pattern.test(file.text)) continue
    for (const [at, line] of file.text.split('\n').entries()) {
      if (hits.length >= most) break
      if (!pattern.test(line)) continue
      const hit = button(file, `${file.path}:${at + 1}`, at + 1)
      hit.append(element('span', { className: 'hit' }, line.trim()))
      hits.push(element('li', {}, hit))
    }
    if (hits.length >= most) break
  }
  if (!hits.length) hits.push(element('li', { className: 'none' }, 'nothing'))
  return element('ul', {}, ...hits)
}

let typing
find('search').addEventListener('input', () => {
  clearTimeout(typing)
  typing = setTimeout(tree, 150)
})
find('files').addEventListener('keydown', event => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step) return
  event.preventDefault()
  const stops = [...find('files').querySelectorAll('button, summary')].filter(stop => stop.checkVisibility())
  stops[stops.indexOf(document.activeElement) + step]?.focus()
})

find('copy').addEventListener('click', () => {
  const file = answer.files.find(({ path }) => path === shownPath)
  navigator.clipboard?.writeText(file.text)
})
find('save').addEventListener('click', async () => {
  const name = find('name').value
  const files = answer.files.map(({ path, text }) => ({ path: `${name}/${path}`, text }))
  const url = URL.createObjectURL(await zip(files))
  element('a', { href: url, download: `${name}.zip` }).click()
  setTimeout(() => URL.revokeObjectURL(url), 60000)
})

// ---- The tabs.

const tabs = ['findings', 'crate', 'report']
function select(wanted) {
  for (const name of tabs) {
    find(name).hidden = name !== wanted
    find(`tab-${name}`).setAttribute('aria-selected', name === wanted)
    find(`tab-${name}`).tabIndex = name === wanted ? 0 : -1
  }
}
for (const name of tabs) {
  const tab = find(`tab-${name}`)
  tab.addEventListener('click', () => select(name))
  tab.addEventListener('keydown', event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    const next = tabs[(tabs.indexOf(name) + step + tabs.length) % tabs.length]
    select(next)
    find(`tab-${next}`).focus()
  })
}
number()
