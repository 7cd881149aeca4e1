/// Packages: `.ftx` archives, read strictly and written reproducibly.
///
/// A package is a ZIP archive of which there is one reading only: whatever two readers of ZIP could
/// understand differently is refused. [FtxFile] opens one, [FtxPackage] is what was found,
/// [FtxWriter] makes one. Uses `manifest`, `text` and `api`; used by life cycle and the front door.
package org.frankenterm.extension.ftx;
