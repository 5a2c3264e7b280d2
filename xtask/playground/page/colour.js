// Colours for the languages that are shown: patterns whose groups have a class each, tried in order.
const LANGUAGES = {
  rust: [
    ['c', /\/\/[^\n]*/], ['s', /b?r(#*)"[^]*?"\1|b?"(?:\\[^]|[^"\\])*"|b?'(?:\\.[^']*|[^'\\\n])'/], ['a', /'\w+\b/],
    ['a', /#!?\[[^\]\n]*\]?/], ['n', /\b\d[\w.]*/], ['t', /\b[A-Z]\w*/],
    ['k', /\b(?:as|async|await|break|const|continue|crate|dyn|else|enum|extern|false|fn|for|if|impl|in|let|loop|match|mod|move|mut|pub|ref|return|self|static|struct|super|trait|true|type|unsafe|use|where|while)\b/],
  ],
  toml: [['c', /#[^\n]*/], ['h', /^\[[^\n]*/], ['s', /"(?:\\.|[^"\\\n])*"|'[^'\n]*'/], ['t', /^[\w.-]+(?=\s*=)/], ['n', /\b(?:true|false|\d[\w.]*)\b/]],
  yaml: [['c', /(?<=^|\s)#[^\n]*/], ['t', /(?<=^[\s-]*|[{,]\s*)(?:"[^"\n]*"|'[^'\n]*'|[^\s'"#{}[\],&*!|>%@`-][^\n:{},]*)(?=:(?:\s|$))/], ['s', /"(?:\\.|[^"\\\n])*"|'[^'\n]*'/], ['n', /(?<=[\s[,])(?:true|false|null|-?\d[\d.]*)(?=[\s,\]}]|$)/]],
  json: [['t', /"(?:\\.|[^"\\\n])*"(?=\s*:)/], ['s', /"(?:\\.|[^"\\\n])*"/], ['n', /\b(?:true|false|null)\b|-?\b\d[\d.eE+-]*/]],
  markdown: [['h', /^#[^\n]*/], ['s', /`[^`\n]*`/], ['c', /^```[^]*?^```/]],
}
const PATTERNS = Object.fromEntries(Object.entries(LANGUAGES).map(([name, kinds]) => {
  const source = kinds.map(([kind, pattern], at) => `(?<${kind}${at}>${pattern.source.replace('\\1', `\\k<hash>`).replace('(#*)', '(?<hash>#*)')})`)
  return [name, new RegExp(source.join('|'), 'gm')]
}))

function language(path) {
  const ending = path.split('.').pop().toLowerCase()
  return { rs: 'rust', toml: 'toml', md: 'markdown', json: 'json', yaml: 'yaml', yml: 'yaml' }[ending]
}

// The text as nodes, coloured where its language is known.
function coloured(text, name) {
  const nodes = document.createDocumentFragment()
  if (!PATTERNS[name]) {
    nodes.append(text)
    return nodes
  }
  let at = 0
  for (const match of text.matchAll(PATTERNS[name])) {
    if (match.index > at) nodes.append(text.slice(at, match.index))
    const kind = Object.keys(match.groups).find(key => key !== 'hash' && match.groups[key] !== undefined)
    const piece = document.createElement('span')
    piece.className = kind[0]
    piece.textContent = match[0]
    nodes.append(piece)
    at = match.index + match[0].length
  }
  nodes.append(text.slice(at))
  return nodes
}

// Shows a text of any length: all of it is in the page, but only what is seen is laid out and coloured.
class Code {
  static LINES = 200
  static HEIGHT = 20

  constructor(host) {
    this.host = host
    this.seen = new IntersectionObserver(entries => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) this.colour(target)
    }, { root: host, rootMargin: '600px' })
    this.mark = document.createElement('div')
    this.mark.className = 'mark'
  }

  show(text, name) {
    this.seen.disconnect()
    this.language = name
    const lines = text.split('\n')
    if (lines.length > 1 && lines.at(-1) === '') lines.pop()
    const chunks = []
    for (let from = 0; from < lines.length; from += Code.LINES) {
      const part = lines.slice(from, from + Code.LINES)
      const [chunk, gutter, body] = ['div', 'pre', 'pre'].map(tag => document.createElement(tag))
      chunk.className = 'chunk'
      chunk.style.containIntrinsicHeight = `${part.length * Code.HEIGHT}px`
      gutter.className = 'gutter'
      gutter.setAttribute('aria-hidden', 'true')
      gutter.textContent = part.map((_, at) => from + at + 1).join('\n')
      body.textContent = part.join('\n')
      chunk.append(gutter, body)
      chunks.push(chunk)
    }
    this.host.replaceChildren(...chunks)
    this.host.scrollTo(0, 0)
    for (const chunk of chunks) this.seen.observe(chunk)
  }

  colour(chunk) {
    this.seen.unobserve(chunk)
    const body = chunk.lastElementChild.matches('.mark') ? chunk.children[1] : chunk.lastElementChild
    // A line of a minified file would take longer than it is worth.
    if (body.textContent.length < 100000) body.replaceChildren(coloured(body.textContent, this.language))
  }

  jump(line) {
    const chunk = this.host.children[Math.floor((line - 1) / Code.LINES)]
    if (!chunk) return
    const top = ((line - 1) % Code.LINES) * Code.HEIGHT
    this.mark.style.top = `${top}px`
    chunk.append(this.mark)
    this.host.scrollTop = chunk.offsetTop + top - this.host.clientHeight / 3
  }
}
