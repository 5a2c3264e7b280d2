'use strict'
{
  const find = id => document.getElementById(id)
  const [input, shown] = [find('filter'), find('shown')]
  const items = [...document.querySelectorAll('[data-item]')]
  const groups = [...document.querySelectorAll('[data-group]')]
  // Asked for when somebody filters: it is all the text of the page.
  let texts
  let waiting

  const filter = () => {
    texts ??= items.map(item => item.textContent.toLowerCase())
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean)
    let count = 0
    items.forEach((item, index) => {
      const has = words.every(word => texts[index].includes(word))
      item.hidden = !has
      count += has
    })
    for (const group of groups) group.hidden = !!words.length && !group.querySelector('[data-item]:not([hidden])')
    shown.textContent = words.length ? `${count} of ${items.length}` : ''
  }
  input.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(filter, 120)
  })
  addEventListener('keydown', event => {
    const typing = event.target.closest?.('input, textarea')
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault()
      input.focus()
    }
    if (event.key === 'Escape' && event.target === input) {
      input.value = ''
      filter()
    }
  })

  // What an address points to is opened, with all that it stands in.
  const show = () => {
    const target = find(location.hash.slice(1))
    if (!target) return
    if (target.closest('[hidden]')) {
      input.value = ''
      filter()
    }
    for (let at = target; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true
    target.scrollIntoView()
  }
  addEventListener('hashchange', show)
  show()

  const all = open => () => {
    for (const item of document.querySelectorAll('main details')) if (!item.closest('[hidden]')) item.open = open
  }
  find('open').addEventListener('click', all(true))
  find('close').addEventListener('click', all(false))
  input.parentElement.hidden = false
}
