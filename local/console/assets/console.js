/* global BroadcastChannel, CSS, DOMParser, Element, HTMLFormElement, clearTimeout, getSelection, location, setInterval */
// The console pages work on their own HTML: a form names the call, the server renders what came of it.

const REFRESH_MS = 2000
const status = document.getElementById('status')
/** Open pages of the Admin follow the workspace's time. */
const clock = new BroadcastChannel('workspace-clock')

document.addEventListener('submit', event => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || !form.dataset.method) return
  event.preventDefault()
  void send(form)
})

document.addEventListener('input', event => {
  const form = event.target.form
  if (form) form.dataset.dirty = ''
})

document.addEventListener('click', event => {
  const button = event.target instanceof Element ? event.target.closest('button') : null
  if (button?.dataset.copy) void copy(button)
  if (button?.dataset.close) document.getElementById(button.dataset.close)?.close()
})

async function send(form) {
  const button = form.querySelector('button')
  if (button) button.disabled = true
  try {
    const response = await fetch(form.getAttribute('action'), {
      method: form.dataset.method,
      headers: { 'Content-Type': 'application/json' },
      body: form.dataset.method === 'DELETE' ? undefined : JSON.stringify(fieldsOf(form)),
    })
    const answer = response.status === 204 ? {} : await response.json()
    if (!response.ok) return say(explain(answer), true)
    say(form.dataset.done, false)
    if (typeof answer.secret === 'string') showSecret(answer.secret)
    if (typeof answer.offsetMs === 'number') clock.postMessage(answer.offsetMs)
    delete form.dataset.dirty
    // The notices above every page may have changed too, for example that writing is open.
    await Promise.all([refresh(true), showBand()])
  } catch {
    say(status.dataset.silent, true)
  } finally {
    if (button) button.disabled = false
  }
}

function fieldsOf(form) {
  const body = {}
  for (const field of form.elements) {
    if (!field.name) continue
    const value = valueOf(field)
    if (value !== undefined) body[field.name] = value
  }
  return body
}

function valueOf(field) {
  if (field.type === 'checkbox') return field.checked
  if (field.dataset.type === 'boolean') return field.value === 'true'
  if (field.value === '' && field.dataset.optional !== undefined) return undefined
  if (field.type === 'number' || field.dataset.type === 'number') return Number(field.value)
  return field.value
}

function explain(answer) {
  const problems = answer.error?.problems ?? []
  const details = problems.map(problem => `${problem.field} ${problem.message}`.trim()).join('; ')
  return [answer.error?.message ?? 'Refused.', details].filter(Boolean).join(' ')
}

function say(text, isError) {
  status.textContent = text ?? ''
  status.classList.toggle('bad', isError)
}

function showSecret(secret) {
  document.getElementById('secret-value').textContent = secret
  document.getElementById('secret').showModal()
}

async function copy(button) {
  const source = document.getElementById(button.dataset.copy)
  try {
    await navigator.clipboard.writeText(source.textContent)
    const label = button.textContent
    button.textContent = button.dataset.copied
    setTimeout(() => (button.textContent = label), 2000)
  } catch {
    // Without the clipboard permission the key is at least selected, ready for the keyboard.
    getSelection().selectAllChildren(source)
  }
}

async function refresh(force) {
  if (document.hidden) return
  const response = await fetch(location.href, { headers: { Accept: 'text/html' } })
  if (!response.ok) return
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
  for (const old of document.querySelectorAll('[data-live]')) {
    const next = fresh.getElementById(old.id)
    if (next && (force || !isInUse(old))) replace(old, next)
  }
}

function isInUse(section) {
  const active = document.activeElement
  const typing = section.contains(active) && active.matches('input, select, textarea')
  return typing || section.querySelector('[data-dirty]') !== null
}

const FOCUSABLE = 'a[href], button, input, select, summary, [tabindex]'

function replace(old, next) {
  for (const open of old.querySelectorAll('details[open][id]')) {
    next.querySelector(`#${CSS.escape(open.id)}`)?.setAttribute('open', '')
  }
  if (old.innerHTML === next.innerHTML) return
  const scrolled = [...old.querySelectorAll('.table')].map(table => table.scrollLeft)
  const focused = [...old.querySelectorAll(FOCUSABLE)].indexOf(document.activeElement)
  old.innerHTML = next.innerHTML
  old.querySelectorAll('.table').forEach((table, i) => (table.scrollLeft = scrolled[i] ?? 0))
  if (focused >= 0) old.querySelectorAll(FOCUSABLE)[focused]?.focus({ preventScroll: true })
}

if (document.querySelector('[data-live]')) {
  setInterval(() => refresh(false).catch(() => {}), REFRESH_MS)
}

/** What a workspace with real hosts says over every page; a workspace without them says nothing. */
async function showBand() {
  clearTimeout(bandTimer)
  const response = await fetch('/console/live/api/band')
  const { band } = response.ok ? await response.json() : { band: null }
  if (!band) return
  const place = document.getElementById('band')
  const link = document.createElement('a')
  link.href = band.link.href
  link.textContent = band.link.text
  place.dataset.tone = band.tone
  place.hidden = false
  if (place.dataset.text !== band.text) place.replaceChildren(`${band.text} `, link)
  place.dataset.text = band.text
  clearTimeout(bandTimer)
  bandTimer = setTimeout(() => showBand().catch(() => {}), BAND_MS)
}

const BAND_MS = 3000
let bandTimer
showBand().catch(() => {})
