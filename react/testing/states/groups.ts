import { CONFIGURATION } from './configurationScenes'
import { HELP } from './helpScenes'
import { HISTORY } from './historyScenes'
import { INTEGRATIONS } from './integrationScenes'
import { INVENTORY } from './inventoryScenes'
import { REPROCESS } from './jobScenes'
import { CAUSE_DETAILS, PARTS, PROBLEM_CARDS } from './partScenes'
import { SENDINGS } from './sendingScenes'
import type { SceneGroup } from './scene'

/** Every state there is to see. A new page or part brings its states here. */
export const GROUPS: readonly SceneGroup[] = [
  PARTS,
  PROBLEM_CARDS,
  CAUSE_DETAILS,
  INVENTORY,
  REPROCESS,
  INTEGRATIONS,
  CONFIGURATION,
  HISTORY,
  SENDINGS,
  HELP,
]
