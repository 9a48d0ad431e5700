import { fireEvent, screen } from '@testing-library/react'
import { describe, expect, it } from '@jest/globals'

import { History } from '../history/History'
import type { StandstillKind } from '../api/generated'
import { renderPage } from '../testing/renderPage'
import { aConnection } from '../testing/samples'
import type { WholeConnection } from '../testing/samples'

const show = (change: Partial<WholeConnection>) =>
  renderPage(History, {
    path: '/admin/carrefour-inventory/integrations/history',
    answers: {
      carrefourConnection: aConnection(change),
      carrefourHistory: { items: [], total: 0, page: 1, pageSize: 25 },
    },
  })

describe('silence', () => {
  const since = '2026-10-12T13:20:00.000Z'

  it.each<[StandstillKind, string, RegExp]>([
    ['ENGINE', 'O envio de estoque está parado', /acionar o aplicativo a cada minuto/],
    ['LATE', 'Há alterações esperando há mais de 15 minutos', /continuam na fila/],
    ['UNCONFIRMED', 'O Carrefour não confirma nada há mais de uma hora', /nenhum resultado/],
    ['KEY', 'A ShopKey não funciona há mais de um dia', /Teste a ShopKey/],
  ])('%s is told on a page that shows nothing else of it', async (kind, title, meaning) => {
    show({ standstill: { kind, since } })
    expect(await screen.findByRole('heading', { name: title })).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: `Ver detalhes – ${title}` }))
    expect(screen.getByText(meaning)).toBeTruthy()
  })

  it('given what waits came later, expect since when it stands still, not since when that waits', async () => {
    const standstill = { kind: 'ENGINE' as const, since }
    show({ standstill, pending: 3, waitingSince: '2026-10-13T13:20:00.000Z' })
    expect(await screen.findByText(/^Desde 12\/10\/2026.* 3 SKUs na fila\.$/)).toBeTruthy()
    expect(screen.queryByText(/espera desde/)).toBeNull()
  })

  it('says after an outage what was compared, and what differed', async () => {
    const gap = { from: since, to: '2026-10-12T13:50:00.000Z' }
    show({ gap: { ...gap, compared: 1204, differed: 17 } })
    expect(
      await screen.findByRole('heading', { name: 'Estoque comparado após uma interrupção' })
    ).toBeTruthy()
    expect(
      await screen.findByText(/1\.204 SKUs comparados, 17 diferentes, todos reenviados/)
    ).toBeTruthy()
  })

  it('says that the comparison is under way', async () => {
    const gap = { from: since, to: '2026-10-12T13:50:00.000Z' }
    show({ gap: { ...gap, compared: null, differed: null } })
    expect(await screen.findByText(/Estamos comparando todo o estoque/)).toBeTruthy()
    expect(
      screen.getByRole('heading', { name: 'Podem ter faltado notificações da loja' })
    ).toBeTruthy()
  })
})
