const { createRequire } = require('node:module')
const path = require('node:path')
const vm = require('node:vm')
const { default: Runtime } = require('jest-runtime')

/** Packages that jest has to load itself: where `moduleNameMapper` changes what they load. */
const LOADED_BY_JEST = /[\\/]node_modules[\\/]@vtex[\\/]api[\\/]/

const PACKAGES = `${path.sep}node_modules${path.sep}`
const load = createRequire(__filename)

/** By file, its text and what the engine has made of it. */
const compiled = new Map()

/**
 * How test files load what they import. Our own modules are new to each test file, as in any jest. What does not change
 * between two test files of one process is not done again: a file is compiled once, and where the test files share
 * Node's own realm (`process.cjs`) packages are loaded once, by Node itself.
 */
module.exports = class extends Runtime {
  /** Without `import()`: swc has made `require` of it. */
  createScriptFromCode(text, filename) {
    const script = this.#compiled(text, filename)
    return this._environment.isNodesRealm
      ? { runInContext: () => script.runInThisContext() }
      : script
  }

  /** A compiled file belongs to no realm: a worker may run it for test files of several projects. */
  #compiled(text, filename) {
    const known = compiled.get(filename)
    if (known?.text === text) return known.script
    const script = new vm.Script(this.wrapCodeInModuleWrapper(text), {
      columnOffset: this._fileTransforms.get(filename)?.wrapperLength,
      displayErrors: true,
      filename,
    })
    compiled.set(filename, { text, script })
    return script
  }

  _loadModule(module, from, name, file, options, registry) {
    if (this._environment.isNodesRealm && !options?.isInternalModule && isPackage(file)) {
      module.exports = load(file)
      module.loaded = true
      return
    }
    super._loadModule(module, from, name, file, options, registry)
  }
}

const isPackage = file => file.includes(PACKAGES) && !LOADED_BY_JEST.test(file)
