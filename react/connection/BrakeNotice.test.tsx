import { fireEvent, screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from '@jest/globals'

import type { Brake } from '../api/generated'
import { Integrations } from '../integrations/Integrations'
import { renderPage } from '../testing/renderPage'
import type { Answers } from '../testing/renderPage'
import { aConnection } from '../testing/samples'

const HELD: Brake = {
  since: '2026-10-12T14:00:00.000Z',
  held: 40,
  stocked: 60,
  reason: 'WAREHOUSE',
  waitsForPerson: false,
  decision: null,
  nextReadingAt: '2026-10-12T14:10:00.000Z',
}

const show = (brake: Partial<Brake>, change: Answers = {}) =>
  renderPage(Integrations, {
    answers: {
      carrefourConnection: aConnection({ brake: { ...HELD, ...brake } }),
      carrefourPermissions: { view: true, reprocess: true, configure: true },
      carrefourHealth: { success: 1, warning: 0, error: 0, pending: 0 },
      carrefourReconcile: { run: null, last: null, nextAt: null },
      decideCarrefourBrake: { outcome: 'DONE', connection: aConnection() },
      ...change,
    },
  })

describe('zeros that are held', () => {
  it('says how many, why, and what follows', async () => {
    show({})
    expect(await screen.findByRole('heading', { name: '40 zeros retidos' })).toBeTruthy()
    expect(screen.getByText(/consultamos a loja de novo/)).toBeTruthy()
    const [details] = screen.getAllByRole('button', { name: 'Ver detalhes' })
    if (details) fireEvent.click(details)
    expect(screen.getByText(/60 SKUs tinham unidades.*nenhum estoque ou doca/s)).toBeTruthy()
  })

  it.each([
    ['Enviar os zeros', 'SEND', /Zeros liberados/],
    ['Manter retidos', 'KEEP', /zeros continuam retidos/],
  ])('%s: one click', async (name, decision, said) => {
    const { asked } = show({})
    fireEvent.click(await screen.findByRole('button', { name }))
    await waitFor(() => expect(screen.getAllByText(said).length).toBeGreaterThan(0))
    expect(asked.find(one => one.name === 'decideCarrefourBrake')?.variables).toEqual({
      decision,
      since: HELD.since,
    })
  })

  it('given a change of settings explains them, expect it said, and no time at which they go', async () => {
    show({ waitsForPerson: true })
    expect(await screen.findByText(/só são enviados quando alguém decidir/)).toBeTruthy()
  })

  it('given they were kept back, expect one way out left', async () => {
    show({ decision: 'KEEP' })
    expect(await screen.findByRole('button', { name: 'Enviar os zeros' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Manter retidos' })).toBeNull()
  })

  it('given a viewer, expect the buttons shut, with the reason', async () => {
    show({}, { carrefourPermissions: { view: true, reprocess: false, configure: false } })
    const button = await screen.findByRole('button', { name: 'Enviar os zeros' })
    await waitFor(() => expect(button.closest('button')?.disabled).toBe(true))
    expect(screen.getAllByText(/pode ver, mas não reprocessar/).length).toBeGreaterThan(0)
  })
})
