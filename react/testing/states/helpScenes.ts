import { Help } from '../../help/Help'
import { service } from './samples'
import type { SceneGroup } from './scene'

const PATH = '/admin/carrefour-inventory/inventory/help'

export const HELP: SceneGroup = {
  id: 'help',
  title: 'Help',
  scenes: [
    { id: 'help-all', title: 'Every cause', Show: Help, answers: service, path: PATH },
    {
      id: 'help-found',
      title: 'Causes with some words',
      Show: Help,
      answers: service,
      path: PATH,
      steps: [{ type: 'ShopKey', into: 'help.page.search' }],
    },
    {
      id: 'help-none',
      title: 'No cause with these words',
      Show: Help,
      answers: service,
      path: PATH,
      steps: [{ type: 'zzzz', into: 'help.page.search' }],
    },
  ],
}
