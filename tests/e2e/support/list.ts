import type { FrameLocator } from '@playwright/test'

import { text } from './texts'

const tabs = (app: FrameLocator) =>
  app.getByRole('group', { name: text('inventory.filter.status') })

/** The tab of one status over the list; its count stands beside the word. */
export const statusTab = (app: FrameLocator, status: 'error' | 'warning' | 'success' | 'pending') =>
  tabs(app).getByRole('button', { name: text(`status.short.${status}`) })

/** The tab that is chosen. */
export const chosenTab = (app: FrameLocator) => tabs(app).getByRole('button', { pressed: true })
