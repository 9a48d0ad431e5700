import { FILES, preset } from '../jest/preset.mjs'

export default { ...preset, displayName: 'bench', testEnvironment: FILES.process }
